"""Counts around the sizes of bytes and words: leads with up to 70,000 events each, on the command.

`python3 many_events.py --ripe ../../build/ripe`. An engine that counts in small integers has to hold at their ends, or know that it may not.
What is expected is plain arithmetic on the number of events. The last line is `N passed, M failed`, one for each program.
"""
import argparse
import csv
import io
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

COUNTS = [0, 1, 127, 128, 254, 255, 256, 257, 32767, 32768, 65534, 65535, 65536, 65537, 70000]
BOUNDS = [127, 128, 254, 255, 256, 257, 32767, 32768, 65534, 65535, 65536, 65537]
LIMIT = 10**12


def programs():
    """(rules, function from the number of events to the score in thousandths)"""
    for n in BOUNDS:
        yield (f"at least {n} e +1\nat most {n} e +2\ncount of e = {n} +4\ncount of e > {n} +8\ncount of e < {n}.5 +16\n",
               lambda c, n=n: 1000 * ((c >= n) + 2 * (c <= n) + 4 * (c == n) + 8 * (c > n) + 16 * (c <= n)))
        yield f"count of e in 2d to 12h >= {n} +1\n", lambda c, n=n: 1000 * (c >= n)
    for cap in [None] + [100, 127, 128, 255, 256, 300, 32767, 40000, 65535, 65536, 70000]:
        for points in ["+1", "-1", "+0.001", "+2.5", "-1000", "+1000000000"]:
            for fading in ["", " halving every 1d"]:
                each = int((Decimal(points) * (500 if fading else 1000)).to_integral_value(ROUND_HALF_EVEN))

                def total(c, each=each, cap=cap):
                    sum_ = max(-LIMIT, min(LIMIT, each * c))
                    return sum_ if cap is None else max(-cap * 1000, min(cap * 1000, sum_))
                yield f"e {points} each{fading}" + (f" up to {cap}" if cap is not None else "") + "\n", total
    yield "count of e +1 each\n", lambda c: 1000 * c
    yield "sum of e.v +1 each\n", lambda c: 1000 * c
    yield "count of e * 2 > 131070 +1\n", lambda c: 1000 * (c > 65535)
    yield "e +1 each\ncount of e = 65536 +0.5\nno e +0.25\n", lambda c: 1000 * c + 500 * (c == 65536) + 250 * (c == 0)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--ripe", required=True)
    ripe = str(Path(a.parse_args().ripe).resolve())
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "leads.csv").write_text("id\n" + "".join(f"{c}\n" for c in COUNTS))
        (folder / "events.csv").write_text("lead_id,type,at,v\n" + "".join(f"{c},e,2026-11-19T12:00:00Z,1\n" * c for c in COUNTS))
        for rules, thousandths in programs():
            (folder / "rules.ripe").write_text("event e { v: number }\n" + rules)
            p = subprocess.run([ripe, "score", "rules.ripe", "leads.csv", "--events", "events.csv", "--as-of", "2026-11-20T12:00:00Z"], cwd=folder,
                               capture_output=True, text=True)
            got = {r["id"]: Decimal(r["score"]) * 1000 for r in csv.DictReader(io.StringIO(p.stdout))}
            wrong = [f"{c} events: {got.get(str(c))} thousandths, not {thousandths(c)}" for c in COUNTS if got.get(str(c)) != thousandths(c)]
            passed += not wrong
            failed += bool(wrong)
            if wrong:
                print(f"{rules.strip()}\n   " + "\n   ".join(wrong[:3]) + ("\n" + p.stderr[:400] if p.returncode else ""))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
