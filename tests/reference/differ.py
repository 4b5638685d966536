"""Compares the engine with the reference, byte for byte, on random programs and on the hand-made cases.

    python3 differ.py --ripe ../../build/ripe --seeds 1:2000 [--jobs 2] [--keep DIR] [--reduce]
    python3 differ.py --seeds 1:20000 --explain --errors --engines interpreter,jit --threads 1,2,7
    python3 differ.py --seconds 3600 --resume FILE      (on from the seed that FILE tells; FILE is kept up to date)
    python3 differ.py --ripe ../../build/ripe --cases [FILE…]
    python3 differ.py --ripe ../../build/ripe --folder DIR      (a case kept earlier)

For each difference: the seed, the first lead that differs and both rows, or the command's messages when it
rejects. The last line is `N passed, M failed`; the exit status is 1 when anything failed.
"""
import argparse
import atexit
import itertools
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402
import plant  # noqa: E402
from ripe_ref.cli import judged, ledger, scores_text  # noqa: E402

PLACED = re.compile(r"^(?:.*/)?([^\s:]+):(\d+):\d+: error ([A-Z]\d+):", re.M)
SHARED = Path("/dev/shm")  # files of a case live in memory where that is possible
SCRATCH = str(SHARED) if SHARED.is_dir() and os.access(SHARED, os.W_OK) else None


def read_args(folder):
    """What Case.write put into `args`: (rules, leads, [events], as-of, id)."""
    lines = (Path(folder) / "args").read_text().split("\n")
    events = [e for e in lines[2].split(",") if e]
    return lines[0], lines[1], events, lines[4], lines[6] if len(lines) > 6 and lines[5] == "--id" else None


def command(ripe, args, folder):
    """Runs it; `--engine jit-optimised` is the jit with all of LLVM's passes (RIPE_JIT_OPTIMIZE), `env:NAME=VALUE` belongs to the environment."""
    env = dict(os.environ)
    if "jit-optimised" in args:
        args = ["jit" if a == "jit-optimised" else a for a in args]
        env["RIPE_JIT_OPTIMIZE"] = "1"
    env |= dict(a[4:].split("=", 1) for a in args if a.startswith("env:"))
    args = [a for a in args if not a.startswith("env:")]
    try:
        p = subprocess.run([str(ripe)] + args, cwd=folder, capture_output=True, timeout=60, env=env)
    except subprocess.TimeoutExpired:
        return 124, "", "timeout after 60 s"
    return p.returncode, p.stdout.decode("utf-8", "replace"), p.stderr.decode("utf-8", "replace")


def data_args(folder):
    rules, leads, events, as_of, id_ = read_args(folder)
    args = [rules, leads]
    for e in events:
        args += ["--events", e]
    return args + ["--as-of", as_of], id_


def run_ripe(ripe, folder, extra=()):
    args, id_ = data_args(folder)
    return command(ripe, ["score"] + args + (["--id", id_] if id_ else []) + list(extra), folder)


def judge(folder):
    rules, leads, events, as_of, id_ = read_args(folder)
    folder = Path(folder)
    return judged(folder / rules, folder / leads, [folder / e for e in events], as_of, id_)


def run_reference(folder):
    return scores_text(*judge(folder))


def compare(ripe, folder, expected=None, variants=((),), explain=0):
    """None when they agree, else (kind, what to print). Each variant is a tuple of further options of the command."""
    verdict = None
    if expected is None:
        try:
            verdict = judge(folder)
            expected = scores_text(*verdict)
        except Exception as e:  # the oracle itself is at fault: a finding too
            return "reference", f"the reference fails: {e!r}"
    for extra in variants:
        found = compare_scores(run_ripe(ripe, folder, extra), expected)
        if found:
            return (" ".join((found[0],) + tuple(extra)), found[1])
    if verdict and explain:
        found = compare_explanations(ripe, folder, verdict, explain)
        if found:
            return found
    return compare_tests(ripe, folder)


def compare_scores(result, expected):
    status, out, err = result
    if status != 0:
        # warnings may stand before the error
        m = PLACED.search(err)
        lines = err.strip().split("\n")
        first = next((i for i, line in enumerate(lines) if "error" in line), 0)
        return f"status {status} {m[3] if m else ''}".strip(), "\n".join(lines[first:first + 12])
    if out == expected:
        return None
    a, b = expected.split("\n"), out.split("\n")
    for i in range(max(len(a), len(b))):
        x = a[i] if i < len(a) else "<nothing>"
        y = b[i] if i < len(b) else "<nothing>"
        if x != y:
            n = sum(1 for p, q in zip(a, b) if p != q)
            return "differ", f"row {i} ({n} differ)\n   header     {a[0]}\n   reference  {x}\n   ripe       {y}"
    return "differ", "?"


def compare_explanations(ripe, folder, verdict, n):
    """The points of each rule for the leads with the most rules that fire: those say the most."""
    program, _, results = verdict
    busiest = sorted(results, key=lambda x: (-sum(p != 0 for p in x[1].ledger.values()), x[0]))[:n]
    args, id_ = data_args(folder)
    for name, lead in busiest:
        # Glued, as an id may begin with a hyphen.
        status, out, err = command(ripe, ["explain"] + args + (["--id-column", id_] if id_ else []) + ["--id=" + name, "--format", "json"], folder)
        if status != 0:
            return f"explain status {status}", f"lead {name}\n" + "\n".join(err.strip().split("\n")[-8:])
        e = json.loads(out, parse_float=Decimal, parse_int=Decimal)
        got = sorted((int(r["line"]), r.get("group", ""), int(r["points"] * 1000)) for r in e["rules"])
        want = ledger(program, lead)
        if got != want:
            return "explain differs", f"lead {name}: (line, group, thousandths)\n   reference  {sorted(set(want) - set(got))}\n" \
                                      f"   ripe       {sorted(set(got) - set(want))}"
        totals = {g["name"]: int(g["points"] * 1000) for g in e["groups"]} | {"score": int(e["score"] * 1000)}
        if totals != lead.numbers or e["stage"] != lead.stage:
            return "explain differs", f"lead {name}\n   reference  {lead.numbers} {lead.stage}\n   ripe       {totals} {e['stage']}"
    return None


def compare_error(ripe, folder, case, seed):
    """A planted mistake: exactly that one is found, at its line, and nothing is scored."""
    what, text, code, line = plant.plant(case, random.Random(seed))
    with open(folder / case.rules, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    status, out, err = run_ripe(ripe, folder)
    got = [(c, int(n)) for name, n, c in PLACED.findall(err) if name == case.rules]
    if status == 1 and not out and got == [(code, line)]:
        return None
    return f"error {code}", f"planted: {what}\n   wanted   status 1, {code} at line {line}, no output\n" \
                            f"   ripe     status {status}, {got}, {len(out)} bytes of output"


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


def varied(variants, seed):
    """What must not matter, another for each program and way: kernels, sizes of blocks, threads, parts on disk, all of LLVM's passes, and
    compiled code that takes over in the middle."""
    r = random.Random(f"surroundings {seed}")
    out = []
    for extra in variants:
        extra = list(extra)
        if "jit" in extra:
            how = r.choice(["jit", "jit", "jit-optimised", "auto"])
            extra[extra.index("jit")] = how
            if how == "auto":
                extra.append(f"env:RIPE_COMPILE_AFTER={r.randrange(1, 40)}")
        if r.random() < 0.5:
            extra.append(f"env:RIPE_KERNELS={r.choice(['sse2', 'avx2'])}")
        if r.random() < 0.4:
            extra.append(f"env:RIPE_BLOCK_BYTES={r.choice([1, 7, 30, 100, 300, 1000])}")
        if "--threads" not in extra:
            extra += ["--threads", str(r.choice([1, 1, 2, 3, 7]))]
        if r.random() < 0.2:
            extra += [f"env:RIPE_MEMORY_ROOM={r.choice([1_000_000, 1_200_000, 2_000_000])}", "--memory-limit", "4GB"]
        out.append(tuple(extra))
    return tuple(out)


def one(job):
    seed, ripe, options = job
    folder = Path(tempfile.mkdtemp(prefix="ripe-differ-", dir=SCRATCH))
    try:
        try:
            case = generate.make(seed)
            case.write(folder)
        except Exception as e:
            return seed, ("generator", repr(e))
        explain = 1 if options.explain and seed % options.explain == 0 else 0
        variants = varied(options.variants, seed) if options.vary else options.variants
        result = compare(ripe, folder, variants=variants, explain=explain)
        if result is None and options.errors and seed % options.errors == options.errors // 2:
            result = compare_error(ripe, folder, case, seed)
        if result and options.keep:
            target = Path(options.keep) / f"seed-{seed}"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(folder, target)
            (target / "difference.txt").write_text(f"{result[0]}\n{result[1]}\n", encoding="utf-8")
            if options.reduce and not result[0].startswith(("error", "generator")):
                from reduce import shrink
                shrink(ripe, target, Path(options.keep) / f"seed-{seed}-small", variants, explain)
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
        elif head not in ("as-of", "id", "expect"):
            raise ValueError(f"unknown section {head!r}")
    args = ["rules.ripe", leads, ",".join(events), "--as-of", as_of]
    if "id" in sections:
        args += ["--id", sections["id"].strip()]
    (folder / "args").write_text("\n".join(args) + "\n", encoding="utf-8")
    (folder / "expected.csv").write_text(sections["expect"], encoding="utf-8")
    return sections["expect"]


def seed_of_tree():
    """A first seed made from the committed files: each change is tried on other programs, and the same commit always on the same ones."""
    try:
        found = subprocess.run(["git", "-C", str(HERE), "rev-parse", "HEAD^{tree}"], capture_output=True, text=True, timeout=60)
    except OSError:
        return 1_000_000
    return int(found.stdout[:8], 16) * 100 if found.returncode == 0 else 1_000_000


def seeds_of(args):
    """The seeds to try, in order; without an end under --seconds."""
    lo, _, hi = args.seeds.partition(":")
    if lo == "tree":
        lo = seed_of_tree()
        hi = lo + int(hi) - 1
        print(f"seeds {lo}:{hi}", flush=True)
    lo = int(lo)
    if args.resume and Path(args.resume).exists():
        lo = int(Path(args.resume).read_text())
    stop = time.monotonic() + args.seconds if args.seconds else None
    for seed in itertools.count(lo):
        if (stop and time.monotonic() >= stop) or (not stop and seed > int(hi or lo)):
            return
        yield seed


def search(args, ripe, note):
    """Rounds of some hundred seeds: after each, the next seed is written down for --resume."""
    seeds = seeds_of(args)
    begin = time.monotonic()
    next_word = begin + 60
    pool = multiprocessing.Pool(args.jobs) if args.jobs > 1 else None
    try:
        while True:
            batch = [(s, ripe, args) for s in itertools.islice(seeds, 64 * args.jobs)]
            if not batch:
                return
            for seed, result in pool.imap(one, batch, chunksize=4) if pool else map(one, batch):
                note(f"seed {seed}", result)
            if time.monotonic() >= next_word:
                print(f"… seed {batch[-1][0]}, {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
                next_word = time.monotonic() + 60
            if args.resume:
                Path(args.resume).write_text(f"{batch[-1][0] + 1}\n")
    finally:
        if pool:
            pool.terminate()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--ripe", default=str(HERE.parents[1] / "build" / "ripe"))
    a.add_argument("--seeds", default="1:200", help="FIRST:LAST, or tree:N for N seeds that depend on the commit (1:200)")
    a.add_argument("--jobs", type=int, default=1)
    a.add_argument("--keep", help="a folder for the cases that fail")
    a.add_argument("--reduce", action="store_true", help="also shrink each of them")
    a.add_argument("--cases", nargs="*")
    a.add_argument("--folder")
    a.add_argument("--explain", type=int, nargs="?", const=1, default=0, metavar="N",
                   help="in every N-th program (1) also compare the points of each rule for the lead with the most")
    a.add_argument("--errors", type=int, nargs="?", const=1, default=0, metavar="N",
                   help="in every N-th program (1) also plant a mistake and compare its code and line")
    a.add_argument("--engines", default="", help="run each case on these, parted by commas: interpreter,jit,jit-optimised")
    a.add_argument("--threads", default="", help="and with these numbers of threads: 1,2,7")
    a.add_argument("--vary", action="store_true", help="each program in other surroundings, which must not matter: kernels, blocks, threads, parts on disk")
    a.add_argument("--seconds", type=float, help="go on for so long instead of to the end of --seeds")
    a.add_argument("--resume", help="a file with the next seed, kept up to date")
    a.add_argument("--extra", default="", help="more options for the command, as one text")
    a.add_argument("--max-shown", type=int, default=40)
    args = a.parse_args()
    ripe = str(Path(args.ripe).resolve())
    ways = [[("--engine", e) for e in args.engines.split(",") if e] or [()], [("--threads", t) for t in args.threads.split(",") if t] or [()]]
    args.variants = tuple(e + t + tuple(args.extra.split()) for e in ways[0] for t in ways[1])
    # Thousands of programs that nobody meets again are not kept with the user's compiled rules.
    cache = tempfile.mkdtemp(prefix="ripe-differ-")
    os.environ["XDG_CACHE_HOME"] = cache
    atexit.register(shutil.rmtree, cache, ignore_errors=True)
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
        note(args.folder, compare(ripe, args.folder, variants=args.variants, explain=3 if args.explain else 0))
    elif args.cases is not None:
        for file, name, sections in load_cases(args.cases):
            folder = Path(tempfile.mkdtemp(prefix="ripe-case-"))
            try:
                note(f"{file}: {name}", compare(ripe, folder, write_case(sections, folder), args.variants))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    else:
        search(args, ripe, note)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
