"""Builds the command twice, in two folders, and compares the bytes: `python3 tools/repro.py` (`./dev repro`).

The sources are those of a commit (`--commit`, else HEAD), unpacked into two folders of different names and depths; the builds differ in
time, locale, time zone, umask and number of threads, and use no ccache, which would hand the second build the objects of the first. Compared
are the command and the libraries it opens. Options: `--jobs N`, `--cmake ARG` (repeatable), `--keep DIR` (keeps both builds there). The last
line is `equal: …` or, with status 1, `different: …`.
"""
import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ["ripe", "libripe_jit.so", "libripe_arrow.so"]
SIDES = [
    ("a", {"LC_ALL": "C", "TZ": "UTC"}, 0o022, 0),
    ("another/folder/much-further-down", {"LC_ALL": "C.UTF-8", "TZ": "Asia/Seoul"}, 0o027, -1),
]


def call(command, env=None, cwd=None, umask=-1):
    done = subprocess.run(command, env=env, cwd=cwd, umask=umask, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        sys.exit(f"repro.py: {' '.join(map(str, command))} failed:\n{done.stdout[-3000:]}")
    return done.stdout


def build(folder, commit, extra, mask, jobs, cmake):
    source, binary = folder / "source", folder / "binary"
    source.mkdir(parents=True)
    archive = subprocess.Popen(["git", "-C", str(ROOT), "archive", commit], stdout=subprocess.PIPE)
    call_tar = subprocess.run(["tar", "-x", "-C", str(source)], stdin=archive.stdout, check=False)
    if archive.wait() != 0 or call_tar.returncode != 0:
        sys.exit(f"repro.py: cannot unpack {commit}")
    epoch = call(["git", "-C", str(ROOT), "log", "-1", "--format=%ct", commit]).strip()
    env = {k: v for k, v in os.environ.items() if k not in ("CFLAGS", "CXXFLAGS", "LDFLAGS")}
    env |= {"SOURCE_DATE_EPOCH": epoch, "CCACHE_DISABLE": "1"} | extra
    call(["cmake", "-S", str(source), "-B", str(binary), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DRIPE_TESTS=OFF"] + cmake, env, umask=mask)
    call(["ninja", "-C", str(binary), f"-j{jobs}"], env, umask=mask)
    return binary


def where_they_differ(a, b):
    """The sections of two ELF files that are not equal, by name."""
    def sections(path):
        out = call(["readelf", "-SW", str(path)])
        rows = [line.split("]", 1)[1].split() for line in out.splitlines() if "]" in line and "[Nr]" not in line]
        data = path.read_bytes()
        return {row[0]: data[int(row[3], 16):int(row[3], 16) + int(row[4], 16)] for row in rows if len(row) > 5 and row[1] != "NOBITS"}
    x, y = sections(a), sections(b)
    return [name for name in sorted(set(x) | set(y)) if x.get(name) != y.get(name)]


def compare(builds):
    equal, different = [], []
    for name in FILES:
        there = [binary / name for binary in builds]
        if not any(p.exists() for p in there):
            print(f"{name}: not built here, not compared")
            continue
        sums = [hashlib.sha256(p.read_bytes()).hexdigest() if p.exists() else "-" for p in there]
        if sums[0] == sums[1]:
            equal.append(name)
            print(f"{sums[0]}  {name}")
        else:
            different.append(name)
            print(f"{name}: {sums[0]} and {sums[1]}; sections: {', '.join(where_they_differ(*there)) if '-' not in sums else 'only one is there'}")
    return equal, different


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--cmake", action="append", default=[])
    parser.add_argument("--keep")
    options = parser.parse_args()
    # Named once: HEAD may move between the builds.
    options.commit = call(["git", "-C", str(ROOT), "rev-parse", options.commit + "^{commit}"]).strip()
    with tempfile.TemporaryDirectory(prefix="ripe-repro-") as scratch:
        base = Path(options.keep or scratch).resolve()
        builds = []
        for folder, extra, mask, more in SIDES:
            begun = time.monotonic()
            builds.append(build(base / folder, options.commit, extra, mask, max(1, options.jobs + more), options.cmake))
            print(f"built in {folder} in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        equal, different = compare(builds)
    if different or "ripe" not in equal:
        print(f"different: {', '.join(different) or 'nothing was built'}")
        return 1
    print(f"equal: {', '.join(equal)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
