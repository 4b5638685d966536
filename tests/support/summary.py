#!/usr/bin/env python3
"""The last line of `./dev test`: `N passed, N failed`, in test cases. Arguments: ctest's JUnit file, the folder of counts.

A Catch2 program leaves "PASSED FAILED" in COUNTS/NAME.txt (count_listener.cc); any other ctest is one case. A program
that ended badly without reporting a failed case, by a crash or a time limit, counts as one failure more.
"""
import os
import sys
import xml.etree.ElementTree


def main():
    junit, counts = sys.argv[1:]
    passed = failed = 0
    for case in xml.etree.ElementTree.parse(junit).getroot().iter("testcase"):
        status, name = case.get("status"), case.get("name")
        if status == "disabled":
            continue
        good = status == "run"
        try:
            with open(os.path.join(counts, name + ".txt"), encoding="ascii") as file:
                case_passed, case_failed = map(int, file.read().split())
        except (OSError, ValueError):
            case_passed, case_failed = (1, 0) if good else (0, 1)
        if not good and case_failed == 0:
            case_failed = 1
        if not good:
            print(f"failed: {name}")
        passed += case_passed
        failed += case_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
