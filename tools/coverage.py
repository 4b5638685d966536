"""Line and branch coverage of compiler/ and runtime/ under the tests: `python3 tools/coverage.py` (`./dev coverage`).

Builds with clang's source-based coverage into build-coverage (-O1), runs every ctest there but those that kill or starve the program, merges
the profiles of all processes, and prints the coverage by folder, the files with the largest holes, and what is left to the aims (95 % of
lines, 90 % of branches). Everything is kept in build-coverage/coverage.json; `--write` also writes docs/coverage.md.

Options: `--build DIR`, `--jobs N`, `--report` (no building, no tests: the figures of the last run), `--holes N`, `--lines FILE` (the lines and
branches of one source file that no test reaches), `--leave-out NAME` (a further ctest that is not run; the page names it), `--faults N`
(so many calls of each kind are made to fail, 2 unless told; 0: none), `--note TEXT` (for the page), `--cmake ARG`, and arguments for ctest
after `--`.
"""
import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import coverage_reasons as reasons  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
AIMS = {"lines": 95.0, "branches": 90.0}
LEFT_OUT = "compiler/syntax/generated/"
# Not run, and why: the page says it too.
NOT_RUN = {
    "faults": "judges programs that themselves write a profile; a sample of it is run without its verdict (--faults N)",
    "faults_selftest": "runs no code of ours", "kills": "ends programs before they can write their profiles",
    "bombs": "measures time, on a stack of 256 KB that counters need too",
    "sbom": "lists the packages of a build, and clang's runtime of coverage is in this one",
    "agree_bugs": "tests the emitter with bugs planted, which is another program", "kernel_symbols": "reads optimised object files",
}
FAULT_CLASSES = ["alloc", "map", "read", "write", "open", "sync", "rename", "close", "truncate", "thread", "stat", "mode"]
EXEMPTIONS = ROOT / "tests/coverage/exemptions.txt"
# Held to every branch, or a reason.
GROUPS = {
    "checker": ("compiler/check/",),
    "engine": ("runtime/interp/", "runtime/api/"),
    "code generation": ("compiler/llvm/", "runtime/jit/"),
    "writers": ("runtime/io/writer", "runtime/io/arrow_writer", "runtime/io/output_file", "runtime/io/compress", "runtime/io/ordered",
                "runtime/io/report", "runtime/arrow/writer", "runtime/cli/replace_file"),
}


def call(command, **more):
    done = subprocess.run([str(c) for c in command], check=False, **more)
    if done.returncode != 0:
        sys.exit(f"coverage.py: {' '.join(map(str, command[:6]))} … failed")
    return done


def build(folder, jobs, cmake):
    # -w: the warnings that we heed are GCC's, of the other builds.
    flags = "-fprofile-instr-generate -fcoverage-mapping -w"
    folder.mkdir(parents=True, exist_ok=True)
    at_exit = folder / "coverage_exit.o"
    call(["clang-19", "-O1", "-c", ROOT / "tools/coverage_exit.c", "-o", at_exit])
    if not (folder / "build.ninja").exists():
        call(["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_C_COMPILER=clang-19", "-DCMAKE_CXX_COMPILER=clang++-19",
              "-DCMAKE_BUILD_TYPE=Coverage", "-DCMAKE_CXX_FLAGS_COVERAGE=-O1", "-DCMAKE_C_FLAGS_COVERAGE=-O1", f"-DCMAKE_CXX_FLAGS={flags}",
              f"-DCMAKE_EXE_LINKER_FLAGS={flags} -Wl,--wrap=_exit -Wl,--wrap=_Exit {at_exit}", f"-DCMAKE_MODULE_LINKER_FLAGS={flags}"] + cmake, stdout=subprocess.DEVNULL)
    call(["ninja", "-C", folder, f"-j{jobs}"], stdout=sys.stderr)


def test(folder, jobs, left_out, sample, more):
    profiles = folder / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    profiles.mkdir()
    # %4m: processes of one binary share four files and merge into them when they end.
    # No compiled code is kept from before: LLVM would have nothing to do.
    cache = folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    env = os.environ | {"LLVM_PROFILE_FILE": str(profiles / "%4m.profraw"), "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(["ctest", "--test-dir", str(folder), f"-j{jobs}", "--output-on-failure", "-E", f"^({'|'.join(left_out)})$"] + more, env=env,
                          stdout=sys.stderr, check=False)
    if sample:
        faults(folder, jobs, sample)
    merge(folder)
    return done.returncode


def faults(folder, jobs, sample):
    """What only a failing call reaches. A failing call may spoil the profile too, so each process writes one of its own, and spoilt ones are
    dropped; faults.py's verdict is not asked for, since the profile's own writing is among the calls that fail."""
    place = folder / "profiles/faults"
    for kind in FAULT_CLASSES:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        subprocess.run([sys.executable, ROOT / "tests/faults/faults.py", "--ripe", folder / "ripe", "--inject", folder / "tests/faults/ripe_inject.so",
                        "--sample", str(sample), "--class", kind, "--jobs", str(jobs)], env=os.environ | {"LLVM_PROFILE_FILE": str(place / "%m-%p.profraw")},
                       stdout=subprocess.DEVNULL, check=False)
        (place / "list").write_text("".join(f"{p}\n" for p in sorted(place.glob("*.profraw"))))
        call(["llvm-profdata-19", "merge", "--failure-mode=all", f"--input-files={place / 'list'}", "-o", folder / f"profiles/faults-{kind}.profraw"],
             stderr=subprocess.DEVNULL)
    shutil.rmtree(place)


def merge(folder):
    profiles = folder / "profiles"
    raw = sorted(profiles.glob("*.profraw"))
    if not raw:
        sys.exit("coverage.py: no profile was written")
    call(["llvm-profdata-19", "merge", "--failure-mode=warn", "-o", folder / "merged.profdata"] + raw)
    # A library's profile is written only where the library was opened and let go in peace.
    names = subprocess.run(["llvm-profdata-19", "show", "--all-functions", folder / "merged.profdata"], capture_output=True, text=True,
                           check=True).stdout
    for library, function in (("libripe_jit.so", "Emitter"), ("libripe_arrow.so", "ParquetReader")):
        if (folder / library).exists() and function not in names:
            print(f"coverage.py: no test wrote a profile of {library}: its figures are missing", file=sys.stderr)


def objects(folder):
    found = [folder / n for n in ("ripe", "libripe_jit.so", "libripe_arrow.so") if (folder / n).exists()]
    return found + sorted(p for p in folder.rglob("tests_*") if p.is_file() and os.access(p, os.X_OK) and not p.suffix and p.name != "tests_agree_bugs")


def llvm_cov(folder, more):
    first, *others = objects(folder)
    command = ["llvm-cov-19", "export", "-skip-expansions", f"-instr-profile={folder / 'merged.profdata'}", first]
    for other in others:
        command += ["-object", other]
    out = subprocess.run([str(c) for c in command + list(more)], capture_output=True, check=False)
    if out.returncode != 0:
        sys.exit(f"coverage.py: llvm-cov: {out.stderr.decode()[:500]}")
    return json.loads(out.stdout)["data"][0]


def export(folder, more=()):
    files = {}
    for file in llvm_cov(folder, ["-skip-functions", *more])["files"]:
        path = Path(file["filename"])
        if not path.is_relative_to(ROOT):
            continue
        name = str(path.relative_to(ROOT))
        if name.startswith(("compiler/", "runtime/")) and not name.startswith(LEFT_OUT):
            files[name] = file
    return files


def merged_branches(file):
    """{(line, column): [times true, times false]}. A template's instances stand there one by one: taken in one is taken."""
    taken = defaultdict(lambda: [0, 0])
    for b in file["branches"]:
        taken[b[0], b[1]] = [a + c for a, c in zip(taken[b[0], b[1]], b[4:6])]
    return taken


def is_switch(text, line, column):
    """llvm-cov counts "no case at all" as a way out of every switch. Ours over closed kinds name every case (-Wswitch): there is none."""
    return text[line - 1][:column - 1].rstrip().endswith("switch (")


def is_uncounted(text, where, branch):
    """A switch over all cases, and a comparison that the compiler writes: as in uncounted()."""
    return is_switch(text, where[0], where[1]) or text[where[0] - 1].rstrip().endswith("= default;")


def uncounted(file, text):
    """Ways that are not ours to take: past all cases of a switch, and in a comparison that the compiler writes (`= default`). Both as
    [taken, there] of branches."""
    past = sum(1 for at, (yes, _) in merged_branches(file).items() if yes == 0 and is_switch(text, *at))
    ways = [b for b in file["branches"] if text[b[0] - 1].rstrip().endswith("= default;")]
    return [sum((b[4] > 0) + (b[5] > 0) for b in ways), past + 2 * len(ways)]


def figures(files):
    found = {}
    for name, f in sorted(files.items()):
        text = (ROOT / name).read_text(encoding="utf-8").splitlines()
        found[name] = {what: [f["summary"][what]["covered"], f["summary"][what]["count"]] for what in AIMS}
        found[name]["branches"] = [a - b for a, b in zip(found[name]["branches"], uncounted(f, text))]
    return found


def held(folder, files):
    """The GROUPS' ways that no test takes, against tests/coverage/exemptions.txt: ({group: [not taken, without a reason]}, [way], [error])."""
    starts = tuple(s for group in GROUPS.values() for s in group)
    names = [ROOT / name for name in files if name.startswith(starts)]
    ways = reasons.outcomes(llvm_cov(folder, ["--", *names])["functions"], files, ROOT, starts, is_uncounted)
    entries, classes, wrong = reasons.read(EXEMPTIONS)
    bare, misfits = reasons.judge(ways, entries)
    counts = {group: [0, 0, 0] for group in GROUPS}
    for group, starts in GROUPS.items():
        mine = [(way, times) for way, times in ways if way.file.startswith(starts)]
        counts[group] = [len(mine), sum(1 for _, times in mine if not times), sum(1 for way in bare if way.file.startswith(starts))]
    return counts, bare, wrong + misfits


def percent(pair):
    return 100.0 * pair[0] / pair[1] if pair[1] else 100.0


def by_folder(found):
    sums = defaultdict(lambda: {what: [0, 0] for what in AIMS})
    for name, f in found.items():
        for key in (str(Path(name).parent), name.split("/")[0] + "/", "all"):
            for what in AIMS:
                sums[key][what] = [a + b for a, b in zip(sums[key][what], f[what])]
    return dict(sorted(sums.items(), key=lambda item: (item[0] == "all", item[0])))


def by_group(found):
    sums = {group: [0, 0] for group in GROUPS}
    for name, f in found.items():
        for group, starts in GROUPS.items():
            if name.startswith(starts):
                sums[group] = [a + b for a, b in zip(sums[group], f["lines"])]
    return sums


def table(found, counts, holes):
    lines = ["| folder | lines | | branches | |", "| --- | ---: | ---: | ---: | ---: |"]
    for key, sums in by_folder(found).items():
        lines.append(f"| {key} | {percent(sums['lines']):.1f} % | {sums['lines'][1]} | {percent(sums['branches']):.1f} % | {sums['branches'][1]} |")
    lines += ["", "What is held to every way of every branch, or a reason (`tests/coverage/exemptions.txt`); a template's instances count as one:", "",
              "| part | lines | ways | not taken | with a reason | without |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for group, sums in by_group(found).items():
        there, left, bare = counts[group]
        lines.append(f"| {group} | {percent(sums):.1f} % | {there} | {left} | {left - bare} | {bare} |")
    lines += ["", f"The {holes} files with most branches not taken both ways:", "", "| file | lines | branches | not taken |", "| --- | ---: | ---: | ---: |"]
    worst = sorted(found.items(), key=lambda i: i[1]["branches"][0] - i[1]["branches"][1])[:holes]
    for name, f in worst:
        lines.append(f"| {name} | {percent(f['lines']):.1f} % | {percent(f['branches']):.1f} % | {f['branches'][1] - f['branches'][0]} |")
    return "\n".join(lines)


def show_lines(folder, name):
    """Lines never run, and branches never taken one way, of one file."""
    file = export(folder, ["--", str(ROOT / name)]).get(name) or export(folder).get(name)
    if file is None:
        sys.exit(f"coverage.py: there are no figures for {name}")
    text = (ROOT / name).read_text(encoding="utf-8").splitlines()
    never = sorted({s[0] for s in file["segments"] if s[3] and s[2] == 0 and s[4]})
    for line in never:
        print(f"{name}:{line}: never run: {text[line - 1].strip()[:110]}")
    for (line, column), (yes, no) in sorted(merged_branches(file).items()):
        if (yes == 0) != (no == 0) and not (yes == 0 and is_switch(text, line, column)):
            print(f"{name}:{line}:{column}: never {'true' if yes == 0 else 'false'}: {text[line - 1].strip()[:110]}")


def page(text, left_out, failed, note):
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    reasons = [f"- `{name}`: {NOT_RUN.get(name, 'left out of this run')}" for name in left_out]
    return "\n".join(["# Coverage", "", f"What `./dev coverage` found on {datetime.date.today()} at commit {commit}, over the ctests; written by "
                      "`tools/coverage.py --write`. The aims are 95 % of lines and 90 % of branches. The parser that ANTLR generates is not counted, nor the "
                      "way past all cases of a switch that names them all, nor comparisons that the compiler writes.",
                      "", *([note, ""] if note else []), *(["Some ctests failed in this run, so that the figures may be too low.", ""] if failed else []),
                      "Not run:", "", *reasons, "", text, ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, default=ROOT / "build-coverage")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--holes", type=int, default=20)
    parser.add_argument("--lines")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--note", default="")
    parser.add_argument("--cmake", action="append", default=[])
    parser.add_argument("--leave-out", action="append", default=[], metavar="NAME")
    parser.add_argument("--faults", type=int, default=2, metavar="N")
    parser.add_argument("ctest", nargs="*")
    options = parser.parse_args()
    folder = options.build.resolve()
    if options.lines:
        show_lines(folder, options.lines)
        return 0
    status = 0
    left_out = [*NOT_RUN, *options.leave_out]
    if not options.report:
        build(folder, options.jobs, options.cmake)
        status = test(folder, options.jobs, left_out, options.faults, options.ctest)
    else:
        merge(folder)
    files = export(folder)
    found = figures(files)
    if not found:
        sys.exit("coverage.py: the profile has none of our files")
    (folder / "coverage.json").write_text(json.dumps({"folders": by_folder(found), "files": found}, indent=1) + "\n")
    counts, bare, wrong = held(folder, files)
    text = table(found, counts, options.holes)
    print(text)
    for line in [f"not taken, no reason: {way}" for way in bare] + [f"{EXEMPTIONS.name}: {error}" for error in wrong]:
        print(line)
    if options.write:
        (ROOT / "docs/coverage.md").write_text(page(text, left_out, status != 0, options.note), encoding="utf-8")
    whole = by_folder(found)["all"]
    for what, aim in AIMS.items():
        print(f"{what}: {percent(whole[what]):.2f} % of {whole[what][1]}, aim {aim:.0f} %")
    return status or (1 if bare or wrong else 0)


if __name__ == "__main__":
    sys.exit(main())
