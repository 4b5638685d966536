"""Shrinks a case on which the engine and the reference disagree, while they go on disagreeing in the same way.

    python3 reduce.py --ripe ../../build/ripe (--seed N | --folder DIR) --out DIR

Leads and events go first (by halves, then one by one), then lines of the rules with their braces, then
parts of the lines. A step counts only when the reference still accepts the file and the kind of the
disagreement (other values, or a rejection with the same code) stays.
"""
import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate  # noqa: E402
from differ import compare, read_args  # noqa: E402


class Reducer:
    def __init__(self, ripe, folder, variants=((),), explain=0):
        self.ripe, self.folder, self.variants, self.explain = ripe, Path(folder), variants, explain
        self.kind = self.look()
        self.steps = 0

    def look(self):
        result = compare(self.ripe, self.folder, variants=self.variants, explain=self.explain)
        return result and result[0]

    def text(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as f:
            return f.read()

    def put(self, name, text):
        with open(self.folder / name, "w", encoding="utf-8", newline="") as f:
            f.write(text)

    def attempt(self, name, text):
        before = self.text(name)
        if text == before:
            return False
        self.put(name, text)
        self.steps += 1
        if self.look() == self.kind:
            return True
        self.put(name, before)
        return False

    def shrink(self, name, split, join, keep=0):
        """Drops ever smaller runs of parts; `keep` parts at the front stay."""
        parts = split(self.text(name))
        size = max(1, (len(parts) - keep) // 2)
        while True:
            i, changed = keep, False
            while i < len(parts):
                fewer = parts[:i] + parts[i + size:]
                if self.attempt(name, join(fewer)):
                    parts, changed = fewer, True
                else:
                    i += size
            if size == 1 and not changed:
                return
            size = max(1, size // 2)

    def lines(self, name, keep):
        self.shrink(name, lambda t: t.splitlines(keepends=True), "".join, keep)

    def words(self, name):
        """Takes runs of words out of the rules, the longest first."""
        def split(t):
            return re.findall(r'"(?:[^"\\\n]|\\.)*"|/[^/\n]*/|`[^`\n]*`|\w+|\n|[ \t\r]+|[<>=!]=|=>|.', t)
        again = True
        while again:
            again = False
            parts = split(self.text(name))
            for n in (40, 24, 16, 12, 8, 6, 5, 4, 3, 2, 1):
                i = 0
                while i + n <= len(parts):
                    fewer = parts[:i] + parts[i + n:]
                    if self.attempt(name, "".join(fewer)):
                        parts, again = fewer, True
                    else:
                        i += 1

    def columns(self, name):
        """Takes whole columns out of a CSV."""
        from ripe_ref.data import csv_records
        while True:
            records = csv_records(self.text(name))
            if not records:
                return

            def cell(c):
                return '"' + c.replace('"', '""') + '"' if any(x in c for x in ',"\r\n') or c == "" else c
            for k in range(len(records[0])):
                fewer = "\n".join(",".join(cell(c) for j, c in enumerate(r) if j != k) for r in records) + "\n"
                if self.attempt(name, fewer):
                    break
            else:
                return

    def run(self):
        rules, leads, events, _, _ = read_args(self.folder)
        for _ in range(2):
            for name in [leads] + events:
                self.lines(name, 1 if name.endswith(".csv") else 0)
            self.lines(rules, 0)
            self.words(rules)
            for name in [leads] + events:
                if name.endswith(".csv"):
                    self.columns(name)


def shrink(ripe, folder, out, variants=((),), explain=0):
    """For differ.py: the case of `folder` made small in `out`, with what still differs."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(folder, out)
    r = Reducer(ripe, out, variants, explain)
    if r.kind:
        r.run()
        kind, what = compare(ripe, out, variants=variants, explain=explain)
        (out / "difference.txt").write_text(f"{kind}\n{what}\n", encoding="utf-8")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--ripe", default=str(Path(__file__).resolve().parents[2] / "build" / "ripe"))
    a.add_argument("--seed", type=int)
    a.add_argument("--folder")
    a.add_argument("--out")
    args = a.parse_args()
    out = Path(args.out or tempfile.mkdtemp(prefix="ripe-reduced-"))
    shutil.rmtree(out, ignore_errors=True)
    if args.seed is not None:
        generate.make(args.seed).write(out)
    else:
        shutil.copytree(args.folder, out)
    r = Reducer(str(Path(args.ripe).resolve()), out)
    if not r.kind:
        print("no disagreement")
        return 0
    r.run()
    kind, what = compare(r.ripe, out)
    rules, leads, events, as_of, _ = read_args(out)
    print(f"{out} after {r.steps} steps: {kind}\n{what}\n--- as-of {as_of}")
    for name in [rules, leads] + events:
        print(f"--- {name}\n{(out / name).read_text(encoding='utf-8')}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
