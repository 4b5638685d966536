"""Mutation testing of the semantic core: `python3 mutate.py --count 100` (`./dev mutate`).

One line of the core is changed by one small operator (a comparison, a sign, a constant by one, a condition negated, a statement taken
away), what depends on it is built again, and the tests run, quick ones first, until one fails: the mutant is killed. One that every test
lets pass has survived: a hole in the tests, or a change that means the same (say so in tests/mutate/equivalent.txt: `FILE: text of the
mutated line`, with a reason after `#`; such mutants count apart).

It works on a copy of this tree (`--work DIR`, else $TMPDIR/ripe-mutate), never in place. Results are kept in DIR/results.json after each
mutant; the same seed goes on where it stopped. Options: `--count N` (0: all), `--seed N`, `--only TEXT` (files), `--minutes N`, `--jobs N`,
`--list`, `--report`, `--fresh` (forget the results), `--as-is` (DIR/source and DIR/build stay what they are, where the tree here is being edited), `--cmake ARG`. The last line is the score.
"""
import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORE = ["compiler/ir/*.cc", "runtime/interp/*.cc", "runtime/interp/*.inc", "compiler/check/bounds.cc", "runtime/columns/fold*.cc", "compiler/llvm/*.cc"]
# Printing for people, and choices of speed that change no result.
NOT_CORE = {"compiler/ir/print.cc", "runtime/interp/dispatch.cc", "runtime/columns/fold_dispatch.cc"}
PYTHON = sys.executable
TARGETS = ["ripe", "tests_eval", "tests_plan", "tests_agree", "ripe_jit"]
LIMIT_SECONDS = 420  # or six times what the step takes without a mutant


def steps(work):
    """(name, command, folder) of the tests, quick ones first; those that are there."""
    build, source = work / "build", work / "source"
    ripe = str(build / "ripe")
    reference = source / "tests/reference"
    found = [("eval", [str(build / "tests_eval")], source), ("plan", [str(build / "tests_plan")], source),
             ("reference cases", [PYTHON, str(reference / "differ.py"), "--ripe", ripe, "--cases"], reference),
             ("conformance", [PYTHON, str(source / "tests/conformance/run.py"), "--command", ripe, "--jobs", "2"], source),
             ("reference seeds", [PYTHON, str(reference / "differ.py"), "--ripe", ripe, "--seeds", "1:120", "--jobs", "2"], reference),
             ("reference seeds, compiled", [PYTHON, str(reference / "differ.py"), "--ripe", ripe, "--seeds", "201:260", "--jobs", "2", "--engines", "jit"],
              reference),
             ("agree", [str(build / "tests_agree")], source)]
    return [s for s in found if s[1][0] == PYTHON or Path(s[1][0]).exists()]


# ---- mutants --------------------------------------------------------------------------------------------------------
SWAPS = [(r"(?<![<>=!\-])<(?![<=])", ["<="]), (r"(?<![<>\-])>(?![>=])", [">="]), (r"<=(?!>)", ["<"]), (r"(?<![\-])>=", [">"]), (r"==", ["!="]),
         (r"!=", ["=="]), (r"&&", ["||"]), (r"\|\|", ["&&"]), (r"(?<=[\w)\]] )\+(?= )", ["-"]), (r"(?<=[\w)\]] )-(?= )", ["+"]),
         (r"(?<=[\w)\]] )\*(?= )", ["+"]), (r"(?<=[\w)\]] )/(?= )", ["*"]), (r"(?<=[\w)\]] )%(?= )", ["*"]), (r"(?<=[\w)\]] )<<(?= )", [">>"]),
         (r"(?<=[\w)\]] )&(?= )", ["|"]), (r"(?<=[\w)\]] )\|(?= )", ["&"]), (r"\+=", ["-="]), (r"-=", ["+="]), (r"\|=", ["&="]), (r"&=(?!=)", ["|="]),
         (r"\btrue\b", ["false"]), (r"\bfalse\b", ["true"]), (r"std::min\b", ["std::max"]), (r"std::max\b", ["std::min"])]
CONSTANT = re.compile(r"(?<![\w.'\"])(\d+)(?![\w.'xX])")
CONDITION = re.compile(r"\bif \((?!constexpr)(.*)\)(?= \{$| return| continue| break|$)")
STATEMENT = re.compile(r"^\s+(?!return\b|auto\b|const\b|using\b|case\b|break\b|default\b|for\b|if\b|else\b|struct\b|class\b|static\b|friend\b|constexpr\b|public\b|private\b|int\b|template\b)[\w:>.\-\[\]()*&]+( [+\-|&*]?= .*|\(.*\));$")
# Lines that say nothing about meaning: includes, comments, templates' brackets, strings for people, asserts, declarations.
SILENT = re.compile(r"^\s*(//|#|\*|template|using|namespace|static_assert|assert|class|struct|enum|public:|private:|case .*:$|default:$|\}|$)|fmt::format|Unreachable|reserve\(|prefetch|RIPE_BUG")


def without_texts(line):
    """The line, with texts and comments blanked out, of the same length."""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda m: '"' + " " * (len(m.group()) - 2) + '"', line)
    return re.sub(r"//.*$", lambda m: " " * len(m.group()), line)


def looks_like_template(plain, at):
    """A `<` or `>` that is a bracket: `vector<int>`, `static_cast<…>`, `operator<`, `->`."""
    before, after = plain[:at], plain[at + 1:]
    if before.endswith((" ", ")")) and after.startswith(" "):
        return False
    return True


def mutants_of(name, text):
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        if SILENT.search(line):
            continue
        plain = without_texts(line)

        def add(kind, start, end, new, number=number, line=line):
            out.append({"file": name, "line": number, "kind": kind, "old": line, "new": line[:start] + new + line[end:]})
        for pattern, news in SWAPS:
            for m in re.finditer(pattern, plain):
                if m.group() in ("<", ">") and looks_like_template(plain, m.start()):
                    continue
                for new in news:
                    add(f"{m.group()} to {new}", m.start(), m.end(), new)
        for m in CONSTANT.finditer(plain):
            value = int(m.group(1))
            if value < 1 << 40:
                add("constant + 1", m.start(), m.end(), str(value + 1))
                if value > 0:
                    add("constant - 1", m.start(), m.end(), str(value - 1))
        m = CONDITION.search(plain)
        if m and ";" not in m.group(1) and m.group(1).count("(") == m.group(1).count(")"):
            add("condition negated", m.start(1), m.end(1), "!(" + line[m.start(1):m.end(1)] + ")")
        if STATEMENT.match(plain) and plain.count("(") == plain.count(")"):
            add("statement removed", len(line) - len(line.lstrip()), len(line), ";")
    return out


def all_mutants(source, only):
    files = sorted({str(p.relative_to(source)) for pattern in CORE for p in source.glob(pattern)} - NOT_CORE)
    found = []
    for name in files:
        if only in name:
            found += mutants_of(name, (source / name).read_text(encoding="utf-8"))
    return found


def key(m):
    return f"{m['file']}:{m['line']}: {m['kind']}: {m['new'].strip()}"


def equivalents(source):
    """{(file, mutated line)} that a person has found to mean the same."""
    out, path = set(), source / "tests/mutate/equivalent.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.partition(": ")
            out.add((name, rest.split("  # ")[0].strip()))
    return out


# ---- running --------------------------------------------------------------------------------------------------------
def run(command, cwd, seconds):
    """(status, output); None where it takes too long. The whole process group ends with it."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, errors="replace",
                          start_new_session=True) as p:
        try:
            out = p.communicate(timeout=seconds)[0]
            return p.returncode, out
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            p.communicate()
            return None, ""


class Lab:
    def __init__(self, work, jobs, cmake):
        self.work, self.jobs, self.cmake = work, jobs, cmake
        self.source, self.build = work / "source", work / "build"
        self.limits = {}

    def copy(self):
        """The files that git knows or would take, as they are now; those that have changed since the last time."""
        names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True).stdout.splitlines()
        for name in names:
            a, b = ROOT / name, self.source / name
            if a.is_file() and not (b.exists() and a.read_bytes() == b.read_bytes()):
                b.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(a, b)
        for old in [p for p in self.source.rglob("*") if p.is_file() and not (ROOT / p.relative_to(self.source)).exists()]:
            old.unlink()

    def make(self, seconds=None):
        there = [t for t in TARGETS if self.knows(t)]
        return run(["ninja", "-C", str(self.build), f"-j{self.jobs}"] + there, self.work, seconds)

    def knows(self, target):
        if not hasattr(self, "targets"):
            out = subprocess.run(["ninja", "-C", str(self.build), "-t", "targets", "all"], capture_output=True, text=True, check=True).stdout
            self.targets = {line.split(":")[0] for line in out.splitlines()}
        return target in self.targets

    def prepare(self):
        if not (self.build / "build.ninja").exists():
            status, out = run(["cmake", "-S", str(self.source), "-B", str(self.build), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"] + self.cmake, self.work, 600)
            if status != 0:
                sys.exit(f"mutate.py: cmake failed\n{out[-2000:]}")
        status, out = self.make(3600)
        if status != 0:
            sys.exit(f"mutate.py: the unchanged program does not build\n{out[-3000:]}")
        for name, command, folder in steps(self.work):
            begun = time.monotonic()
            status, out = run(command, folder, None)
            self.limits[name] = max(LIMIT_SECONDS, 6 * (time.monotonic() - begun))
            if status != 0:
                sys.exit(f"mutate.py: {name} fails without any mutant\n{out[-2000:]}")
            print(f"   {name}: passes in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)

    def judge(self, m):
        """("killed", by) / ("survived", "") / ("does not compile", "")."""
        path = self.source / m["file"]
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        if lines[m["line"] - 1] != m["old"]:
            return "stale", ""
        lines[m["line"] - 1] = m["new"]
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            status, _ = self.make(LIMIT_SECONDS)
            if status != 0:
                return "does not compile", ""
            for name, command, folder in steps(self.work):
                status, _ = run(command, folder, self.limits[name])
                if status != 0:
                    return "killed", name if status is not None else f"{name} (hangs)"
            return "survived", ""
        finally:
            path.write_text(text, encoding="utf-8")


def report(results, same):
    counts = Counter()
    for r in results.values():
        what = r["what"]
        if what == "survived" and (r["file"], r["new"].strip()) in same:
            what = "means the same"
        counts[what] += 1
        if what == "survived":
            print(f"SURVIVED {r['file']}:{r['line']} ({r['kind']})\n   - {r['old'].strip()}\n   + {r['new'].strip()}")
    by = Counter(r["by"] for r in results.values() if r["what"] == "killed")
    print("killed by: " + ", ".join(f"{name} {n}" for name, n in by.most_common()))
    print(", ".join(f"{what} {n}" for what, n in sorted(counts.items())))
    tried = counts["killed"] + counts["survived"]
    print(f"{counts['killed']} of {tried} killed: {100 * counts['killed'] / tried if tried else 0:.1f} % (aim 80 %)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--work", type=Path, default=Path(os.environ.get("TMPDIR", tempfile.gettempdir())) / "ripe-mutate")
    parser.add_argument("--cmake", action="append", default=[])
    for flag in ("--list", "--report", "--fresh", "--as-is"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    work = options.work.resolve()
    if work.is_relative_to(ROOT):
        sys.exit("mutate.py: --work must lie outside of the repository")
    kept = work / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() and not options.fresh else {}
    if options.report:
        report(results, equivalents(ROOT))
        return 0
    mutants = all_mutants(work / "source" if options.as_is else ROOT, options.only)
    random.Random(options.seed).shuffle(mutants)
    chosen = mutants[:options.count] if options.count else mutants
    if options.list:
        for m in chosen:
            print(key(m))
        print(f"{len(chosen)} of {len(mutants)} mutants")
        return 0
    lab = Lab(work, options.jobs, options.cmake)
    lab.source.mkdir(parents=True, exist_ok=True)
    if not options.as_is:
        lab.copy()
    lab.prepare()
    until = time.monotonic() + options.minutes * 60 if options.minutes else None
    for at, m in enumerate(chosen, 1):
        if key(m) in results:
            continue
        if until and time.monotonic() > until:
            break
        begun = time.monotonic()
        what, by = lab.judge(m)
        results[key(m)] = m | {"what": what, "by": by}
        part = kept.with_suffix(".new")
        part.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(kept)
        print(f"[{at}/{len(chosen)}] {what}{' by ' + by if by else ''} in {time.monotonic() - begun:.0f} s: {key(m)}", file=sys.stderr, flush=True)
    report(results, equivalents(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
