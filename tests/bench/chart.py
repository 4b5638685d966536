"""Draws the figures as an SVG: for each work a row of bars, one an engine, where twice as long is twice as fast. Ripe's bars are green."""
from xml.sax.saxutils import escape

WIDTH, LABEL, BAR, GAP = 900, 190, 18, 5
COLOURS = {"ripe": "#2f8f4e", "jit": "#2f8f4e", "jit, optimised": "#2f8f4e", "interpreter": "#7cc08f"}
TITLES = {"jit": "Ripe, JIT", "jit, optimised": "Ripe, JIT, optimised", "interpreter": "Ripe, interpreter", "ripe": "Ripe", "hand-written": "hand-written C++", "c++": "hand-written C++",
          "duckdb": "DuckDB", "polars": "Polars", "exprtk": "ExprTk", "luajit": "LuaJIT", "arrow": "Arrow, reading and writing alone"}


def panels(f):
    """(title, [(engine, speed, what to write beside the bar)])"""
    def rates(title, works, unit):
        bars = [(engine, f.rate(work, engine)) for work in works for at, engine in f.runs if at == work]
        return title, [(engine, rate, f"{rate:,.0f} {unit}" if rate >= 10 else f"{rate:.1f} {unit}") for engine, rate in bars]

    def times(title, works, scale, unit):
        bars = [(engine, f.seconds(work, engine) / f.runs[work, engine]["items"]) for work in works for at, engine in f.runs if at == work]
        return title, [(engine, 1 / t, f"{t * scale:,.0f} {unit}" if t * scale >= 10 else f"{t * scale:.2f} {unit}") for engine, t in bars]

    def seconds(title, works):
        bars = [(engine, f.seconds(work, engine)) for work in works for at, engine in f.runs if at == work]
        return title, [(engine, 1 / t, f"{t:.2f} s") for engine, t in bars]

    made = [rates("W1 in memory, one thread: 30 rules, million leads a second", ["w1.arrow.1", "w1.memory.1"], "M/s")]
    w2 = [(engine, 20 / s) for (order, engine, layout), s in f.w2.items() if (order, layout) == ("by time", "wide")]
    w2 += [(engine, f.rate("w2.memory.1", engine)) for at, engine in f.runs if at == "w2.memory.1"]
    made.append(("W2 in memory, one thread: 15 event rules, million events a second", [(e, r, f"{r:,.0f} M/s") for e, r in w2]))
    made.append(times("One lead at a time: nanoseconds a lead", ["one_lead"], 1e9, "ns"))
    made.append(times("From the text of 30 rules to the first score, warm: milliseconds", ["first_score.warm"], 1e3, "ms"))
    made.append(seconds("W1 from CSV to CSV, whole process, one thread: seconds", ["process.w1.csv.1"]))
    made.append(seconds("W1 from Parquet to Parquet, whole process, one thread: seconds", ["process.w1.parquet.1", "floor.w1.parquet.1"]))
    made.append(seconds("W2 from Parquet to Parquet, whole process, one thread: seconds", ["process.w2.parquet.1"]))
    return [(title, sorted(bars, key=lambda bar: -bar[1])) for title, bars in made if bars]


def length(speed, fastest):
    return max(2, (WIDTH - LABEL - 110) * speed / fastest)


def draw(f):
    shapes, y = [], 8
    for title, bars in panels(f):
        fastest = bars[0][1]
        shapes.append(f'<text x="8" y="{y + 14}" font-weight="bold">{escape(title)}</text>')
        y += 24
        for engine, speed, beside in bars:
            wide = length(speed, fastest)
            name = TITLES.get(engine, engine)
            shapes.append(f'<text x="{LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
            shapes.append(f'<rect x="{LABEL}" y="{y}" width="{wide:.1f}" height="{BAR}" fill="{COLOURS.get(engine, "#9aa3ad")}"/>')
            shapes.append(f'<text x="{LABEL + wide + 6:.1f}" y="{y + 13}">{escape(beside)}</text>')
            y += BAR + GAP
        y += 12
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img" '
            'aria-label="Ripe beside other engines; longer is faster" font-family="sans-serif" font-size="12" fill="#24292f">')
    return "\n".join([head, f'<rect width="{WIDTH}" height="{y}" fill="#ffffff"/>', *shapes, "</svg>"]) + "\n"
