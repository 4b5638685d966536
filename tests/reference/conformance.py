"""The conformance suite on the reference: every case of tests/conformance that scores or runs tests, in this process.

`python3 conformance.py` prints what fails and then `N passed, M failed`; how many cases are none of the reference's business (codes of
errors, the command's output) is said before.
"""
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "conformance"))

import run as conformance  # noqa: E402
import suite  # noqa: E402
from ripe_ref.cli import run_tests, score  # noqa: E402

# What the reference does not read: other options than --id and --events, and rows that it does not tell apart.
READS = ("--id", "--events")


def result(case, folder):
    """None, or what is wrong; LookupError where the reference has nothing to say."""
    conformance.write(case, folder)
    if case.kind == "test":
        got = [(name, not failures) for name, failures in run_tests(folder / "rules.ripe")]
        return None if got == case.tests else f"wanted {case.tests}, got {got}"
    if case.kind != "score" or any(o.startswith("--") and o not in READS for o in case.options) or case.leads.endswith(".tsv") or (
            case.expect is None and case.stdout is None):
        raise LookupError
    options = dict(zip(case.options[::2], case.options[1::2]))
    events = [folder / e for e in case.events + ([options["--events"]] if "--events" in options else [])]
    out = score(folder / "rules.ripe", folder / case.leads, events, case.as_of, options.get("--id"))
    try:
        if case.stdout is not None:
            conformance.want("the output", case.stdout, out)
        if case.expect is not None:
            conformance.check_scores(case, out)
    except conformance.Wrong as e:
        return str(e)
    return None


def main():
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory() as scratch:
        for i, case in enumerate(suite.load()):
            if "[known: " in case.title:
                skipped += 1
                continue
            try:
                wrong = result(case, Path(scratch) / str(i))
            except (LookupError, NotImplementedError):
                skipped += 1
                continue
            except Exception as e:
                wrong = repr(e)
            passed += wrong is None
            failed += wrong is not None
            if wrong:
                print(f"{case.where}: {case.title}: {wrong}")
    print(f"{skipped} cases are about errors, the command, or known differences")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
