"""Runs the conformance suite on a command that has Ripe's command line: `python3 run.py --command ../../build/ripe`.

Options: `--jobs N`, `--only TEXT` (cases whose place, chapter `chapter 7` or title holds it), `--expand DIR` (writes every case as a folder
of plain files, with its expectation as JSON, and runs nothing), `--counts` (how many there are, by chapter and origin), and files of
cases (else all). What failed is printed with what was wanted and what came. The last line is `N passed, M failed`.
"""
import argparse
import concurrent.futures
import csv
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from suite import load  # noqa: E402

PLACED = re.compile(r"^(?:.*/)?(\S+?):(\d+):\d+: (error|warning) ([A-Z]\d+):", re.M)
LIMIT_SECONDS = 60


class Wrong(Exception):
    """What was wanted and what came."""


def want(what, wanted, got):
    if wanted != got:
        raise Wrong(f"{what}\n   wanted {wanted}\n   got    {got}")


class Runner:
    def __init__(self, command, scratch):
        self.command, self.scratch = command, Path(scratch)

    def call(self, folder, args):
        p = subprocess.run(self.command + args, cwd=folder, capture_output=True, timeout=LIMIT_SECONDS, stdin=subprocess.DEVNULL)
        return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace")

    def data(self, case):
        args = ["rules.ripe", case.leads]
        for e in case.events:
            args += ["--events", e]
        return args + (["--as-of", case.as_of] if case.as_of != "now" else []) + case.options

    def case(self, case):
        """None, or what is wrong."""
        folder = self.scratch / re.sub(r"\W", "-", case.where)
        write(case, folder)
        try:
            getattr(self, case.kind)(case, folder)
            return None
        except Wrong as e:
            return str(e)
        except subprocess.TimeoutExpired:
            return f"no answer in {LIMIT_SECONDS} seconds"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def score(self, case, folder):
        rejects = ["--rejects", "rejects.csv"] if case.rejects is not None else []
        status, out, err = self.call(folder, ["score"] + self.data(case) + rejects)
        if status != (case.status or 0):
            raise Wrong(f"exit status {status}: {err.strip()[:600]}")
        if case.stdout is not None:
            want("the output", case.stdout, out)
        if case.expect is not None:
            check_scores(case, out)
        if case.warnings is not None:
            want("warnings", sorted(case.warnings), sorted(found(err, "warning")))
        if case.rejects is not None:
            check_rejects(case, folder)
        if case.unreadable is not None:
            got = re.findall(r'column "(.*?)": (\d+) cells?', err)
            want("cells that cannot be read", sorted(case.unreadable), sorted((c, int(n)) for c, n in got))
        for part in case.stderr or []:
            want(f"standard error holds {part!r}", True, part in err)

    def error(self, case, folder):
        """Errors are found, and then nothing at all is scored."""
        status, out, err = self.call(folder, ["score"] + self.data(case))
        want("errors", sorted(case.errors), sorted(found(err, "error")))
        want("exit status and output", (1, ""), (status, out))

    def test(self, case, folder):
        status, out, err = self.call(folder, ["test", "rules.ripe", "--format", "json"])
        try:
            tests = [t for f in json.loads(out)["files"] for t in f["tests"]]
        except ValueError:
            raise Wrong(f"exit status {status}, and no JSON: {err.strip()[:600]}") from None
        want("tests", case.tests, [(t["name"], t["passed"]) for t in tests])
        want("exit status", 0 if all(p for _, p in case.tests) else 1, status)

    def explain(self, case, folder):
        """The points of each rule, and that they add up to the groups and the score."""
        id_, rules = case.explain
        status, out, err = self.call(folder, ["explain"] + self.data(case) + ["--id", id_, "--format", "json"])
        if status != 0:
            raise Wrong(f"exit status {status}: {err.strip()[:600]}")
        e = json.loads(out, parse_float=Decimal, parse_int=Decimal)
        want("points by line", [(n, Decimal(p)) for n, p in rules], [(int(r["line"]), r["points"]) for r in e["rules"]])
        total = sum(r["points"] for r in e["rules"] if "group" not in r)
        for g in e["groups"]:
            want(f"the sum of {g['name']}", sum(r["points"] for r in e["rules"] if r.get("group") == g["name"]), g["sum"])
            total += g["points"]
        want("the score", total, e["score"])
        if case.expect:
            _, score, stage, groups = case.expect[0]
            want("the score", Decimal(score), e["score"])
            want("the stage", stage or e["stage"], e["stage"])
            for name, points in groups.items():
                want(name, Decimal(points), next(g["points"] for g in e["groups"] if g["name"] == name))

    def run(self, case, folder):
        status, out, err = self.call(folder, case.run)
        if status != case.status:
            raise Wrong(f"exit status {status}, not {case.status}: {(out + err).strip()[:600]}")
        if case.stdout is not None:
            want("the output", case.stdout, out)
        for part in case.stderr or []:
            want(f"standard error holds {part!r}", True, part in err)
        for part in case.says or []:
            want(f"the output holds {part!r}", True, part in out + err)


def found(text, severity):
    return [(code, int(line)) for _, line, s, code in PLACED.findall(text) if s == severity]


def check_scores(case, out):
    rows = list(csv.reader(io.StringIO(out)))
    head, rows = rows[0], rows[1:]
    want("leads scored", [e[0] for e in case.expect] if case.expect and case.expect[0][0] else len(case.expect),
         [r[0] for r in rows] if case.expect and case.expect[0][0] else len(rows))
    for (_, score, stage, groups), row in zip(case.expect, rows):
        cells = dict(zip(head, row))
        want(f"the score of {row[0]}", score, cells["score"])
        if stage:
            want(f"the stage of {row[0]}", stage, cells["stage"])
        for name, points in groups.items():
            want(f"{name} of {row[0]}", points, cells.get(name))


def check_rejects(case, folder):
    path = folder / "rejects.csv"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = [r for r in csv.DictReader(io.StringIO(text))]
    want("rows rejected", [(f, n) for f, n, _ in case.rejects], [(r["file"], int(r["line"])) for r in rows])
    for (_, line, part), row in zip(case.rejects, rows):
        if part not in row["reason"]:
            raise Wrong(f"the reason for line {line} is {row['reason']!r}, without {part!r}")


def write(case, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in case.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def expand(cases, target):
    """Each case as a folder that needs no knowledge of the short forms."""
    for case in cases:
        folder = Path(target) / f"{case.chapter:02}" / re.sub(r"\W", "-", case.where)
        write(case, folder)
        wanted = {k: v for k, v in vars(case).items() if k != "files" and v not in (None, [])}
        (folder / "case.json").write_text(json.dumps(wanted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(cases)} cases written to {target}")


def counts(cases):
    by = Counter((c.chapter, c.origin) for c in cases)
    kinds = Counter(c.kind for c in cases)
    for chapter in sorted({c for c, _ in by}):
        print(f"chapter {chapter:2}: {by[chapter, 'hand']:5} by hand, {by[chapter, 'reference']:5} from the reference")
    print(", ".join(f"{n} {k}" for k, n in kinds.most_common()) + f"; {len(cases)} in all, "
          f"{sum(n for (_, o), n in by.items() if o == 'hand')} by hand")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--command", default="ripe")
    a.add_argument("--jobs", type=int, default=2)
    a.add_argument("--only")
    a.add_argument("--expand")
    a.add_argument("--counts", action="store_true")
    a.add_argument("--max-shown", type=int, default=60)
    a.add_argument("files", nargs="*")
    args = a.parse_args()
    cases = load(args.files)
    if args.only:
        cases = [c for c in cases if args.only in f"{c.where} chapter {c.chapter} {c.title}"]
    if args.counts or args.expand:
        if args.expand:
            expand(cases, args.expand)
        else:
            counts(cases)
        return 0
    command = shlex.split(args.command)
    program = shutil.which(command[0])
    if program is None:
        print(f"there is no program {command[0]}; say --command PATH")
        return 2
    command[0] = str(Path(program).resolve())
    failed, known = 0, 0
    with tempfile.TemporaryDirectory(prefix="ripe-conformance-") as scratch:
        runner = Runner(command, scratch)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for case, wrong in zip(cases, pool.map(runner.case, cases)):
                if "[known: " in case.title:
                    known += 1
                    if wrong:
                        print(f"{case.where}: fails as it is known to: {case.title}")
                        continue
                    wrong = "passes now: take the mark [known: …] out of its title"
                if wrong:
                    failed += 1
                    if failed <= args.max_shown:
                        print(f"{case.where}: {case.title}: " + wrong.replace("\n", "\n   "), flush=True)
    print(f"{len(cases) - failed - known} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
