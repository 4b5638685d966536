"""Compares the engine's `ripe score` with the reference, byte for byte, on random programs and on the hand-made cases.

    python3 differ.py --ripe ../../build/ripe --seeds 1:2000 [--jobs 2] [--keep DIR]
    python3 differ.py --ripe ../../build/ripe --cases [FILE…]
    python3 differ.py --ripe ../../build/ripe --folder DIR      (a case kept earlier)

For each difference: the seed, the first lead that differs and both rows, or the command's messages when it
rejects. The last line is `N passed, M failed`; the exit status is 1 when anything failed.
"""
import argparse
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402
from ripe_ref.cli import score  # noqa: E402


def read_args(folder):
    """What Case.write put into `args`: (rules, leads, [events], as-of, id)."""
    lines = (Path(folder) / "args").read_text().split("\n")
    events = [e for e in lines[2].split(",") if e]
    return lines[0], lines[1], events, lines[4], lines[6] if len(lines) > 6 and lines[5] == "--id" else None


def run_ripe(ripe, folder, extra=()):
    rules, leads, events, as_of, id_ = read_args(folder)
    cmd = [str(ripe), "score", rules, leads]
    for e in events:
        cmd += ["--events", e]
    cmd += ["--as-of", as_of] + (["--id", id_] if id_ else []) + list(extra)
    try:
        p = subprocess.run(cmd, cwd=folder, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return 124, "", "timeout after 60 s"
    return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace")


def run_reference(folder):
    rules, leads, events, as_of, id_ = read_args(folder)
    folder = Path(folder)
    return score(folder / rules, folder / leads, [folder / e for e in events], as_of, id_)


def compare(ripe, folder, expected=None, extra=()):
    """None when they agree, else (kind, what to print)."""
    if expected is None:
        try:
            expected = run_reference(folder)
        except Exception as e:  # the oracle itself is at fault: a finding too
            return "reference", f"the reference fails: {e!r}"
    status, out, err = run_ripe(ripe, folder, extra)
    if status != 0:
        # warnings may stand before the error
        m = re.search(r"error\W{0,2}([A-Z]\d{3})|([A-Z]\d{3})\W{0,2}error", err) or re.search(r"(E\d{3,})", err)
        code = next((g for g in m.groups() if g), "") if m else ""
        lines = [line for line in err.strip().split("\n")]
        first = next((i for i, line in enumerate(lines) if "error" in line), 0)
        return f"status {status} {code}".strip(), "\n".join(lines[first:first + 12])
    if out == expected:
        return compare_tests(ripe, folder)
    a, b = expected.split("\n"), out.split("\n")
    for i in range(max(len(a), len(b))):
        x = a[i] if i < len(a) else "<nothing>"
        y = b[i] if i < len(b) else "<nothing>"
        if x != y:
            n = sum(1 for p, q in zip(a, b) if p != q)
            return "differ", f"row {i} ({n} differ)\n   header     {a[0]}\n   reference  {x}\n   ripe       {y}"
    return "differ", "?"


def compare_tests(ripe, folder):
    """The tests inside generated rules hold, so `ripe test` must say so."""
    rules = read_args(folder)[0]
    if 'test "시험' not in (Path(folder) / rules).read_text(encoding="utf-8"):
        return None
    p = subprocess.run([str(ripe), "test", rules], cwd=folder, capture_output=True, timeout=60)
    if p.returncode == 0:
        return None
    text = (p.stdout + p.stderr).decode("utf-8", "replace").strip()
    return f"test status {p.returncode}", "\n".join(text.split("\n")[-12:])


def one(job):
    seed, ripe, keep, extra = job
    folder = Path(tempfile.mkdtemp(prefix="ripe-differ-"))
    try:
        try:
            generate.make(seed).write(folder)
        except Exception as e:
            return seed, ("generator", repr(e))
        result = compare(ripe, folder, extra=extra)
        if result and keep:
            target = Path(keep) / f"seed-{seed}"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(folder, target)
        return seed, result
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# ---- hand-made cases: text files of sections, see cases/README.md
def load_cases(paths=None):
    """[(file, name, {section: text})]"""
    out = []
    for path in sorted(Path(p) for p in paths) if paths else sorted((HERE / "cases").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for chunk in re.split(r"(?m)^=== ", text)[1:]:
            name, _, body = chunk.partition("\n")
            sections = {}
            for part in re.split(r"(?m)^--- ", body)[1:]:
                head, _, content = part.partition("\n")
                sections[head.strip()] = content.rstrip("\n") + "\n"
            out.append((path.name, name.strip(), sections))
    return out


def write_case(sections, folder):
    """As files that the command can read; gives the expected CSV."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    as_of = sections.get("as-of", "2026-11-20T12:00:00Z").strip()
    names = {"rules": "rules.ripe", "leads": "leads.csv", "events": "events.csv", "leads.jsonl": "leads.jsonl",
             "events.jsonl": "events.jsonl"}
    leads, events = "leads.csv", []
    for head, text in sections.items():
        if head.startswith("file "):
            (folder / head[5:]).write_text(text, encoding="utf-8")
        elif head in names:
            (folder / names[head]).write_text(text, encoding="utf-8")
            if head.startswith("leads"):
                leads = names[head]
            if head.startswith("events"):
                events.append(names[head])
    args = ["rules.ripe", leads, ",".join(events), "--as-of", as_of]
    if "id" in sections:
        args += ["--id", sections["id"].strip()]
    (folder / "args").write_text("\n".join(args) + "\n", encoding="utf-8")
    (folder / "expected.csv").write_text(sections["expect"], encoding="utf-8")
    return sections["expect"]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--ripe", default=str(HERE.parents[1] / "build" / "ripe"))
    a.add_argument("--seeds", default="1:200")
    a.add_argument("--jobs", type=int, default=1)
    a.add_argument("--keep")
    a.add_argument("--cases", nargs="*")
    a.add_argument("--folder")
    a.add_argument("--extra", default="", help="more options for the command, as one text: '--engine jit --threads 2'")
    a.add_argument("--max-shown", type=int, default=40)
    args = a.parse_args()
    ripe = str(Path(args.ripe).resolve())
    extra = args.extra.split()
    passed = failed = 0

    def note(name, result):
        nonlocal passed, failed
        if result is None:
            passed += 1
            return
        failed += 1
        if failed <= args.max_shown:
            print(f"{name}: {result[0]}\n   " + result[1].replace("\n", "\n   "), flush=True)

    if args.folder:
        note(args.folder, compare(ripe, args.folder, extra=extra))
    elif args.cases is not None:
        for file, name, sections in load_cases(args.cases):
            folder = Path(tempfile.mkdtemp(prefix="ripe-case-"))
            try:
                note(f"{file}: {name}", compare(ripe, folder, write_case(sections, folder), extra))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    else:
        lo, _, hi = args.seeds.partition(":")
        jobs = [(s, ripe, args.keep, extra) for s in range(int(lo), int(hi or lo) + 1)]
        if args.jobs > 1:
            with multiprocessing.Pool(args.jobs) as pool:
                for seed, result in pool.imap(one, jobs, chunksize=4):
                    note(f"seed {seed}", result)
        else:
            for job in jobs:
                seed, result = one(job)
                note(f"seed {seed}", result)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
