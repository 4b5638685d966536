"""Runs commands as whole processes, start-up included, in turn round by round, and notes each run's time, processor time and peak memory."""
import json
import os
import resource
import subprocess
import sys
import time


def run_once(command, env=None):
    """(seconds, processor seconds, peak bytes or None) of a command that must succeed."""
    with open(os.devnull, "r+b") as null, open("/dev/shm/ripe-bench-stderr" if os.path.isdir("/dev/shm") else os.devnull, "w+b") as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=errors, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            sys.exit(f"bench: {' '.join(command)}: exit {process.returncode}\n{errors.read().decode(errors='replace')[-2000:]}")
    # Linux counts into a child's peak what this process held when it forked: below about that, the figure tells nothing.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = usage.ru_maxrss * 1024 if usage.ru_maxrss > own * 1.1 else None
    return seconds, usage.ru_utime + usage.ru_stime, peak


def compare(work, items, rounds, commands, env=None):
    """`commands`: {engine: command}. Each once unmeasured (files come into memory), then all in turn. Lines like ripe_bench's."""
    times = {engine: [] for engine in commands}
    for each in range(-1, rounds):
        for engine, command in commands.items():
            measured = run_once(command, env)
            if each >= 0:
                times[engine].append(measured)
    lines = []
    for engine, runs in times.items():
        seconds, cpu, peak = zip(*runs)
        lines.append({"work": work, "engine": engine, "items": items, "seconds": list(seconds), "cpu": list(cpu), "peak": None if None in peak else max(peak)})
    return lines


def lines_of(command):
    """The JSON lines that a measuring program prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}: exit {done.returncode}; {done.stdout.strip()[-500:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
