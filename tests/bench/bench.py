"""`./dev bench`: measures everything, prints the table of ratios and keeps the figures as JSON. tests/bench/run calls it with the built programs
and the folder of the data; --quick takes fewer rounds and leaves out what takes minutes; --publish also rewrites docs/performance.*."""
import argparse
import json
import os
import platform
import subprocess
import sys

import check
import report
from processes import compare, lines_of

HERE = os.path.dirname(os.path.abspath(__file__))


def log(text):
    print(f"== {text}", file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options):
        self.quick = options.quick
        self.ripe = os.path.join(options.build, "ripe")
        self.program = os.path.join(options.build, "ripe_bench")
        self.data = options.data
        self.cel = options.cel
        self.out = os.path.join(options.data, "out")
        os.makedirs(self.out, exist_ok=True)
        self.lines = []

    def rounds(self, full, quick):
        return quick if self.quick else full

    def peer(self, name, *arguments):
        return [sys.executable, os.path.join(HERE, f"peer_{name}.py"), *map(str, arguments)]

    def in_memory(self):
        for section, full, quick in (("w1", 15, 5), ("w2", 7, 3), ("one", 31, 9)):
            log(f"in memory: {section}")
            self.lines += lines_of([self.program, section, self.data, str(self.rounds(full, quick))])
        log("compile time by number of rules")
        self.lines += lines_of([self.program, "compile-quick" if self.quick else "compile", self.data, str(self.rounds(8, 3))])
        if self.cel:
            log("cel-go, one lead")
            self.lines += lines_of([self.cel, f"{self.data}/leads.jsonl", str(self.rounds(15, 5))])
        for work in ("w1",) if self.quick else ("w1", "w2"):
            for threads in (1, 2):
                for name in ("duckdb", "polars"):
                    log(f"in memory: {work}, {name}, {threads} thread{'s' * (threads > 1)}")
                    self.lines += lines_of(self.peer(name, "memory", work, self.data, "parquet", "-", threads, self.rounds(5, 2)))

    def ours(self, work, kind, threads):
        leads = "leads" if work == "w1" else "leads2"
        command = [self.ripe, "score", f"{HERE}/{work}.ripe", f"{self.data}/{leads}.{kind}", "-o", f"{self.out}/ripe-{work}.{kind}",
                   "--as-of", "2026-11-20T00:00:00Z", "--threads", str(threads), "--quiet"]
        return command + (["--events", f"{self.data}/events.{kind}"] if work == "w2" else [])

    def reads_parquet(self):
        done = subprocess.run([self.ripe, "score", f"{HERE}/w2.ripe", f"{self.data}/leads2.parquet", "-o", f"{self.out}/try.csv",
                               "--as-of", "2026-11-20"], capture_output=True, text=True)
        if done.returncode != 0:
            log("this ripe reads no Parquet: " + (done.stderr.strip().splitlines() or ["?"])[0])
        return done.returncode == 0

    def whole(self):
        parquet = self.reads_parquet()
        self.lines.append({"fact": "ripe reads Parquet", "value": "yes" if parquet else "no"})
        works = [("w1", "csv"), ("w1", "parquet"), ("w2", "parquet")] + ([] if self.quick else [("w2", "csv")])
        for work, kind in works:
            for threads in (1, 2):
                log(f"whole processes: {work}, {kind}, {threads} thread{'s' * (threads > 1)}")
                commands = {"ripe": self.ours(work, kind, threads)} if kind == "csv" or parquet else {}
                for name in ("duckdb", "polars"):
                    commands[name] = self.peer(name, "file", work, self.data, kind, f"{self.out}/{name}-{work}.{kind}", threads)
                if (work, kind) == ("w2", "parquet"):
                    commands["duckdb, aggregation alone"] = self.peer("duckdb", "aggregate", work, self.data, kind, "-", threads)
                items = 2_000_000 if work == "w1" else 20_000_000
                self.lines += compare(f"process.{work}.{kind}.{threads}", items, self.rounds(5 if work == "w1" else 3, 1), commands)
                for name in commands:
                    if "alone" not in name:
                        check.check(work, f"{self.out}/{name}-{work}.{kind}")
                if (work, kind) == ("w1", "parquet"):
                    self.lines += lines_of(self.peer("arrow", self.data, f"{self.out}/floor.parquet", threads, self.rounds(7, 3)))

    def cold(self):
        log("start-up, and a cold process to its first score")
        one = os.path.join(self.data, "one")
        os.makedirs(one, exist_ok=True)
        # A lead without empty cells, so that every reader can tell the columns' types from it.
        with open(f"{self.data}/leads.csv") as leads, open(f"{one}/leads.csv", "w") as first:
            first.write(leads.readline())
            first.write(next(line for line in leads if ",," not in line and not line.endswith(",\n")))
        self.lines += compare("start", 1, self.rounds(21, 7), {"ripe": [self.ripe, "version"], "true": ["true"],
                                                             "python": [sys.executable, "-c", "pass"]})
        commands = {"ripe": [self.ripe, "score", f"{HERE}/w1.ripe", f"{one}/leads.csv", "-o", f"{self.out}/one.csv",
                             "--as-of", "2026-11-20", "--quiet"]}
        for name in ("duckdb", "polars"):
            commands[name] = self.peer(name, "file", "w1", one, "csv", f"{self.out}/one-{name}.csv", 1)
        if self.cel:
            with open(f"{self.data}/leads.jsonl") as leads, open(f"{one}/leads.jsonl", "w") as first:
                first.write(leads.readline())
            commands["cel-go"] = [self.cel, f"{one}/leads.jsonl", "first"]
        self.lines += compare("first_score.cold", 1, self.rounds(21, 5), commands)


def machine():
    model = platform.processor() or platform.machine()
    with open("/proc/cpuinfo") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":")[1].strip()
                break
    return f"{model}, {os.cpu_count()} cores"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="the build folder with ripe and ripe_bench")
    parser.add_argument("--data", required=True, help="the folder that generate.py and prepare.py filled")
    parser.add_argument("--cel", default="", help="the cel-go peer; empty: none")
    parser.add_argument("--json", required=True, help="where the figures are kept")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--publish", action="store_true", help="rewrite docs/performance.*")
    options = parser.parse_args()
    bench = Bench(options)
    bench.in_memory()
    bench.whole()
    bench.cold()
    commit = subprocess.run(["git", "-C", HERE, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    figures = {"machine": machine(), "commit": commit, "quick": options.quick, "lines": bench.lines}
    with open(options.json, "w") as out:
        json.dump(figures, out, indent=1)
        out.write("\n")
    log(f"figures kept in {options.json}")
    print(report.text(figures))
    if options.publish:
        report.publish(figures, os.path.join(HERE, "../../docs"))
        log("docs/performance.md, .json and .svg are written anew")


if __name__ == "__main__":
    main()
