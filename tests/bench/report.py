"""From the figures of bench.py to a table of ratios, docs/performance.md (between its two marks), .json and .svg. The same figures give the same text.
    report.py FIGURES.json            prints the table
    report.py FIGURES.json DOCS       also rewrites DOCS/performance.*
    report.py --check DOCS            whether DOCS/performance.md and .svg are what DOCS/performance.json makes (a ctest)"""
import json
import os
import sys
from statistics import median

import chart


OURS = ("interpreter", "jit", "jit, optimised")


class Figures:
    def __init__(self, figures):
        self.figures = figures
        self.runs, self.facts, self.w2 = {}, {}, {}
        for line in figures["lines"]:
            if "fact" in line:
                self.facts[line["fact"]] = line["value"]
            elif "order" in line:
                self.w2[line["order"], line["engine"], line["layout"]] = line["milliseconds"] / 1e3
            else:
                self.runs[line["work"], line["engine"]] = line

    def samples(self, work, engine):
        """Of whole processes on one thread the processor time counts: other programs on the machine do not enlarge it."""
        line = self.runs.get((work, engine))
        if line is None:
            return None
        return line["cpu"] if "cpu" in line and work.endswith(".1") else line["seconds"]

    def seconds(self, work, engine):
        samples = self.samples(work, engine)
        return None if samples is None else median(samples)

    def rate(self, work, engine):
        """Million items a second."""
        seconds = self.seconds(work, engine)
        return None if seconds is None else self.runs[work, engine]["items"] / seconds / 1e6

    def each(self, work, engine, unit):
        seconds = self.seconds(work, engine)
        return None if seconds is None else seconds / self.runs[work, engine]["items"] / unit

    def over(self, top, bottom):
        """Time of `top` over time of `bottom` (pairs of work and engine): round by round where both ran in turn."""
        a, b = self.samples(*top), self.samples(*bottom)
        if a is None or b is None:
            return None
        if top[0] == bottom[0] and len(a) == len(b):
            return median(x / y for x, y in zip(a, b))
        return median(a) / median(b)

    def peak(self, work, engine):
        line = self.runs.get((work, engine))
        return None if line is None or line["peak"] is None else line["peak"] / 1e6


def gain(f, work, engine):
    one, two = f.runs.get((f"{work}.1", engine)), f.runs.get((f"{work}.2", engine))
    return None if one is None or two is None else median(one["seconds"]) / median(two["seconds"])


def quotient(a, b):
    return None if a is None or b is None else a / b


def goals(f):
    """(what, measured, unit, more is better, must, aim) by row."""
    w2 = {order: quotient(f.w2.get((order, "c++", "wide")), f.w2.get((order, "ripe", "wide"))) for order in ("by lead", "by time", "any order")}
    any_order = f.w2.get(("any order", "ripe", "wide"))
    compiled = {n: f.seconds(f"compile.{n}.jit", "ripe") for n in (30, 3000, 30000)}
    rows = [
        ("W1 in memory, Arrow layout, JIT / hand-written AVX-512", f.over(("w1.arrow.1", "hand-written"), ("w1.arrow.1", "jit")), "×", True, .9, 1.1),
        ("W1 in memory, narrow columns, JIT / hand-written AVX-512", f.over(("w1.narrow.1", "hand-written"), ("w1.narrow.1", "jit")), "×", True, .6, .9),
        ("W2 in memory, by lead / hand-written masks", w2["by lead"], "×", True, .5, .9),
        ("W2 in memory, by time / hand-written", w2["by time"], "×", True, .6, .9),
        ("W2 in memory, any order / hand-written table", w2["any order"], "×", True, .8, .9),
        ("One lead, bound record, JIT", f.each("one_lead.bound", "jit", 1e-9), "ns", False, 60, 40),
        ("One lead, bound record, interpreter", f.each("one_lead.bound", "interpreter", 1e-9), "ns", False, 1000, 300),
        ("Text to the first score, 30 rules, warm", f.each("first_score.warm", "ripe", 1e-3), "ms", False, 1, .5),
        ("Text to the first score, 30 rules, a cold process", f.each("first_score.cold", "ripe", 1e-3), "ms", False, 20, 10),
        ("Compiled by LLVM, 30 rules", quotient(compiled[30], 1e-3), "ms", False, 15, 7),
        ("Compiled by LLVM, 3,000 rules", quotient(compiled[3000], 1e-3), "ms", False, 800, 400),
        ("Compiled by LLVM, 30,000 rules", quotient(compiled[30000], 1e-3), "ms", False, 8000, 4000),
        ("Interpreter, W1 in memory", f.rate("w1.bytes.1", "interpreter"), "M leads/s", True, 40, 70),
        ("Interpreter, W2 in memory, any order", None if any_order is None else 20 / any_order, "M events/s", True, 150, 400),
        ("W1, Parquet → Parquet: time / Arrow's reading and writing alone", f.over(("process.w1.parquet.1", "ripe"), ("floor.w1.parquet.1", "arrow")),
         "×", False, 1.3, 1.05),
        ("W1, CSV → CSV: time / DuckDB's", f.over(("process.w1.csv.1", "ripe"), ("process.w1.csv.1", "duckdb")), "×", False, .7, .4),
        ("W2 from Parquet: time / DuckDB's aggregation alone",
         f.over(("process.w2.parquet.1", "ripe"), ("process.w2.parquet.1", "duckdb, aggregation alone")), "×", False, .5, .25),
        ("Two threads / one: W1, CSV → CSV", gain(f, "process.w1.csv", "ripe"), "×", True, 1.7, 1.9),
        ("Two threads / one: W1 in memory, JIT's gain / the hand-written kernel's",
         quotient(gain(f, "w1.arrow", "jit"), gain(f, "w1.arrow", "hand-written")), "×", True, .9, None),
        ("Peak memory, W1, CSV → CSV", f.peak("process.w1.csv.1", "ripe"), "MB", False, 400, 150),
        ("Peak memory, W1, Parquet → Parquet", f.peak("process.w1.parquet.1", "ripe"), "MB", False, 400, 150)]
    return rows


def shown(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def verdict(value, more, must, aim):
    if value is None:
        return "not measured"
    reached = (lambda goal: value >= goal) if more else (lambda goal: value <= goal)
    if aim is None:
        return "must met" if reached(must) else "MISSED"
    return "aim met" if reached(aim) else "must met" if reached(must) else "MISSED"


def goal_table(f):
    out = ["| work | measured | must | aim | |", "| --- | ---: | ---: | ---: | --- |"]
    for what, value, unit, more, must, aim in goals(f):
        sign = "≥" if more else "≤"
        measured = "–" if value is None else f"{shown(value)} {unit}"
        out.append(f"| {what} | {measured} | {sign} {must:g} | {'–' if aim is None else f'{sign} {aim:g}'} | {verdict(value, more, must, aim)} |")
    return out


def engines(f, work):
    return [engine for at, engine in f.runs if at == work]


def peers_table(f):
    """Every engine's own figures, and how many times Ripe's best time they take."""
    out = ["| work | engine | figure | times Ripe's time | peak memory |", "| --- | --- | ---: | ---: | ---: |"]

    def add(title, works, show, ours):
        best = min((s for s in (f.seconds(w, e) for w, e in ours) if s), default=None)
        for work in works:
            for engine in engines(f, work):
                seconds, peak = f.seconds(work, engine), f.runs[work, engine].get("peak")
                times = "–" if best is None else shown(seconds / best)
                out.append(f"| {title} | {engine} | {show(work, engine)} | {times} | {'' if peak is None else shown(peak / 1e6) + ' MB'} |")

    def leads(work, engine):
        return f"{shown(f.rate(work, engine))} M/s"

    def whole(work, engine):
        return f"{shown(f.seconds(work, engine))} s"

    def milliseconds(work, engine):
        return f"{shown(f.seconds(work, engine) * 1e3)} ms"

    for threads in (1, 2):
        suffix = f", {threads} thread{'s' * (threads > 1)}"
        for layout, title in (("bytes", "as CSV is read"), ("arrow", "Arrow layout"), ("narrow", "narrow columns")):
            work = f"w1.{layout}.{threads}"
            add(f"W1 in memory, {title}{suffix}", [work], leads, [(work, engine) for engine in OURS])
        if threads == 1:
            add("W1 in memory, narrowing the columns, 1 thread", ["w1.narrowing.1"], leads, [("w1.narrow.1", engine) for engine in OURS])
        work = f"w1.arrow.{threads}"
        add(f"W1 in memory, own tables{suffix}", [f"w1.memory.{threads}"], leads, [(work, engine) for engine in OURS])
    for (order, engine, layout), seconds in f.w2.items():
        ours = f.w2[order, "ripe", "wide"]
        out.append(f"| W2 in memory, {order}, {layout} columns | {'hand-written' if engine == 'c++' else engine} | {shown(20 / seconds)} M/s | {shown(seconds / ours)} | |")
    for threads in (1, 2):
        for engine in engines(f, f"w2.memory.{threads}"):
            seconds, ours = f.seconds(f"w2.memory.{threads}", engine), f.w2.get(("by time", "ripe", "wide"))
            out.append(f"| W2 in memory, own tables, {threads} thread{'s' * (threads > 1)} | {engine} | {shown(20 / seconds)} M/s | {'–' if ours is None else shown(seconds / ours)} | |")
    add("One lead, bound record", ["one_lead.bound"], lambda w, e: f"{shown(f.each(w, e, 1e-9))} ns", [("one_lead.bound", engine) for engine in OURS])
    add("One lead", ["one_lead"], lambda w, e: f"{shown(f.each(w, e, 1e-9))} ns", [("one_lead", engine) for engine in OURS])
    add("Text to first score, warm", ["first_score.warm"], milliseconds, [("first_score.warm", "ripe")])
    add("Text to first score, a cold process", ["first_score.cold"], milliseconds, [("first_score.cold", "ripe")])
    add("Start of a process", ["start"], milliseconds, [("start", "ripe")])
    for work, title in (("w1.csv", "W1, CSV → CSV"), ("w1.parquet", "W1, Parquet → Parquet"), ("w2.csv", "W2, CSV → CSV"), ("w2.parquet", "W2, Parquet → Parquet")):
        for threads in (1, 2):
            name = f"process.{work}.{threads}"
            add(f"{title}, {threads} thread{'s' * (threads > 1)}", [name, f"floor.{work}.{threads}"], whole, [(name, "ripe")])
    return out


def compile_table(f):
    phases = ["parse", "check", "lower", "bind", "first lead", "text to first score", "jit", "jit for one lead"]
    out = ["| rules | " + " | ".join(phases) + " |", "| ---: |" + " ---: |" * len(phases)]
    for size in (30, 300, 3000, 30000):
        cells = [f.seconds(f"compile.{size}.{phase}", "ripe") for phase in phases]
        if any(cell is not None for cell in cells):
            out.append(f"| {size:,} | " + " | ".join("–" if cell is None else f"{shown(cell * 1e3)} ms" for cell in cells) + " |")
    return out


def sections(figures):
    f = Figures(figures)
    rounds = "few rounds: a quick run" if figures["quick"] else "a full run"
    return [f"Measured on {figures['machine']}, at commit {figures['commit']} ({rounds}). Hand-written kernels: {f.facts.get('hand-written kernel', '–')}.",
            "", "### Goals", "", *goal_table(f), "", "### Beside the others", "", *peers_table(f), "", "### From text to a program, by number of rules", "",
            *compile_table(f)]


def text(figures):
    return "\n".join(sections(figures))


BEGIN, END = "<!-- begin figures: written by tests/bench/report.py -->", "<!-- end figures -->"


def files(figures, docs):
    """What belongs into DOCS: text by path. The page keeps what is written around its two marks."""
    path = os.path.join(docs, "performance.md")
    with open(path) as page:
        before, rest = page.read().split(BEGIN)
    after = rest.split(END)[1]
    return {path: before + BEGIN + "\n" + text(figures) + "\n" + END + after,
            os.path.join(docs, "performance.svg"): chart.draw(Figures(figures))}


def publish(figures, docs):
    for path, content in files(figures, docs).items():
        with open(path, "w") as out:
            out.write(content)
    with open(os.path.join(docs, "performance.json"), "w") as out:
        json.dump(figures, out, indent=1)
        out.write("\n")


def stale(docs):
    with open(os.path.join(docs, "performance.json")) as kept:
        figures = json.load(kept)
    bad = []
    for path, content in files(figures, docs).items():
        with open(path) as page:
            if page.read() != content:
                bad.append(path)
    return bad


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        OLD = stale(sys.argv[2])
        for name in OLD:
            print(f"{name} is not what performance.json makes: run tests/bench/report.py docs/performance.json docs")
        sys.exit(1 if OLD else 0)
    with open(sys.argv[1]) as kept_figures:
        FIGURES = json.load(kept_figures)
    print(text(FIGURES))
    if len(sys.argv) > 2:
        publish(FIGURES, sys.argv[2])
