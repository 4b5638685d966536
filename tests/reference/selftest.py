"""The reference against itself: the hand-made cases, the tests inside the rules of the repository, small units.

`python3 selftest.py` prints what fails and then `N passed, M failed`. `--export DIR` writes each case as a
folder (rules.ripe, leads, events, args, expected.csv) for runners in other languages.
"""
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from differ import load_cases, run_reference, write_case  # noqa: E402
from ripe_ref.cli import run_tests, show_points, text_cell  # noqa: E402
from ripe_ref.data import (norm_name, parse_as_of, parse_instant, parse_number)  # noqa: E402
from ripe_ref.evaluate import ROOT, has_word, k_and, k_or  # noqa: E402
from ripe_ref.fading import worth  # noqa: E402

UNITS = [
    ("worth of a new event", worth(10000, 0, 30), 10000),
    ("worth after one halving", worth(10000, 30, 30), 5000),
    ("a tie goes to the even", worth(3, 1, 1), 2),
    ("a tie goes to the even, below", worth(5, 1, 1), 2),
    ("a tie of a negative", worth(-3, 1, 1), -2),
    ("worth between", worth(10000, 15, 30), 7071),
    ("worth of one day of thirty", worth(2000, 1, 30), 1954),
    ("worth of 100,000 days", worth(10**12, 100000, 1), 0),
    ("points without zeros", show_points(12500), "12.5"),
    ("negative points", show_points(-500), "-0.5"),
    ("a thousandth", show_points(1), "0.001"),
    ("a guarded cell", text_cell("=1"), "'=1"),
    ("names of columns", norm_name("  Lead - Source (2)"), "lead_source_2"),
    ("a decomposed name", norm_name("웨비나 참석"), "웨비나_참석"),
    ("as-of a date", parse_as_of("1970-01-01", "UTC"), 86_400_000_000 - 1),
    ("as-of a date in Seoul", parse_as_of("1970-01-01", "Asia/Seoul"), 15 * 3_600_000_000 - 1),
    ("epoch seconds", parse_instant("1e3", "UTC"), None),
    ("epoch milliseconds", parse_instant("100000000000", "UTC"), 100_000_000_000_000),
    ("epoch seconds below 1e11", parse_instant("99999999999", "UTC"), 99_999_999_999_000_000),
    ("a number with won", parse_number("₩1,200"), 1200.0),
    ("per cent", parse_number("12.5%"), 0.125),
    ("not a number", parse_number("1,20"), None),
    ("unknown and false", k_and([None, False]), False),
    ("unknown or true", k_or([None, True]), True),
    ("unknown and true", k_and([None, True]), None),
    ("a particle", has_word("ceo를 만나다", "ceo"), True),
    ("two particles", has_word("ceo님은", "ceo"), False),
]


def main():
    passed = failed = 0

    def note(name, ok, what=""):
        nonlocal passed, failed
        passed += ok
        failed += not ok
        if not ok:
            print(f"{name}: {what}")

    if len(sys.argv) == 3 and sys.argv[1] == "--export":
        for file, name, sections in load_cases():
            safe = "".join(c if c.isalnum() else "-" for c in name).strip("-")
            write_case(sections, Path(sys.argv[2]) / f"{file[:2]}-{safe}")
        return 0
    for name, got, want in UNITS:
        note(name, got == want, f"{got!r}, not {want!r}")
    for file, name, sections in load_cases():
        with tempfile.TemporaryDirectory() as folder:
            want = write_case(sections, folder)
            try:
                got = run_reference(folder)
                if "test \"" in sections["rules"]:
                    for t, failures in run_tests(Path(folder) / "rules.ripe"):
                        note(f"{file}: {name}: {t}", not failures, failures)
            except Exception as e:
                got = repr(e)
            diff = [f"\n   want {a}\n   got  {b}" for a, b in zip(want.split("\n"), (got + "\n" * 99).split("\n")) if a != b]
            note(f"{file}: {name}", got == want, "".join(diff) or got)
    for path in sorted((ROOT / "stdlib").glob("*.ripe")) + sorted((ROOT / "examples").glob("*/*.ripe")):
        try:
            for t, failures in run_tests(path):
                note(f"{path.name}: {t}", not failures, failures)
        except Exception as e:
            note(str(path), False, repr(e))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
