"""Ends `ripe` with SIGKILL at random moments and looks at its output: `python3 kills.py --ripe FILE --kills 10000`.

Each run writes over a file that is there, which must then be the old one or the whole new one; `fmt` does the same with a rules file in
place. Moments are spread over the time that a run takes here, a third of them over its last part, where files are synced and renamed. A
file that was being renamed may lie beside it under a name of its own (.ripe-…): counted, removed, and no more than one a kill. A run that
is over before its end came must have worked.

Options: `--kills N`, `--seed N`, `--jobs N`. The last line is `N passed, M failed`.
"""
import argparse
import concurrent.futures
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from scenarios import LINES_ONLY, OLD, UNTIDY, leads  # noqa: E402

SCORE = ["score", "lines.ripe", "leads.csv", "--threads", "2", "--as-of", "2026-11-20", "-q"]
KINDS = [
    ("score", SCORE + ["-o", "out.csv", "--rejects", "rejects.csv"], ["out.csv", "rejects.csv"]),
    ("score gzip", SCORE + ["-o", "out.csv.gz"], ["out.csv.gz"]),
    ("fmt", ["fmt", "-q", "untidy.ripe"], ["untidy.ripe"]),
]
INPUTS = {"lines.ripe": LINES_ONLY, "leads.csv": leads(12_000, True)}


class Place:
    """A folder of one worker."""

    def __init__(self, scratch):
        self.work = Path(tempfile.mkdtemp(dir=scratch))
        for name, text in INPUTS.items():
            (self.work / name).write_text(text, encoding="utf-8")

    def reset(self, outputs):
        for f in self.work.iterdir():
            if f.name not in INPUTS:
                f.unlink()
        for name in outputs:
            (self.work / name).write_bytes(old(name))

    def strays(self, outputs):
        return [f for f in self.work.iterdir() if f.name not in INPUTS and f.name not in outputs]


def old(name):
    return (UNTIDY.encode() * 400) if name == "untidy.ripe" else OLD


class Hunt:
    def __init__(self, ripe, scratch, seed):
        self.ripe, self.scratch, self.seed = ripe, scratch, seed
        self.local, self.lock = threading.local(), threading.Lock()
        self.seen, self.strays, self.wrong = Counter(), 0, 0
        self.new, self.seconds = {}, {}

    def place(self):
        if not hasattr(self.local, "place"):
            self.local.place = Place(self.scratch)
        return self.local.place

    def start(self, args):
        # A process group of its own is not needed: ripe starts no others.
        return subprocess.Popen([self.ripe] + args, cwd=self.place().work, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"], "HOME": str(self.scratch), "LC_ALL": "C"})

    def learn(self):
        """What each kind makes undisturbed, and how long it takes."""
        for name, args, outputs in KINDS:
            taken = []
            for _ in range(5):
                self.place().reset(outputs)
                begun = time.monotonic()
                p = self.start(args)
                err = p.communicate()[1]
                taken.append(time.monotonic() - begun)
                if p.returncode != 0:
                    raise SystemExit(f"kills.py: {name} does not work undisturbed: {err.decode()}")
            self.new[name] = {o: (self.place().work / o).read_bytes() for o in outputs}
            if any(self.new[name][o] == old(o) for o in outputs):
                raise SystemExit(f"kills.py: {name} changes nothing")
            self.seconds[name] = sorted(taken)[2]

    def kill(self, number):
        r = random.Random(self.seed * 1_000_003 + number)
        name, args, outputs = KINDS[number % len(KINDS)]
        place = self.place()
        place.reset(outputs)
        length = self.seconds[name]
        moment = r.uniform(0, 1.1) * length if r.random() < 0.67 else r.uniform(0.7, 1.1) * length
        begun = time.monotonic()
        p = self.start(args)
        time.sleep(max(0.0, moment - (time.monotonic() - begun)))
        p.send_signal(signal.SIGKILL)
        err = p.communicate(timeout=60)[1].decode("utf-8", "replace")
        now = {o: (place.work / o).read_bytes() if (place.work / o).exists() else None for o in outputs}
        strays = place.strays(outputs)
        wrong = None
        for o in outputs:
            if now[o] != old(o) and now[o] != self.new[name][o]:
                wrong = f"{o} is neither the old one nor the whole new one"
        if p.returncode == 0 and now != self.new[name]:
            wrong = "status 0, and the output is not the new one"
        if p.returncode not in (0, -signal.SIGKILL):
            wrong = f"status {p.returncode}: {err.strip()[:200]}"
        if len(strays) > 1 or any(not f.name.startswith(".ripe-") for f in strays) or (strays and p.returncode == 0):
            wrong = f"left behind: {', '.join(f.name for f in strays)}"
        with self.lock:
            self.strays += len(strays)
            if strays:
                self.seen[f"left beside by {name}"] += 1
            state = "over before" if p.returncode == 0 else "new" if now == self.new[name] else "old" if all(
                now[o] == old(o) for o in outputs) else "one of two"
            self.seen[state] += 1
            self.wrong += wrong is not None
            if wrong and self.wrong <= 20:
                print(f"FAIL {name}, kill {number} of seed {self.seed}, after {moment * 1000:.2f} ms: {wrong}", flush=True)
        return wrong is None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ripe", required=True, type=lambda p: str(Path(p).resolve()))
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ripe-kills-") as scratch:
        hunt = Hunt(options.ripe, scratch, options.seed)
        hunt.learn()
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(hunt.kill, range(options.kills)))
    passed = sum(results)
    print("found: " + ", ".join(f"{what} {n}" for what, n in sorted(hunt.seen.items())) + f"; files left beside: {hunt.strays}")
    died = options.kills - hunt.seen["over before"]
    if died < options.kills / 4:
        print(f"only {died} of {options.kills} were killed while they ran: this tests nothing")
        return 1
    print(f"{passed} passed, {len(results) - passed} failed")
    return 1 if passed != len(results) else 0


if __name__ == "__main__":
    sys.exit(main())
