#!/usr/bin/env python3
"""Checks that the vector kernels' object files share no inline function with the rest of the program.

kernels.cc is compiled for AVX2 and AVX-512 as well. An inline function or template of the standard library that the
compiler did not inline there becomes a weak symbol, and the linker keeps whichever copy it sees first for the whole
program: an AVX-512 std::sort could then run on a machine without AVX-512. Whatever is weak must therefore carry the
kernel's own namespace (kernels_avx2, ...) in its name. Run by ctest with the object files as arguments.
"""
import subprocess
import sys


def main():
    problems = 0
    for path in [p for a in sys.argv[1:] for p in a.split(";")]:
        # The baseline's copies run everywhere.
        if "_sse2.dir/" in path:
            continue
        listing = subprocess.run(["nm", "-C", "--defined-only", path], check=True, capture_output=True, text=True)
        for line in listing.stdout.splitlines():
            kind, name = line.split(maxsplit=2)[1:]
            if kind in "WVu" and "kernels_" not in name and not name.startswith("DW.ref."):
                print(f"{path}: weak symbol {name}")
                problems += 1
    print(f"kernel symbols: {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
