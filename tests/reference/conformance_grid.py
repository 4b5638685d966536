"""Writes the systematic part of the conformance suite: `python3 conformance_grid.py` makes tests/conformance/NN-*.grid.txt anew.

Every operator meets every edge value, every window every instant beside its ends, every spelling of a cell its type. What comes out is worked
out by the Python reference, never by the engine; the engine then has to say the same (ctest `conformance`). Nothing here is random.
"""
import datetime
import json
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "conformance"))

from ripe_ref.cli import score  # noqa: E402
from ripe_ref.data import EPOCH, parse_instant  # noqa: E402

SUITE = HERE.parent / "conformance"
NUMBERS = ["0", "-0", "1", "-1", "0.1", "0.30000000000000004", "10", "9.999", "10.001", "200", "1e15", "9007199254740993", "1e308", "-1e308",
           "5e-324", "abc", ""]
OPERATORS = ["=", "!=", "<", "<=", ">", ">="]
TEXTS = ["VP", "vp", "VP ", "VP Sales", "SVP", "VPN", "vp를", "vp님은", "대표", "대표이사", "대표", "부대표는", "Straße", "STRASSE", "ΣΊΣΥΦΟΣ",
         "İstanbul", "istanbul", "ﬁnance", "C++", "a b", "=1", "café", "café", "日本", "K", ""]
NEEDLES = ["vp", "VP", "sales", "대표", "strasse", "ß", "σίσυφος", "i", "İ", "fi", "c++", "a b", "é", "cafe", "本", "k", "p s", "이사", " "]
TEXT_OPS = ["contains", "starts with", "ends with", "has word"]


def moment(us):
    t = EPOCH + datetime.timedelta(microseconds=us)
    return t.strftime("%Y-%m-%dT%H:%M:%S") + (f".{t.microsecond:06d}" if t.microsecond else "") + "Z"


class Sheet:
    """One grid file: shared parts, and lines whose expectation the reference works out."""

    def __init__(self, name, what):
        self.path = SUITE / name
        self.lines = [f"# {what}", "# Made by tests/reference/conformance_grid.py from the Python reference: do not edit by hand.",
                      "@origin reference"]
        self.parts = {"rules": "", "leads": "id\na\n", "events": None, "as-of": "2026-11-20T12:00:00Z"}
        self.titles = set()

    def part(self, name, text):
        """rules, leads or events for the cases that follow; as-of too."""
        key = name.split(".")[0]
        self.parts[key] = text
        self.leads_name = getattr(self, "leads_name", "leads.csv")
        if key == "leads":
            self.leads_name = "leads.jsonl" if name.endswith(".jsonl") else "leads.csv"
        self.lines += [f"@as-of {text}"] if name == "as-of" else [f"@{name}", *text.rstrip("\n").split("\n"), "@end"]

    def leads(self, header, rows):
        self.part("leads", "\n".join([header] + [f"l{i},{r}" for i, r in enumerate(rows)]) + "\n")

    def scores(self, text):
        with tempfile.TemporaryDirectory() as d:
            d = Path(d)
            (d / "r.ripe").write_text(self.parts["rules"] + text + "\n", encoding="utf-8")
            leads = d / getattr(self, "leads_name", "leads.csv")
            leads.write_bytes(self.parts["leads"].encode())
            events = []
            if self.parts["events"]:
                (d / "events.csv").write_bytes(self.parts["events"].encode())
                events = [d / "events.csv"]
            out = score(d / "r.ripe", leads, events, self.parts["as-of"])
        return [row.split(",") for row in out.strip("\n").split("\n")[1:]]

    def add(self, mark, title, text, expectation):
        if title in self.titles:
            raise ValueError(f"{title!r} stands twice")
        self.titles.add(title)
        self.lines.append(f"{mark} {title} :: {text} :: {expectation}")

    def condition(self, quote, text):
        """`?`: true, false or unknown for each lead."""
        rows = self.scores(f"({text}) +1\nnot ({text}) +10")
        words = {"1": "true", "10": "false", "0": "unknown"}
        self.add("?", f"{quote}: `{text}`", text, " ".join(words[r[1]] for r in rows))

    def points(self, quote, text, groups=()):
        """`$`: the score, and the stage, for each lead."""
        def cell(r):
            return " ".join([r[1]] + [f"{g}={r[2 + i]}" for i, g in enumerate(groups)] + ([r[-1]] if r[-1] != "Lead" else []))
        shown = text.replace("\n", "⏎")
        self.add("$", f"{quote}: `{shown}`", shown, "; ".join(cell(r) for r in self.scores(text)))

    def write(self):
        self.path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        print(f"{self.path.name}: {len(self.titles)}")


def conditions():
    s = Sheet("04-conditions.grid.txt", "Chapter 4: every operator with every edge value.")
    s.part("rules", "field n, m: number\n")
    s.leads("id,n".replace("id,", "id,"), NUMBERS)
    for op in OPERATORS:
        for literal in ["0", "-0", "1", "-1", "0.1", "0.3", "10", "200", "9007199254740992", "1000000000000000", "20%", "0.00000000000000000001"]:
            s.condition("4.3 `X = Y` … `X >= Y` of numbers, 4.1", f"n {op} {literal}")
    for low, high in [("0", "10"), ("-1", "1"), ("9.999", "10.001"), ("10", "10"), ("200", "10"), ("-5", "-1"), ("0.1", "20%"), ("10k", "1억")]:
        for word in ["in", "not in"]:
            s.condition("4.3 `X in A to B`: A ≤ X ≤ B", f"n {word} {low} to {high}")
    for values in ["(1)", "(0, 10)", "(-1, 0.1)", "(200, 9007199254740992)", "(5, 6, 7)", "(0.3, 10.001, 1)"]:
        for word in ["in", "not in"]:
            s.condition("4.3 `X in (…)`", f"n {word} {values}")
    pairs = [f"{a},{b}" for a in ["0", "-0", "1", ""] for b in ["0", "1", "2", ""]]
    s.part("leads", "\n".join(["id,n,m"] + [f"l{i},{p}" for i, p in enumerate(pairs)]) + "\n")
    for op in OPERATORS:
        s.condition("4.3 two fields, 4.1", f"n {op} m")
        s.condition("4.2 `not` takes the comparison", f"not n {op} m")
    for low, high in [("m", "2"), ("0", "m"), ("m", "m"), ("m - 1", "m + 1")]:
        s.condition("4.3 `X in A to B` with values, 4.1", f"n in {low} to {high}")
    kleene(s)
    texts(s)
    dates(s)
    s.write()


def kleene(s):
    s.part("rules", "field a, b, c: yesno\n")
    cells = [f"{a},{b},{c}" for a in ["yes", "no", ""] for b in ["yes", "no", ""] for c in ["yes", "no", ""]]
    s.part("leads", "\n".join(["id,a,b,c"] + [f"l{i},{p}" for i, p in enumerate(cells)]) + "\n")
    for text in ["a and b", "a or b", "not a", "not a and b", "not a or b", "not (a and b)", "not (a or b)", "a and not b", "a or not b",
                 "a and b and c", "a or b or c", "a and b or c", "a or b and c", "(a or b) and c", "a and (b or c)", "not a and not b or c",
                 "not (a and b or c)", "not (a or b and not c)", "a and not a", "a or not a", "not not a", "(a and b) or (not a and c)",
                 "a = b", "a != b", "a = yes", "a != yes", "a = no", "a != no", "not a = yes", "not a != b", "a is known", "a is missing",
                 "not a is known", "a is known and b", "a is missing or b", "a is known or b is known", "a = b and c", "a = b or c",
                 "not (a = b)", "(a or b is missing) and (c or a is known)"]:
        s.condition("4.1 Kleene, 4.2", text)


def texts(s):
    s.part("rules", "field s: text\nlist words = (\"vp\", \"대표\", \"strasse\")\n")
    s.leads("id,s", [f'"{t}"' if t else "" for t in TEXTS])
    for needle in NEEDLES:
        quoted = json.dumps(needle, ensure_ascii=False)
        if needle.strip():
            for text in [f"s = {quoted}", f"s != {quoted}", f"s in ({quoted}, \"zzz\")"]:
                s.condition("4.4 the same after NFC and full folding", text)
        for op in TEXT_OPS:
            if needle.strip() or op != "has word":
                s.condition(f"4.3 `X {op}`, 4.4", f"s {op} {quoted}")
                s.condition(f"4.3 `not` before `{op}`", f"s not {op} {quoted}")
    for op in TEXT_OPS:
        for several in ['any of ("vp", "대표", "ß")', 'all of ("vp", "s")', "words", "any of words", "all of words", '("strasse", "c++")']:
            s.condition("4.3 one text, or several", f"s {op} {several}")
    for pattern in ["vp", "^vp", "vp$", "^vp$", r"\\bvp\\b".replace("\\\\", "\\"), "대표", "^대표$", "s+", "[a-c]", "^.$", "^..$", "é", "strasse", "STRAßE",
                    r"c\+\+", r"^\W*\w", "(대표|vp)", "^[^a-z]*$", "istanbul", "x|a b"]:
        s.condition("4.6 `X matches`", f"s matches /{pattern}/")
    s.part("rules", "field g: tags\nlist words = (\"vp\", \"대표\")\n")
    s.leads("id,g", ["vp", "VP;x", "x|vp", '"vp,대표"', "대표", "vpn", ";", "", "straße;K", " vp ; b "])
    for text in ['g contains "vp"', 'g not contains "vp"', 'g contains any of ("vp", "x")', 'g contains all of ("vp", "x")', "g contains words",
                 "g contains all of words", "g in words", "g not in words", 'g in ("strasse", "b")', "g is known", "g is missing", 'g contains "대표"',
                 'g contains "k"', 'g contains "p"', "not (g contains words)"]:
        s.condition("4.3 tags", text)


def dates(s):
    s.part("rules", "field d: date\nfield z: time\nlist days = (2026-11-20, 2024-02-29)\n")
    rows = ["2026-11-20,2026-11-20T23:59:59.999999Z", "2026-11-19,2026-11-19T23:59:59Z", "2026-11-21,2026-11-21T00:00:00Z", "2024-02-29,2024-02-29",
            "0001-01-01,0001-01-02T12:00:00Z", "9999-12-31,9999-12-30T12:00:00Z", "2026-02-29,2026-02-29T00:00:00Z", ","]
    s.leads("id,d,z", rows)
    for zone in ["UTC", "Asia/Seoul", "America/New_York"]:
        s.part("rules", f'timezone "{zone}"\nfield d: date\nfield z: time\nlist days = (2026-11-20, 2024-02-29)\n')
        for name in ["d", "z"]:
            for op in OPERATORS:
                for literal in ["2026-11-20", "2024-02-29"]:
                    s.condition(f"4.3 `{op}` with a date, in {zone}", f"{name} {op} {literal}")
            for text in [f"{name} in 2026-11-19 to 2026-11-20", f"{name} not in 2026-11-20 to 2026-11-21", f"{name} in days", f"{name} is missing"]:
                s.condition(f"4.3 a range or list of dates, in {zone}", text)


def values():
    s = Sheet("05-values.grid.txt", "Chapter 5: arithmetic on edge values; counts and sums.")
    s.part("rules", "field n, m: number\n")
    s.leads("id,n", NUMBERS)
    for op in "+-*/":
        for b in ["0", "1", "-1", "0.1", "3", "1000000000000000000000", "n"]:
            s.condition("5 a result that is not finite, or a division by zero, is missing", f"n {op} {b} is known")
            for bound in ["> 0", "= 0", ">= 10"]:
                s.condition("5 each operation is rounded once", f"n {op} {b} {bound}")
    for text in ["n * n / n = n", "n + 1 - n = 1", "n / 3 * 3 = n", "n * 0.1 = n / 10", "0 - n < n", "(n + n) * 0.5 = n", "1 / n > 0", "1 / (1 / n) = n",
                 "n - n = 0", "n / n = 1", "n * 3 - n * 2 - n = 0", "n + 0.1 + 0.2 = n + 0.3", "n * 1000 / 1000 = n", "-1 * n = 0 - n"]:
        s.condition("5 nothing is fused or reordered", text)
    s.part("rules", "event e { v: number, k: text }\nevent f\n")
    s.leads("id", [])
    s.part("leads", "id\nnone\none\nhalf\nbig\nmany\n")
    s.part("events", "lead_id,type,at,v,k\none,e,2026-11-20T12:00:00Z,5,a\nhalf,e,2026-11-19T00:00:00Z,0.0005,a\nhalf,e,2026-11-18T12:00:00Z,0.0015,\n"
           "half,e,2026-10-21T12:00:00Z,0.0625,b\nhalf,f,2026-11-18T12:00:00Z,,\nbig,e,2026-11-01T12:00:00Z,1e15,a\nbig,e,2026-11-01T12:00:00Z,1e300,A\n"
           "big,e,2026-11-02T12:00:00Z,0.001,\nbig,f,2026-11-01T12:00:00Z,,\nmany,e,2026-11-20T11:59:59Z,-1,a\nmany,e,2026-11-13T12:00:00.000001Z,,a\n"
           "many,e,2026-11-13T12:00:00Z,abc,b\nmany,e,2026-11-20T12:00:00.000001Z,7,a\nmany,f,2026-11-13T12:00:00Z,,\n")
    tails = ["", " in 7d", " in 30d to 7d", " where k = \"a\"", " where k is missing", " where v > 0 in 30d", " after f"]
    for tail in tails:
        for value, bounds in [("count of e", ["= 0", "= 1", ">= 2"]), ("sum of e.v", ["= 0", "< 0", "> 0.001", "= 0.064"]), ("days since e", ["= 0", "<= 7", "> 7"])]:
            for bound in bounds:
                s.condition(f"5 `{value.split('.')[0]}`", f"{value}{tail} {bound}")
            s.condition(f"5 `{value.split('.')[0]}` is known", f"({value}{tail}) is known")
    s.write()


def windows():
    s = Sheet("07-windows.grid.txt", "Chapters 6 and 7: every window with the instants beside its ends.")
    as_of = parse_instant("2026-03-10T12:00:00Z", "UTC")
    day, minute = 86_400_000_000, 60_000_000
    s.part("as-of", moment(as_of))
    spans = {"15min": 15 * minute, "1h": 60 * minute, "36h": 36 * 60 * minute, "1d": day, "7d": 7 * day, "2w": 14 * day, "30d": 30 * day,
             "365d": 365 * day, "36500d": 36500 * day}
    between = [("30d", "7d"), ("7d", "1d"), ("2w", "1w"), ("1h", "15min"), ("36500d", "365d"), ("48h", "1d")]
    spans.update({"1w": 7 * day, "48h": 2 * day})
    for name in ["UTC", "America/New_York"]:
        for span, us in spans.items():
            at = [as_of - us - 1, as_of - us, as_of - us + 1, as_of - 1, as_of, as_of + 1, as_of + us - 1, as_of + us, as_of + us + 1]
            s.part("rules", f'timezone "{name}"\nevent e\nfield z: time\n')
            s.part("leads", "\n".join(["id,z"] + [f"l{i},{moment(t)}" for i, t in enumerate(at)] + ["never,"]) + "\n")
            s.part("events", "\n".join(["lead_id,type,at"] + [f"l{i},e,{moment(t)}" for i, t in enumerate(at)]) + "\n")
            for text in [f"e in {span}", f"no e in {span}", f"e not in {span}", f"at least 1 e in {span}", f"count of e in {span} = 1",
                         f"z in {span}", f"z not in {span}", f"z in next {span}", f"days since e in {span} >= 0"]:
                s.condition(f"7.1 half-open at both ends, in {name}", text)
        for far, near in between:
            at = sorted({as_of - spans[x] + d for x in (far, near) for d in (-1, 0, 1)})
            s.part("leads", "\n".join(["id,z"] + [f"l{i},{moment(t)}" for i, t in enumerate(at)] + ["never,"]) + "\n")
            s.part("events", "\n".join(["lead_id,type,at"] + [f"l{i},e,{moment(t)}" for i, t in enumerate(at)]) + "\n")
            for text in [f"e in {far} to {near}", f"no e in {far} to {near}", f"z in {far} to {near}", f"z not in {far} to {near}"]:
                s.condition(f"7.1 `in A to B` is (as-of − A, as-of − B], in {name}", text)
    for name in ["UTC", "Asia/Seoul", "America/New_York", "Pacific/Kiritimati"]:
        s.part("rules", f'timezone "{name}"\nfield d: date\n')
        for span in ["1d", "7d", "2w", "48h", "365d"]:
            days = spans[span] // day
            base = datetime.date(2026, 3, 10)
            at = [base + datetime.timedelta(days=k) for k in sorted({-days - 1, -days, -days + 1, -1, 0, 1, 2, days - 1, days, days + 1})]
            s.part("leads", "\n".join(["id,d"] + [f"l{i},{t}" for i, t in enumerate(at)] + ["never,"]) + "\n")
            for text in [f"d in {span}", f"d not in {span}", f"d in next {span}", f"d in 366d to {span}", "days since d >= 1", "days until d >= 1"]:
                s.condition(f"7.2 whole local days, in {name}, around {span}", text)
    s.write()


def rules_for_points():
    s = Sheet("08-rules-for-points.grid.txt", "Chapter 8: points with each, up to and halving, over ages and numbers.")
    as_of = parse_instant("2026-11-20T12:00:00Z", "UTC")
    day = 86_400_000_000
    ages = [0, 1, day - 1, day, day + 1, 2 * day, 7 * day - 1, 7 * day, 10 * day, 15 * day, 29 * day, 30 * day, 31 * day, 60 * day, 90 * day, 365 * day,
            3650 * day]
    s.part("rules", "event e\n")
    s.part("leads", "\n".join(["id"] + [f"l{i}" for i in range(len(ages))]) + "\n")
    s.part("events", "\n".join(["lead_id,type,at"] + [f"l{i},e,{moment(as_of - a)}" for i, a in enumerate(ages)]) + "\n")
    for points in ["+20", "-20", "+0.001", "+0.003", "-0.005", "+1000000000", "+12.345", "+7"]:
        for halving in ["1d", "7d", "30d", "90d", "36500d", "24h"]:
            s.points("8.4 points × 2^(−d / D), rounded to a thousandth, half to even", f"e {points} halving every {halving}")
    many = [[0], [0, 0, 0], [0, 10, 30], [1, 1], [30, 60, 90], [0, 365], list(range(0, 40, 3)), []]
    s.part("leads", "\n".join(["id"] + [f"l{i}" for i in range(len(many))]) + "\n")
    s.part("events", "\n".join(["lead_id,type,at"] + [f"l{i},e,{moment(as_of - a * day)}" for i, m in enumerate(many) for a in m]) + "\n")
    for points in ["+5", "-5", "+0.003", "+1000000000"]:
        for modifiers in ["", " each", " each up to 12", " each up to 0", " up to 3", " each halving every 30d", " each halving every 1d",
                          " each halving every 30d up to 12", " halving every 30d up to 3", " halving every 7d"]:
            s.points("8 the modifiers, one with another", f"e {points}{modifiers}")
    for window in [" in 10d", " in 31d", " in 90d to 10d", " where_"]:
        for modifiers in [" each", " halving every 30d", " each halving every 30d up to 8"]:
            if window != " where_":
                s.points("8 the modifiers behind a window", f"e{window} +5{modifiers}")
    s.part("rules", "field n: number\n")
    s.leads("id,n", NUMBERS + ["2.999999", "-0.5", "0.9999999999999999", "1e9", "1000000000000.5"])
    for points in ["+1", "-1", "+0.001", "+2.5", "+1000000000", "-33.333"]:
        for cap in ["", " up to 10", " up to 0.5", " up to 1000000000"]:
            s.points("8.2 a number: cut off towards zero, below 1 or missing gives 0; 8.3", f"n {points} each{cap}")
    for text in ["n * 2", "n / 3", "n - 10", "n + 0.5"]:
        s.points("8.2 a number: arithmetic", f"{text} +1 each up to 100")
    s.write()


def groups_and_stages():
    s = Sheet("09-groups-and-the-score.grid.txt", "Chapter 9: groups, their bounds and the score.")
    s.part("rules", "field n: number\n")
    s.leads("id,n", ["-9", "-1", "0", "1", "2", "3", ""])
    body = "n > 0 +10, n > 1 +10.5, n > 2 -0.001, n < 0 -7, n < -5 -20"
    for up in ["", " up to 10", " up to 20.499", " up to 0", " up to -3"]:
        for down in ["", " down to -7", " down to -27.001", " down to 0", " down to -3"]:
            if "0" in down and "-" not in down and "-3" in up:
                continue  # `down to` above `up to`
            s.points("9 min(up, max(down, sum of its rules))", f"group g{up}{down} {{ {body} }}\nn > 0 +1", ["g"])
    for up in ["5", "15.25"]:
        for second in ["", " down to -1", " up to 2"]:
            s.points("9 score is the sum of all groups (after their bounds)",
                     f"group g up to {up} {{ {body} }}\ngroup h{second} {{ n > 1 +3, n < 0 -3 }}\nn > 2 -0.5", ["g", "h"])
    s.write()
    s = Sheet("10-stages.grid.txt", "Chapter 10: which stage, what a stage's name means, and require.")
    s.part("rules", "stages A > B > C > D exits X, Y\nfield b, c, d, x, y: yesno\nfield p, q: text\n")
    rows = [",".join(["yes" if k >> i & 1 else "" for i in range(3)]) + f",{x},{y},{p},{q}" for k in range(8) for x, y, p, q in
            [("", "", "k", "k"), ("yes", "yes", "", "k"), ("no", "yes", "k", "")]]
    s.leads("id,b,c,d,x,y,p,q", rows)
    ladder = "b => B\nc => C\nd => D"
    for extra in ["", "x => X\ny => Y", "y => Y\nx => X", "x and y => X", "B => D", "C => D", "B and x => D", "not B => D", "not C and y => D", "A => B",
                  "B => C", "B and C => D", "B or C => D", "D => X", "C => X", "B => Y\nD => X", "not D and y => X", "A => Y", "B and not C => X",
                  "not B => X", "x => X\nB => Y", "score = 0 => B", "score > 0 => D"]:
        for need in ["", "require p for C", "require p or q for B", "require p, q for D"]:
            s.points("10.2, 10.3, 10.4", "\n".join(x for x in [ladder, extra, need] if x))
    s.write()


def fields():
    s = Sheet("13-fields-and-events.grid.txt", "Chapter 13: missing and else, for every type and cell.")
    s.leads("id,v", ['"Select"', '"--none--"', "0", "1", "-1", "yes", "no", "2026-11-20", "2026-11-20T12:00:00Z", "a;b", "abc", "", " ", "1e400", "0.0"])
    tails = {"text": ['', ' missing "select"', ' missing "0", "abc"', ' else "other"', ' missing "abc" else "other"'],
             "number": ['', ' missing "0"', " missing 0", " missing 0, 1", " missing 0, -1", " else 7", " missing 1 else 0", ' missing "abc" else -1'],
             "yesno": ['', ' missing "yes"', " else no", " else yes", ' missing "0" else yes'],
             "date": ['', ' missing "2026-11-20"', " else 2026-01-01", ' missing "select" else 2026-11-19'],
             "time": ['', ' missing "2026-11-20T12:00:00Z"', ' missing "1"'],
             "tags": ['', ' missing "a;b"', ' missing "select"']}
    tests = {"text": ['v = "other"', 'v = "0"', 'v contains "e"'], "number": ["v = 0", "v > 0", "v = 7"], "yesno": ["v", "not v", "v = no"],
             "date": ["v = 2026-11-20", "v < 2026-11-20", "v in 1d"], "time": ["v in 1d", "v = 2026-11-20", "days since v = 0"],
             "tags": ['v contains "b"', 'v in ("1", "select")']}
    for type_, declared in tails.items():
        for tail in declared:
            s.part("rules", f"field v: {type_}{tail}\n")
            for text in ["v is missing"] + tests[type_]:
                s.condition(f"13.1 `field v: {type_}{tail}`", text)
    s.write()


def time():
    s = Sheet("15-time.grid.txt", "Chapter 15: zones, changes of clocks, and as-of.")
    cells = {"Europe/Berlin": ["2026-03-29 01:59:59", "2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 03:00", "2026-10-25 01:59", "2026-10-25 02:00",
                               "2026-10-25 02:59:59.999999", "2026-10-25 03:00", "2026-03-29", "2026-10-25", "2026-10-26"],
             "America/New_York": ["2026-03-08 01:59", "2026-03-08 02:00", "2026-03-08 02:30", "2026-03-08T03:00:00", "2026-11-01 00:59", "2026-11-01 01:00",
                                  "2026-11-01 01:59:59", "2026-11-01 02:00", "2026-11-01", "2026-11-02"],
             "Australia/Lord_Howe": ["2026-04-05 01:29", "2026-04-05 01:30", "2026-04-05 01:59", "2026-04-05 02:00", "2026-10-04 01:59", "2026-10-04 02:00",
                                     "2026-10-04 02:29", "2026-10-04 02:30"],
             "America/Santiago": ["2026-04-04 22:59", "2026-04-04 23:00", "2026-04-04 23:59", "2026-04-05", "2026-09-05 23:59", "2026-09-06", "2026-09-06 00:30",
                                  "2026-09-06 01:00"],
             "Asia/Seoul": ["2026-06-01", "1988-05-08 00:30", "1988-10-09 02:30", "2026-06-01 23:59:59.999999"],
             "Pacific/Apia": ["2011-12-29 23:59", "2011-12-30", "2011-12-30 12:00", "2011-12-31"],
             "Asia/Kathmandu": ["1985-12-31 23:59", "1986-01-01 00:05", "1986-01-01 00:15", "2026-01-01"]}
    for zone, local in cells.items():
        s.part("rules", f'timezone "{zone}"\nfield z: time\n')
        s.part("leads", "id,z\na,X\n".replace("X", local[0]))
        for text in local:
            t = parse_instant(text, zone)
            s.part("leads", f"id,z\na,{text}\n")
            for word, as_of in [("not later", t), ("not earlier", t - 1)]:
                s.part("as-of", moment(as_of))
                s.points(f"15 `{text}` in {zone} is {moment(t)}, {word}", "z in 15min +1\nz in next 15min +2")
    s.part("leads", "id,z,d\na,2026-03-29T00:30:00Z,2026-03-29\nb,2026-03-28T23:00:00Z,2026-03-28\nc,2026-10-25T00:30:00Z,2026-10-25\nd,2024-02-29,2024-02-29\n")
    for zone in ["UTC", "Europe/Berlin", "Pacific/Auckland", "America/New_York"]:
        s.part("rules", f'timezone "{zone}"\nfield z: time\nfield d: date\n')
        for as_of in ["2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26T00:00", "2024-03-01", "2025-02-28"]:
            s.part("as-of", as_of)
            s.points(f"15 as-of {as_of} in {zone}", "z in 1d +1\nz in 2d +2\nd in 1d +4\nd in 2d +8\ndays since d = 0 +16\ndays since z = 0 +32\ndays until d +100 each")
    s.write()


def cells():
    s = Sheet("17-data-in.grid.txt", "Chapter 17: every spelling of a cell.")
    grids = {
        "number": ("n = 0 +0.5\nn is known +1000\nn * 1000 +0.001 each\n0 - n * 1000 -0.001 each", [
            "1", "-1", "+1", "1.5", "-1.5", ".5", "5.", "1,200", "1,200,300", "12,00", "1,2", "1200,300", ",100", "0,100", "1,200.5", "1e3", "1E3", "1e+3", "1e-3", "1e",
            "1.5e2", "$5", "€5", "£5", "¥5", "₩5", "5$", "5원", "5 원", "원5", "$-5", "-$5", "$$5", "$5원", "₩1,200", "50%", "12.5%", "-50%", "$50%", "50 %", "%50", "1e400",
            "-1e400", "1e-400", "NaN", "nan", "Infinity", "inf", "-inf", "0x10", "1_000", "1 000", " 7 ", "\t7", "７", "٣", "abc", "", " ", "--5", "+-5", "1.2.3", "-", "+", "$",
            "0", "-0", "00012", "1e15", "9007199254740993", "0.1", "5\u00a0", "\u30005", "1k", "5만", "(5)", "yes", "true"]),
        "yesno": ("n +1\nnot n +2\nn is missing +4", [
            "yes", "no", "YES", "No", "true", "false", "TRUE", "False", "1", "0", "1.0", "0.0", "예", "아니오", "O", "X", "o", "x", "Y", "N", "y", "n", " yes ", "", "2", "-1", "01",
            "1.00", "응", "네", "아니요", "on", "off", "t", "f", "yess", "ｙｅｓ", "null", "예 ", "+1", "00"]),
        "date": ("n is known +1000\ndays since n +1 each\ndays until n -1 each", [
            "2026-11-10", "2026/11/10", "2026. 11. 10", "2026.11.10.", "2026. 11. 10.", "2026.11.10", "2026/1/2", "2026. 1. 2", "2026-02-29", "2024-02-29",
            "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-31", "26-11-10", "10.11.2026", "11/10/2026", "20261110", "2026-11", "2026-11-10T09:00:00Z",
            "2026-11-10T23:00:00+09:00", "2026-11-10 09:00", "2026-11-10T00:30+09:00", "2026-11-10T23:30-05:00", "2026-11-10T25:00", " 2026-11-10 ", "", "soon", "2026-11-10x",
            "2026-11-10T", "0001-01-01", "9999-12-31", "10000-01-01", "2026/11-10", "2026 11 10", "1793491200"])}
    s.part("as-of", "2026-11-20T12:00:00Z")
    for type_, (rules, spellings) in grids.items():
        s.part("rules", f"field n: {type_}\n")
        for cell in spellings:
            s.part("leads", f'id,n\na,"{cell}"\n')
            s.points(f"17.3 a cell of {type_} in CSV, {json.dumps(cell, ensure_ascii=False)}", rules)
    instants = ["2026-11-10T09:00:00Z", "2026-11-10 09:00", "2026-11-10T09:00", "2026-11-10T09:00:30", "2026-11-10T09:00:00.123456+09:00", "2026-11-10T09:00:00.1Z",
                "2026-11-10T09:00:00.1234567Z", "2026-11-10T09:00:00.999999999Z", "2026-11-10", "2026/11/10", "1793491200", "1793491200.5", "1793491200123", "99999999999",
                "100000000000", "1793491200123.456", "0", "-1", "2026-11-10T23:59:59Z", "2026-11-10T00:00:00-12:00", "2026-11-10T00:00:00+14:00", "2026-11-10T09:00:00z",
                "2026-11-10T09:00+0900"]
    s.part("rules", "field n: time\n")
    for cell in instants:
        t = parse_instant(cell, "UTC")
        s.part("leads", f'id,n\na,"{cell}"\n')
        for word, as_of in [("not later", t), ("not earlier", t - 1)]:
            s.part("as-of", moment(as_of))
            s.points(f"17.3 a cell of time, {json.dumps(cell)} is {moment(t)}, {word}", "n in 15min +1\nn in next 15min +2")
    s.part("as-of", "2026-11-20T12:00:00Z")
    for cell in ["", "soon", "2026-02-30T00:00:00Z", "2026-11-10T25:00:00Z", "2026-11-10T10:61:00Z", "2026-11-10T24:00:00Z", "2026-11-10T10:00:61Z", "2026-11-10T10:00:00+25:00",
                 "2026-11-10T10:00:00+09:60", "2026-11-10T10", "10:00", "1e9", "NaN", "2026-11-10T10:00:00 UTC", "2026-11-10T10:00:00.Z", "300000000000000000"]:
        s.part("leads", f'id,n\na,"{cell}"\n')
        s.points(f"17.3 a cell of time that cannot be read, {json.dumps(cell)}", "n is missing +1\nn is known +2")
    s.part("rules", "field n: tags\n")
    for cell in ["a", "a;b", "a,b", "a|b", "a; b ,c|d", ";", " ; ", "a;;b", "", " a ", "A;a", "a b", "a;\u00a0", "[\"a\"]"]:
        s.part("leads", "id,n\na,\"" + cell.replace('"', '""') + '"\n')
        s.points(f"17.3 a cell of tags in CSV, {json.dumps(cell, ensure_ascii=False)}",
                 'n is missing +1\nn contains "a" +2\nn contains "b" +4\nn contains "c" +8\nn contains "a b" +16')
    s.part("rules", "field n: text\n")
    for cell in ["x", " x", "x ", "", "  ", "\u00a0", "\u3000", "\u200b", "0", "NULL", "true"]:
        s.part("leads", f'id,n\na,"{cell}"\n')
        s.points(f"17.3 a cell of text, {json.dumps(cell)}", 'n is missing +1\nn = "x" +2\nn contains "x" +4\nn starts with " " +8\nn = "true" +16')
    checks = {"text": 'n is missing +1\nn = "1" +2\nn = "1.50" +4\nn = "true" +8\nn = "x" +16\nn = "1e3" +32\nn contains "0" +64',
              "number": "n is missing +1\nn * 1000 +0.001 each", "yesno": "n +1\nnot n +2\nn is missing +4", "date": "n is missing +1\ndays since n +10 each",
              "time": "n is missing +1\nn in 365d +2", "tags": 'n is missing +1\nn contains "x" +2\nn contains "1" +4\nn contains "a;b" +8\nn contains "true" +16'}
    for type_, rules in checks.items():
        s.part("rules", f"field n: {type_}\n")
        for cell in ["1", "0", "1.50", "1e3", "-0", "true", "false", "null", '"x"', '""', '" "', '"1"', '"yes"', '"2026-11-10"', "1793491200", '["x"]', '["x", "a;b"]',
                     "[]", '[""]', '{"x": 1}', '"a;b"']:
            s.part("leads.jsonl", '{"id": "a", "n": ' + cell + "}\n")
            s.points(f"17.3 a value of JSON as {type_}, {cell}", rules)
    s.write()


def main():
    for make in (conditions, values, windows, rules_for_points, groups_and_stages, fields, time, cells):
        make()


if __name__ == "__main__":
    main()
