#!/usr/bin/env python3
"""Runs a program whose last line is `N passed, M failed` and hands these numbers to the total of `./dev test`.

Arguments: the program and its arguments. Its output passes through; its exit status is ours. The numbers go to
$RIPE_TEST_COUNT_FILE as "N M" (see summary.py); without that variable this only runs the program.
"""
import os
import re
import subprocess
import sys


def main():
    last = ""
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as child:
        for line in child.stdout:
            sys.stdout.write(line)
            last = line if line.strip() else last
    sys.stdout.flush()
    counts = re.fullmatch(r"(\d+) passed, (\d+) failed", last.strip())
    path = os.environ.get("RIPE_TEST_COUNT_FILE")
    if path and counts:
        with open(path, "w", encoding="ascii") as file:
            file.write(" ".join(counts.groups()) + "\n")
    if not counts:
        print(f"counted.py: the last line is not `N passed, M failed`: {last.strip()!r}")
    # A run that says nothing, or that nothing passed in, has not tested anything.
    if child.returncode == 0 and (not counts or counts.groups() == ("0", "0")):
        return 1
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


if __name__ == "__main__":
    sys.exit(main())
