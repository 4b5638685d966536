"""Texts and types of events in numbers: up to 70,000 distinct ones, alike but for a letter, new ones in every block, on the command.

`python3 many_texts.py --ripe ../../build/ripe`. An engine that keeps texts as codes has to hold where codes grow from one byte to two and
on, where blocks bring texts that those before had not, and where it remembers what it found for a text that looks like the next one. What
is expected is plain arithmetic on the number in the text. The last line is `N passed, M failed`, one for each program and way to run it.
"""
import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

AS_OF = datetime(2026, 11, 20, 12)
COUNTS = [1, 2, 15, 16, 17, 18, 63, 64, 65, 255, 256, 257, 1000]  # of distinct texts, or types of events
WAYS = [([], {}), (["--threads", "1"], {"RIPE_BLOCK_BYTES": "65536"}), (["--engine", "jit"], {"RIPE_BLOCK_BYTES": "65536"}),
        (["--memory-limit", "200MB"], {})]


def leads(rows, distinct):
    """`few` has each new text as late as can be: the k-th in row k * rows / distinct; `mail` and `name` are new in every row, `tag` too."""
    out = ["id,few,mail,name,tags"]
    for i in range(rows):
        few = i * distinct // rows
        out.append(f"{i},value-{few:05},a.person.with.a.long.name.{i:06}@example.com,{'n' * 100}{i:06},t{few};u{i % 7}")
    return "\n".join(out) + "\n"


def text_program(rows, distinct):
    """(rules, function from the row to the score)"""
    last = distinct - 1
    picked = sorted({0, 1, 14, 15, 16, 17, 62, 63, 64, 253, 254, 255, 256, 257, 999, last // 2, last} & set(range(distinct)))
    many = [k for k in range(distinct) if k % 3 == 0][:300]
    rules = ["field few, mail, name: text", "field tags: tags"]
    rules += [f'few = "VALUE-{k:05}" {2 ** n:+}' for n, k in enumerate(picked)]
    rules.append("few in (" + ", ".join(f'"value-{k:05}"' for k in many) + ") +1000000")
    rules.append('few ends with "5" +2000000')
    rules.append(f'tags contains "t{last}" +4000000')
    rules.append('mail contains "7@" +0.125')
    rules.append('mail matches /[02468]@/ +0.25')
    rules.append('name ends with "3" +0.5')

    def score(i):
        few = i * distinct // rows
        return (sum(2 ** n for n, k in enumerate(picked) if k == few) + 1000000 * (few in many) + 2000000 * (few % 10 == 5) +
                4000000 * (few == last) + 0.125 * (i % 10 == 7) + 0.25 * (i % 2 == 0) + 0.5 * (i % 10 == 3))
    return "\n".join(rules) + "\n", score


def events(people, kinds, each, by):
    """Each lead has `each` events: the k-th of type (lead + k * k) % kinds, k hours and a half before as-of. By lead, by time, or in no order."""
    rows = [(lead, (lead + k * k) % kinds, 0 if by == "instant" else k) for lead in range(people) for k in range(each)]
    if by == "time":
        rows.sort(key=lambda r: -r[2])
    if by in ("none", "instant"):
        rows.sort(key=lambda r: (r[0] * 7919 + r[1] * 31 + r[2] * 104729) % 65537)
    if by == "none":  # whoever looks at the ends alone takes it for ordered
        rows.append(rows.pop(min(range(len(rows)), key=lambda i: rows[i][2])))
        rows.insert(0, rows.pop(max(range(len(rows)), key=lambda i: rows[i][2])))
    return rows


def event_file(rows):
    at = [(AS_OF - timedelta(hours=k, minutes=30)).strftime("%Y-%m-%dT%H:%M:%SZ") for k in range(100)]
    return "lead_id,type,at\n" + "".join(f"{lead},kind_{kind},{at[k]}\n" for lead, kind, k in rows)


def event_program(kinds, rows, people):
    """(rules, function from the lead to the score)"""
    picked = sorted({k for k in (0, 1, 14, 15, 16, 17, 62, 63, 64, 253, 254, 255, 256, kinds // 2, kinds - 1) if k < kinds})
    rules = ["event " + ", ".join(f"kind_{k}" for k in range(kinds))]
    rules += [f"kind_{k} {'in 12h ' if n % 2 else ''}{2 ** n:+} each up to {5 * 2 ** n}" for n, k in enumerate(picked)]
    rules.append("no event in 12h +0.125")
    of_lead = [[] for _ in range(people)]
    for lead, kind, k in rows:
        of_lead[lead].append((kind, k))

    def score(lead):
        found = [sum(kind == t and (k < 12 or n % 2 == 0) for t, k in of_lead[lead]) for n, kind in enumerate(picked)]
        return sum(2 ** n * min(5, count) for n, count in enumerate(found)) + 0.125 * all(k >= 12 for _, k in of_lead[lead])
    return "\n".join(rules) + "\n", score


def run(ripe, folder, arguments, environment):
    p = subprocess.run([ripe, "score", "rules.ripe", "leads.csv", "--as-of", AS_OF.strftime("%Y-%m-%dT%H:%M:%SZ"), *arguments], cwd=folder,
                       env={**os.environ, **environment}, capture_output=True, text=True)
    return p, {int(r["id"]): float(r["score"]) for r in csv.DictReader(io.StringIO(p.stdout))}


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--ripe", required=True)
    ripe = str(Path(a.parse_args().ripe).resolve())
    passed = failed = 0

    def judge(title, score, people, ways, more):
        nonlocal passed, failed
        for arguments, environment in ways:
            p, got = run(ripe, folder, [*more, *arguments], environment)
            wrong = [f"lead {i}: {got.get(i)}, not {score(i)}" for i in range(people) if got.get(i) != score(i)]
            passed += not wrong
            failed += bool(wrong)
            if wrong:
                print(f"{title} {arguments} {environment}: {len(wrong)} wrong\n   " + "\n   ".join(wrong[:3]) + "\n" + p.stderr[-400:])

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for distinct in [*COUNTS, 33000, 70000]:
            rows = 12000 if distinct < 2000 else 100000
            (folder / "leads.csv").write_text(leads(rows, distinct))
            rules, score = text_program(rows, distinct)
            (folder / "rules.ripe").write_text(rules)
            scores = [score(i) for i in range(rows)]
            judge(f"{distinct} texts", lambda i: scores[i], rows, WAYS if rows == 12000 else WAYS[:2], [])
        people, each = 300, 40
        (folder / "leads.csv").write_text("id\n" + "".join(f"{i}\n" for i in range(people)))
        for kinds in COUNTS[:-1]:
            for by in ("lead", "time", "none", "instant"):
                rows = events(people, kinds, each, by)
                (folder / "events.csv").write_text(event_file(rows))
                rules, score = event_program(kinds, rows, people)
                (folder / "rules.ripe").write_text(rules)
                judge(f"{kinds} types of events by {by}", score, people, WAYS[:1], ["--events", "events.csv"])
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
