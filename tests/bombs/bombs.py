#!/usr/bin/env python3
"""Runs the bombs of shapes.py against the command, on a stack of 256 KB.

Linear: an input is doubled until it costs enough to be measured, then once more; the second may cost at most 2.3 times the first, in user CPU time
without the cost of starting. Where a table outgrows a cache, one doubling costs more: then three in a row may cost 2.3 times each on
average. Each is the least of several runs, and runs go on while the ratio is above: noise only ever adds. Memory: under an address space
that barely lets the command start, an input of some hundred kilobytes ends with a status of 0, 1 or 3 and words, never by a signal. With --only NAME just the shapes with that in their name; -v prints the figures.
"""
import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile

import shapes

RATIO = 2.3
ENOUGH = 0.1  # seconds of CPU
MOST_BYTES = 3 << 20  # of the first input
SECONDS = 60  # of CPU, for one run
STACK = 256 << 10


class Run:
    def __init__(self, status, cpu, out, err):
        self.status, self.cpu, self.out, self.err = status, cpu, out, err


def run(ripe, words, folder, address_space=None):
    def limits():
        resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if address_space:
            resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    with open(os.path.join(folder, "out"), "w+b") as out, open(os.path.join(folder, "err"), "w+b") as err:
        env = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "LC_ALL": "C.UTF-8"}
        # One thread each: the machine's others are no part of the cost, and CPU time is exact.
        words = words + ["--threads", "1"] if words[0] == "score" else words
        child = subprocess.Popen([ripe, *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env, preexec_fn=limits)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Run(child.returncode, usage.ru_utime, out.read(1 << 16), err.read(1 << 16))


class Bomb:
    def __init__(self, ripe, shape, folder):
        self.ripe, self.shape, self.folder = ripe, shape, folder
        self.sizes, self.words = {}, {}

    def prepare(self, n):
        """Writes the input of n; gives its folder."""
        folder = os.path.join(self.folder, str(n))
        if n not in self.sizes:
            os.makedirs(folder)
            files = self.shape.files(n)
            self.words[n] = self.shape.command(files)
            for name, text in files.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(text if isinstance(text, bytes) else text.encode())
            self.sizes[n] = sum(os.path.getsize(os.path.join(folder, name)) for name in files)
        return folder

    def once(self, n, address_space=None):
        folder = self.prepare(n)
        return run(self.ripe, self.words[n], folder, address_space)

    def survive(self, n):
        """The CPU time; raises Failed where it did not end well."""
        result = self.once(n)
        if result.status not in (0, 1, 3):
            raise Failed(f"n = {n} ({self.sizes[n]:,} bytes): status {result.status}: {result.err[-300:].decode(errors='replace')}")
        if result.status and not (result.out or result.err):
            raise Failed(f"n = {n}: status {result.status} and not a word")
        # Rules of these shapes are right: an error would hide what they are made for.
        if self.words[n][0] not in ("check", "fmt") and result.status == 1:
            raise Failed(f"n = {n}: {(result.out + result.err)[:200].decode(errors='replace')}")
        return result.cpu


class Failed(Exception):
    pass


def linear(bomb, base):
    n, most = 64, bomb.shape.most or 1 << 30
    times = {}
    while True:
        times[n] = bomb.survive(n) - base
        if times[n] >= ENOUGH or bomb.sizes[n] >= MOST_BYTES or 4 * n > most:
            break
        n *= 2
    ratio, figures = doubling(bomb, base, n, times[n])
    ratios = [ratio]
    while statistics.geometric_mean(ratios) > RATIO and len(ratios) < 3 and 4 * n <= most:
        n *= 2
        ratio, more = doubling(bomb, base, n, bomb.survive(n) - base)
        ratios.append(ratio)
        figures = f"{figures}; {more}"
    ratio = statistics.geometric_mean(ratios)
    if ratio > RATIO:
        raise Failed(f"doubling costs {ratio:.2f} times: {figures}")
    return figures


def doubling(bomb, base, n, first):
    """What 2n costs more than n, and the figures."""
    second = bomb.survive(2 * n) - base
    attempts = 0
    # Below a few hundredths of a second clocks are too coarse, and nothing that small is a bomb.
    while second > RATIO * max(first, 0.04) and attempts < 6:
        attempts += 1
        # The larger one first: only a smaller time of it can pass, and both keep their least.
        second = min(second, bomb.survive(2 * n) - base)
        first = min(first, bomb.survive(n) - base)
    ratio = max(second, 0.01) / max(first, 0.04)  # less than starting: nothing at all
    return ratio, f"n = {n:,} ({bomb.sizes[n]:,} bytes) {first:.3f} s, twice that {second:.3f} s: {ratio:.2f}"


def small_memory(bomb, least):
    n = 64
    most = bomb.shape.most or 1 << 30
    bomb.prepare(n)
    while bomb.sizes[n] < 150_000 and 2 * n <= most:
        n *= 2
        bomb.prepare(n)
    statuses = []
    for more in (1 << 20, 4 << 20, 16 << 20, 64 << 20):
        result = bomb.once(n, least + more)
        statuses.append(result.status)
        if result.status not in (0, 1, 3):
            raise Failed(f"with {more >> 20} MB of memory, {bomb.sizes[n]:,} bytes: status {result.status}: "
                         f"{result.err[-300:].decode(errors='replace')}")
        if result.status and not (result.out or result.err):
            raise Failed(f"with {more >> 20} MB of memory: status {result.status} and not a word")
    return f"statuses {statuses}"


def least_memory(ripe, folder):
    """The smallest address space, in steps of 1 MB, in which the command checks one line."""
    with open(os.path.join(folder, "one.ripe"), "w", encoding="ascii") as file:
        file.write("vip +1\n")
    low, high = 1, 4096
    while low + 1 < high:
        middle = (low + high) // 2
        ok = run(ripe, ["check", "one.ripe"], folder, middle << 20).status == 0
        low, high = (low, middle) if ok else (middle, high)
    return high << 20


def productions(grammar):
    with open(grammar, encoding="utf-8") as file:
        text = re.sub(r"//.*", "", file.read())
    names = re.findall(r"(?m)^([a-z]\w*)\s*:", re.sub(r"\n\s+:", " :", text))
    # The same rules once more, for one statement at a time.
    return [name for name in names if not name.endswith("Alone")]


def main():
    global RATIO
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ripe", required=True)
    parser.add_argument("--grammar", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../grammar/Ripe.g4"))
    parser.add_argument("--only", default="")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--ratio", type=float, default=RATIO, help="what doubling may cost (2.3)")
    args = parser.parse_args()
    args.ripe = os.path.abspath(args.ripe)
    RATIO = args.ratio
    passed = failed = 0

    def report(name, check):
        nonlocal passed, failed
        try:
            said = check()
            passed += 1
            if args.verbose:
                print(f"{name}: {said}", flush=True)
        except Failed as failure:
            failed += 1
            print(f"failed: {name}: {failure}", flush=True)

    def covered():
        named = {name for shape in shapes.ALL for name in shape.covers}
        have = set(productions(args.grammar))
        if len(have) < 40:
            raise Failed(f"only {len(have)} productions found in {args.grammar}")
        if have - named or named - have:
            raise Failed(f"without a bomb: {sorted(have - named)}; not in the grammar: {sorted(named - have)}")
        return f"{len(have)} productions"

    if not args.only:
        report("every production has a bomb", covered)
    with tempfile.TemporaryDirectory() as folder:
        least = least_memory(args.ripe, folder)
        start = shapes.Shape("start", "", lambda n: "vip +1\n")
        bomb = Bomb(args.ripe, start, os.path.join(folder, "start"))
        base = min(bomb.survive(1) for _ in range(5))
        for number, shape in enumerate(shapes.ALL):
            if args.only not in shape.name:
                continue
            place = os.path.join(folder, str(number))
            bomb = Bomb(args.ripe, shape, place)
            report(shape.name, lambda: linear(bomb, base))
            report(f"{shape.name}, little memory", lambda: small_memory(bomb, least))
            subprocess.run(["rm", "-rf", place], check=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
