"""Line and branch coverage of compiler/ and runtime/ under the tests: `python3 tools/coverage.py` (`./dev coverage`).

Builds with clang's source-based coverage into build-coverage (-O1), runs every ctest there but those that kill or starve the program, merges
the profiles of all processes, and prints the coverage by folder, the files with the largest holes, and what is left to the aims (95 % of
lines, 90 % of branches). Everything is kept in build-coverage/coverage.json; `--write` also writes docs/coverage.md.

Options: `--build DIR`, `--jobs N`, `--report` (no building, no tests: the figures of the last run), `--holes N`, `--lines FILE` (the lines and
branches of one source file that no test reaches), `--cmake ARG`, and arguments for ctest after `--`.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIMS = {"lines": 95.0, "branches": 90.0}
LEFT_OUT = "compiler/syntax/generated/"
# Not under coverage: they end the program before it can write its profile, or measure its speed.
NOT_RUN = "^(faults|faults_selftest|kills|kernel_symbols)$"


def call(command, **more):
    done = subprocess.run([str(c) for c in command], check=False, **more)
    if done.returncode != 0:
        sys.exit(f"coverage.py: {' '.join(map(str, command[:6]))} … failed")
    return done


def build(folder, jobs, cmake):
    # -w: the warnings that we heed are GCC's, of the other builds.
    flags = "-fprofile-instr-generate -fcoverage-mapping -w"
    if not (folder / "build.ninja").exists():
        call(["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_C_COMPILER=clang-19", "-DCMAKE_CXX_COMPILER=clang++-19",
              "-DCMAKE_BUILD_TYPE=Coverage", "-DCMAKE_CXX_FLAGS_COVERAGE=-O1", "-DCMAKE_C_FLAGS_COVERAGE=-O1", f"-DCMAKE_CXX_FLAGS={flags}",
              f"-DCMAKE_EXE_LINKER_FLAGS={flags}", f"-DCMAKE_MODULE_LINKER_FLAGS={flags}"] + cmake, stdout=subprocess.DEVNULL)
    call(["ninja", "-C", folder, f"-j{jobs}"], stdout=sys.stderr)


def test(folder, jobs, more):
    profiles = folder / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    profiles.mkdir()
    # %4m: processes of one binary share four files and merge into them when they end.
    env = os.environ | {"LLVM_PROFILE_FILE": str(profiles / "%4m.profraw")}
    done = subprocess.run(["ctest", "--test-dir", str(folder), f"-j{jobs}", "--output-on-failure", "-E", NOT_RUN] + more, env=env,
                          stdout=sys.stderr, check=False)
    raw = sorted(profiles.glob("*.profraw"))
    if not raw:
        sys.exit("coverage.py: no profile was written")
    call(["llvm-profdata-19", "merge", "--failure-mode=warn", "-o", folder / "merged.profdata"] + raw, stderr=subprocess.DEVNULL)
    return done.returncode


def objects(folder):
    found = [folder / n for n in ("ripe", "libripe_jit.so", "libripe_arrow.so") if (folder / n).exists()]
    return found + sorted(p for p in folder.rglob("tests_*") if p.is_file() and os.access(p, os.X_OK) and not p.suffix)


def export(folder, more=()):
    first, *others = objects(folder)
    command = ["llvm-cov-19", "export", "-skip-expansions", "-skip-functions", f"-instr-profile={folder / 'merged.profdata'}", first]
    for other in others:
        command += ["-object", other]
    out = subprocess.run([str(c) for c in command + list(more)], capture_output=True, check=False)
    if out.returncode != 0:
        sys.exit(f"coverage.py: llvm-cov: {out.stderr.decode()[:500]}")
    files = {}
    for file in json.loads(out.stdout)["data"][0]["files"]:
        path = Path(file["filename"])
        if not path.is_relative_to(ROOT):
            continue
        name = str(path.relative_to(ROOT))
        if name.startswith(("compiler/", "runtime/")) and not name.startswith(LEFT_OUT):
            files[name] = file
    return files


def figures(files):
    return {name: {what: [f["summary"][what]["covered"], f["summary"][what]["count"]] for what in AIMS} for name, f in sorted(files.items())}


def percent(pair):
    return 100.0 * pair[0] / pair[1] if pair[1] else 100.0


def by_folder(found):
    sums = defaultdict(lambda: {what: [0, 0] for what in AIMS})
    for name, f in found.items():
        for key in (str(Path(name).parent), name.split("/")[0] + "/", "all"):
            for what in AIMS:
                sums[key][what] = [a + b for a, b in zip(sums[key][what], f[what])]
    return dict(sorted(sums.items(), key=lambda item: (item[0] == "all", item[0])))


def table(found, holes):
    lines = ["| folder | lines | | branches | |", "| --- | ---: | ---: | ---: | ---: |"]
    for key, sums in by_folder(found).items():
        lines.append(f"| {key} | {percent(sums['lines']):.1f} % | {sums['lines'][1]} | {percent(sums['branches']):.1f} % | {sums['branches'][1]} |")
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
    for b in sorted(map(tuple, file["branches"])):
        if (b[4] == 0) != (b[5] == 0):
            print(f"{name}:{b[0]}:{b[1]}: never {'true' if b[4] == 0 else 'false'}: {text[b[0] - 1].strip()[:110]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, default=ROOT / "build-coverage")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--holes", type=int, default=20)
    parser.add_argument("--lines")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cmake", action="append", default=[])
    parser.add_argument("ctest", nargs="*")
    options = parser.parse_args()
    folder = options.build.resolve()
    if options.lines:
        show_lines(folder, options.lines)
        return 0
    status = 0
    if not options.report:
        build(folder, options.jobs, options.cmake)
        status = test(folder, options.jobs, options.ctest)
    found = figures(export(folder))
    if not found:
        sys.exit("coverage.py: the profile has none of our files")
    (folder / "coverage.json").write_text(json.dumps({"folders": by_folder(found), "files": found}, indent=1) + "\n")
    text = table(found, options.holes)
    print(text)
    if options.write:
        (ROOT / "docs/coverage.md").write_text("# Coverage\n\nWhat `./dev coverage` found, over the ctests; written by `tools/coverage.py --write`. "
                                               "The aims are 95 % of lines and 90 % of branches.\n\n" + text + "\n")
    whole = by_folder(found)["all"]
    for what, aim in AIMS.items():
        print(f"{what}: {percent(whole[what]):.2f} % of {whole[what][1]}, aim {aim:.0f} %")
    return status


if __name__ == "__main__":
    sys.exit(main())
