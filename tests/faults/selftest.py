"""Shows that faults.py can fail: programs that handle a fault badly, each in a way of its own, must be found, and one that does not must pass.

`python3 selftest.py --inject FILE`. They are a few lines of C, compiled here (`cc`). The last line is `N passed, M failed`.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from faults import FAULTS, Place, judge, spelled  # noqa: E402
from scenarios import Scenario  # noqa: E402

PROGRAM = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static int fail(const char* what) {
  if (!SILENT) dprintf(2, "%s: %s\n", what, strerror(errno));
  if (DIES) abort();
  while (HANGS) pause();
  unlink(LEAVES ? "nothing" : ".ripe-new");
  return IGNORES ? 0 : 3;
}
int main(void) {
  char* text = malloc(1000);
  if (text == NULL) return fail("malloc");
  memset(text, 'x', 1000);
  int fd;
  do fd = open(IN_PLACE ? "out.csv" : ".ripe-new", O_WRONLY | O_CREAT | O_TRUNC, 0600); while (fd < 0 && errno == EINTR);
  if (fd < 0) return fail("open");
  for (size_t done = 0; done < 1000;) {
    ssize_t n = write(fd, text + done, 1000 - done);
    if (n < 0 && errno == EINTR && !GIVES_UP) continue;
    if (n < 0) return fail("write");
    done += TRUSTS ? 1000 : (size_t)n;
  }
  while (fsync(fd) != 0) if (errno != EINTR) return fail("fsync");
  if (close(fd) != 0 && errno != EINTR) return fail("close");
  if (!IN_PLACE && rename(".ripe-new", "out.csv") != 0) return fail("rename");
  return 0;
}
"""
FLAWS = ["SILENT", "DIES", "HANGS", "LEAVES", "IGNORES", "IN_PLACE", "GIVES_UP", "TRUSTS"]
CLASSES = ["alloc", "write", "open", "sync", "rename", "close"]


def findings(program, inject, scratch):
    scenario = Scenario("self", [], {}, ["out.csv"])
    place = Place(str(program), str(inject), scratch)
    clean = place.run(scenario)
    found = []
    for name in CLASSES:
        for what in FAULTS[name]:
            for nth in range(1, clean.calls[name] + 1):
                plus, word = spelled(what)
                wrong = judge(scenario, clean, place.run(scenario, f"{name}:{nth}{plus}:{word}"), what)
                if wrong:
                    found.append(f"{name} {nth} {what}: {wrong}")
    return clean, found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--inject", required=True, type=lambda p: Path(p).resolve())
    inject = parser.parse_args().inject
    import faults
    faults.LIMIT_SECONDS = 2
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for flaw in [None] + FLAWS:
            program = Path(scratch) / f"program-{flaw}"
            flags = [f"-D{f}={int(f == flaw)}" for f in FLAWS]
            subprocess.run(["cc", "-x", "c", "-", "-o", str(program)] + flags, input=PROGRAM, text=True, check=True)
            if flaw == "HANGS":  # each costs a time-out: one will do
                faults.FAULTS.update({name: [] for name in CLASSES} | {"rename": ["EIO"]})
            clean, found = findings(program, inject, scratch)
            if flaw == "HANGS":
                faults.FAULTS.update(KEPT)
            calls = all(clean.calls[name] > 0 for name in CLASSES if not (name == "rename" and flaw == "IN_PLACE"))
            if bool(found) == (flaw is not None) and calls and clean.status == 0:
                passed += 1
            else:
                failed += 1
                print(f"FAIL {flaw}: found {found}, calls {clean.calls}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


KEPT = {name: list(kinds) for name, kinds in FAULTS.items()}

if __name__ == "__main__":
    sys.exit(main())
