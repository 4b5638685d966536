"""Runs commands as whole processes, start-up included, in turn round by round, and notes each run's time, processor time and peak memory."""
import json
import subprocess
import sys


# Linux counts into a child's peak what its parent held at the fork, and this process holds hundreds of megabytes: a small one starts
# the command and measures it. Its arguments are the command; what it prints: status, seconds, processor seconds, peak and its own peak in KB.
STARTER = """
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
begin = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)])
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - begin
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, own)
"""


def run_once(command, env=None):
    """(seconds, processor seconds, peak bytes or None) of a command that must succeed."""
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)}: could not be started\n{done.stderr[-2000:]}")
    status, seconds, cpu, peak, own = done.stdout.split()
    if status != "0":
        sys.exit(f"bench: {' '.join(command)}: exit {status}\n{done.stderr[-2000:]}")
    # Of a command smaller than its starter the figure tells nothing.
    return float(seconds), float(cpu), int(peak) * 1024 if int(peak) > int(own) * 1.1 else None


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
