"""Makes every call of `ripe` that can fail, fail, one at a time, and looks at what is left: `python3 faults.py --ripe FILE --inject FILE`.

First each scenario (scenarios.py) runs undisturbed; inject.c counts its calls by class. Then it runs again for each call, which fails, is cut
short, is interrupted, or is the process's last. Each run must end by itself; with status 0 only where everything is as undisturbed, else
with 1 to 3 and words on standard error; each output must be the old one or the whole new one; nothing may lie beside it.

Options: `--sample N` (so many calls of each kind, spread evenly; 0 is all), `--seed N` (moves the spread), `--only TEXT` (scenarios), `--class
TEXT`, `--jobs N`, `-v`. A finding prints the environment that repeats it. The last line is `N passed, M failed`.
"""
import argparse
import concurrent.futures
import errno
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from scenarios import OLD, scenarios  # noqa: E402

CLASSES = ["alloc", "map", "read", "write", "open", "sync", "rename", "close", "truncate", "thread", "stat", "mode"]
# What each class is made to do; `+`: from that call on. Harmless ones must change nothing at all.
FAULTS = {
    "alloc": ["ENOMEM", "ENOMEM+"],
    "map": ["ENOMEM", "ENOMEM+"],
    "read": ["EIO", "EINTR", "short", "EINTR+", "short+"],
    "write": ["ENOSPC", "ENOSPC+", "EIO", "EINTR", "short", "EINTR+", "short+", "kill", "killed"],
    "open": ["EMFILE", "EIO", "ENOSPC", "EINTR", "EINTR+", "kill", "killed"],
    "sync": ["EIO", "ENOSPC", "EINTR", "kill", "killed"],
    "rename": ["EIO", "ENOSPC", "kill", "killed"],
    "close": ["EIO", "ENOSPC", "EINTR", "EINTR+", "kill", "killed"],
    "truncate": ["EIO", "ENOSPC", "EINTR"],
    "thread": ["EAGAIN", "EAGAIN+"],
    "stat": ["EIO", "ENOMEM"],
    "mode": ["EIO", "EPERM"],
}
HARMLESS = {"EINTR", "EINTR+", "short", "short+"}
KILLS = {"kill", "killed"}
LIMIT_SECONDS = 60
NOTES = ("engine: ", "ripe: this build has no JIT; ", "<jemalloc>: ")
CRIES = ("terminate called", "what():", "should not have happened", "unexpected happened", "Assertion", "pure virtual")


class Run:
    """What one run left: status, both streams, files by name, counts."""

    def __init__(self, status, out, err, files, state):
        self.status, self.out, self.err, self.files = status, out, err, files
        self.calls = dict(zip(CLASSES, struct.unpack("<16Q", state[:128])))
        self.hits, self.hit_fd, self.hit_stdio = struct.unpack("<QqQ", state[128:152])


class Place:
    """A folder of one worker, refilled before each run."""

    def __init__(self, ripe, inject, scratch):
        self.ripe, self.inject = ripe, inject
        self.root = Path(tempfile.mkdtemp(dir=scratch))
        self.work, self.state = self.root / "work", self.root / "state"

    def fill(self, scenario):
        if self.work.exists():
            shutil.rmtree(self.work)
        (self.work / "tmp").mkdir(parents=True)
        for name, content in before(scenario).items():
            (self.work / name).write_bytes(content)

    def run(self, scenario, fault=None):
        self.fill(scenario)
        self.state.write_bytes(bytes(4096))
        env = {"PATH": os.environ["PATH"], "HOME": str(self.root), "XDG_CACHE_HOME": str(self.root / "cache"), "LC_ALL": "C",
               "TMPDIR": str(self.work / "tmp"), "LD_PRELOAD": str(self.inject), "RIPE_FAULT_STATE": str(self.state)} | scenario.env
        if "LLVM_PROFILE_FILE" in os.environ:  # tools/coverage.py counts the ways that only a failing call takes
            env["LLVM_PROFILE_FILE"] = os.environ["LLVM_PROFILE_FILE"]
        if fault:
            env["RIPE_FAULT"] = fault
        try:
            p = subprocess.run([self.ripe] + scenario.args, cwd=self.work, env=env, input=scenario.stdin, capture_output=True,
                               timeout=LIMIT_SECONDS)
            status, out, err = p.returncode, p.stdout, p.stderr
        except subprocess.TimeoutExpired as late:
            status, out, err = None, late.stdout or b"", late.stderr or b""
        files = {str(f.relative_to(self.work)): f.read_bytes() for f in sorted(self.work.rglob("*")) if f.is_file()}
        return Run(status, out, err.decode("utf-8", "replace"), files, self.state.read_bytes())


def before(scenario):
    files = {name: text.encode() if isinstance(text, str) else text for name, text in scenario.files.items()}
    for name in scenario.outputs:
        if name not in files and not name.startswith("new"):
            files[name] = OLD
    return files


def spelled(what):
    """`EIO+` as inject.c wants it: ("+", "5")."""
    plus = "+" if what.endswith("+") else ""
    name = what.rstrip("+")
    return plus, str(getattr(errno, name)) if name.startswith("E") else name


def judge(scenario, clean, got, what):
    """None, or what is wrong with a disturbed run."""
    old = before(scenario)
    if got.status is None:
        return "it hangs"
    if got.status < 0 and not (what in KILLS and got.status == -signal.SIGKILL):
        return f"it died of signal {-got.status}"
    for name in sorted(set(old) | set(clean.files) | set(got.files)):
        now, fine = got.files.get(name), [old.get(name)]
        if name in scenario.outputs:
            fine.append(clean.files.get(name))
        elif name not in clean.files and name not in old:
            if what in KILLS and name.rsplit("/", 1)[-1].startswith((".ripe-", "ripe-")):
                continue
            return f"the file {name} was left behind"
        tells = scenario.reports and got.status == 1 and now is not None and b"R125" in now  # a list's file that cannot be read is an error in the rules
        if now not in fine and not tells:
            return f"the file {name} is neither the old one nor the whole new one"
    if got.status < 0:
        return None
    for cry in CRIES:
        if cry in got.err:
            return f"it says {cry!r}"
    same = got.out == clean.out and got.files == clean.files
    said = got.err
    if scenario.notes:
        said = "".join(line + "\n" for line in said.splitlines() if not line.startswith(NOTES))
    if got.status == clean.status:
        if not same:
            return f"status {got.status}, but it did not do its work"
        if said != clean.err and not (what not in HARMLESS and got.hit_stdio):
            return f"status {got.status}, but it says something else than undisturbed"
        return None
    if what in HARMLESS:
        return f"status {got.status} for what should not matter"
    if got.status not in (1, 2, 3):
        return f"status {got.status}"
    if not scenario.reports and not clean.out.startswith(got.out):
        return "what it printed before it failed is not the beginning of what it prints undisturbed"
    if not (got.err + (got.out.decode("utf-8", "replace") if scenario.reports else "")).strip() and not got.hit_stdio:
        return f"status {got.status} without a word"
    return None


def spread(count, sample, r):
    """The numbers of the calls to disturb: all, or `sample` of them, evenly, from a random beginning, the last ones too."""
    if sample == 0 or count <= sample:
        return list(range(1, count + 1))
    step = count / sample
    offset = r.random() * step
    return sorted({min(count, 1 + int(offset + i * step)) for i in range(sample)})


class Hunt:
    def __init__(self, options):
        self.options = options
        self.local = threading.local()
        self.statuses, self.spared, self.findings = Counter(), Counter(), []
        self.lock = threading.Lock()

    def place(self):
        if not hasattr(self.local, "place"):
            self.local.place = Place(self.options.ripe, self.options.inject, self.options.scratch)
        return self.local.place

    def clean(self, scenario):
        run = self.place().run(scenario)
        if run.status != 0 or any(before(scenario).get(name) == run.files.get(name) for name in scenario.outputs):
            raise SystemExit(f"faults.py: {scenario.name} does not work undisturbed: status {run.status}\n{run.err}")
        again = self.place().run(scenario)
        if (again.out, again.err, again.files) != (run.out, run.err, run.files):
            raise SystemExit(f"faults.py: {scenario.name} is not the same twice")
        return run

    def jobs(self, scenario, clean):
        r = random.Random(f"{self.options.seed} {scenario.name}")
        for name in CLASSES:
            if self.options.classes and name not in self.options.classes.split(","):
                continue
            for what in FAULTS[name]:
                sample = self.options.sample
                if sample and name == "alloc":
                    sample = max(1, 4 * sample // scenario.weight)
                if what.endswith("+") and name == "alloc" and sample:
                    sample = max(1, sample // 2)
                for nth in spread(clean.calls[name], sample, r):
                    plus, word = spelled(what)
                    yield f"{name}:{nth}{plus}:{word}", what

    def known(self, scenario, fault, wrong, said):
        """Whether a finding is one that the scenario spares, and not too many have been."""
        for key, (most, why) in scenario.spared.items():
            of_class, finding, words = key
            if not fault.startswith(of_class + ":") or finding != wrong or words not in said:
                continue
            self.spared[scenario.name, key] += 1
            if self.spared[scenario.name, key] <= most:
                print(f"{scenario.name}, {fault}: {wrong}, which is spared: {why}", flush=True)
                return True
        return False

    def one(self, scenario, clean, fault, what):
        got = self.place().run(scenario, fault)
        wrong = judge(scenario, clean, got, what)
        if wrong and got.status is None:  # a machine under load: once more
            got = self.place().run(scenario, fault)
            wrong = judge(scenario, clean, got, what)
        with self.lock:
            self.statuses[got.status if got.hits else "not reached"] += 1
            if wrong and self.known(scenario, fault, wrong, got.err):
                return True
            if wrong:
                self.findings.append((scenario, fault, what, wrong))
                print(f"FAIL {scenario.name}, RIPE_FAULT={fault} ({what}): {wrong}\n   {' '.join(scenario.args)}\n"
                      f"   {got.err.strip()[:300]}", flush=True)
        return wrong is None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ripe", required=True, type=lambda p: str(Path(p).resolve()))
    parser.add_argument("--inject", required=True, type=lambda p: str(Path(p).resolve()))
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--class", dest="classes", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    beside = Path(options.ripe).parent
    chosen = [s for s in scenarios(options.ripe, (beside / "libripe_jit.so").exists(), (beside / "libripe_arrow.so").exists(),
                                   shutil.which("zstd") is not None) if options.only in s.name]
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="ripe-faults-") as scratch:
        options.scratch = scratch
        hunt = Hunt(options)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for scenario in chosen:
                clean = hunt.clean(scenario)
                if options.v:
                    print(f"{scenario.name}: {clean.calls}", flush=True)
                results = list(pool.map(lambda job: hunt.one(scenario, clean, *job), list(hunt.jobs(scenario, clean))))
                passed += sum(results)
                failed += len(results) - sum(results)
    print("ended with: " + ", ".join(f"{status}: {n}" for status, n in sorted(hunt.statuses.items(), key=str)))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
