"""Random programs with data: valid rules files over the whole language, that sit on its edges.

`make(seed)` gives a Case (files by name, and the arguments). Programs are type-correct and keep every rule
about what may name what, so that a rejection by the engine is a finding too. Where the description leaves
something open, nothing is generated. `python3 generate.py SEED DIR` writes one case for a look.
"""
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from forms import Forms, quote
from gen_data import AMOUNTS, CHANGES, DAY, NEEDLES, NUMBERS, DataMaker, fixed, nfd, write_csv, write_jsonl
from ripe_ref.cli import show_points, test_lead
from ripe_ref.data import parse_as_of
from ripe_ref.model import And, Arith, CountOf, DaysSince, DaysUntil, Name, SumOf, Term
from ripe_ref.parser import parse

H = 3_600_000_000
ZONES = ["UTC", "Asia/Seoul", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu",
         "Europe/Istanbul", "Pacific/Auckland"]
AS_OFS = ["2026-11-20T12:00:00Z", "2026-11-20", "2026-03-08", "2026-03-08T03:30:00-04:00", "2026-11-01",
          "2026-11-01T06:30:00Z", "2024-02-29", "2024-02-29T23:59:59.999999Z", "2026-01-01T00:00:00Z", "2026-03-29",
          "2026-10-25T00:30:00Z", "2026-04-05", "2025-12-31T15:00:00+09:00", "2026-06-15T09:15:30.123456Z",
          "2100-03-01T00:00:00Z", "2026-03-08T02:30", "2026-11-01T01:30:00"]
SPANS = ["1d", "7d", "14d", "30d", "90d", "180d", "2w", "1w", "48h", "36h", "90min", "15min", "365d", "60d", "1h", "10d"]
DAY_SPANS = ["1d", "7d", "14d", "30d", "90d", "180d", "2w", "365d", "60d", "48h", "400d"]
UNIT = {"min": 60_000_000, "h": H, "d": DAY, "w": 7 * DAY}

TEXTS = [("title", "title", ["title", "Title", "TITLE"]), ("industry", "industry", ["industry", "Industry"]),
         ("country", "country", ["country", "Country"]), ("lead_source", "industry", ["Lead Source", "lead-source"]),
         ("직책", "title", ["직책", nfd("직책")]), ("회사_이름", "title", ["회사 이름", nfd("회사-이름"), "회사_이름"]),
         ("from", "title", ["from", "From"]), ("email", "email", ["email", "Email", " EMAIL"]),
         ("`Job Role`", "title", ["Job Role"]), ("straße", "country", ["Straße", "STRASSE", "straße"])]
NUMS = [("company_size", ["company_size", "Company Size", "COMPANY-SIZE"]), ("revenue", ["revenue", "Revenue"]),
        ("직원수", ["직원수", nfd("직원수")]), ("count", ["count"]), ("visits", ["Visits", " visits "]),
        ("`2nd number`", ["2nd number"]), ("rate", ["Rate (%)", "rate"])]
YESNOS = [("unsubscribed", ["unsubscribed", "Unsubscribed"]), ("vip", ["VIP", "vip"]), ("구독", ["구독", nfd("구독")]),
          ("test", ["test", "Test"]), ("has_budget_y_n", ["Has budget (Y/N)", "has budget: Y/N"])]
DATES = [("date", ["date", "Date"]), ("signup_date", ["Signup Date", "signup_date"]), ("계약일", ["계약일", nfd("계약일")])]
TIMES = [("last_login", ["Last Login", "last_login"]), ("trial_end", ["trial_end"])]
TAGS = [("tags", ["tags", "Tags"]), ("관심사", [nfd("관심사"), "관심사"])]
EVENTS = {"email_open": {}, "email_click": {"url": "text"}, "webinar_attended": {}, "demo_request": {},
          "page_view": {"url": "text", "seconds": "number", "max_seconds": "number", "mobile": "yesno"},
          "purchase": {"amount": "number", "plan": "text", "refunded": "yesno", "due": "date"},
          "웨비나_참석": {}, "문의": {"plan": "text"}, "`Page Scroll`": {"seconds": "number"}, "no_show": {}}
SPELLINGS = {"email_open": ["email_open", "Email Open", "EMAIL-OPEN"], "email_click": ["email_click", "email click"],
             "webinar_attended": ["webinar_attended", "Webinar Attended", "webinar/attended"],
             "demo_request": ["demo_request"], "page_view": ["page_view", "Page View", "(Page view)"],
             "purchase": ["purchase", "Purchase"], "웨비나_참석": ["웨비나_참석", "웨비나 참석", nfd("웨비나 참석")],
             "문의": ["문의", nfd("문의")], "`Page Scroll`": ["Page Scroll", "page_scroll"], "no_show": ["no_show", "No-Show"]}
PROP_COLUMNS = {"url": ["url", "URL"], "seconds": ["seconds", "Seconds"], "max_seconds": ["max seconds"],
                "mobile": ["mobile"], "amount": ["amount", "Amount"], "plan": ["plan"], "refunded": ["Refunded"],
                "due": ["due"]}
REGEXES = ["^vp", "ceo|cto", r"\bvp\b", "[가-힣]{2,3}$", r"\d+", "대표|이사", "sales$", "^[a-hj-z ]+$", r"a.c", r"@.*\.kr",
           "(in|out)bound", "^$|s", "x{2,}", "[^a-hj-z]", "pri(c|k)ing"]


@dataclass
class Schema:
    """What the data maker needs to know."""
    zone: str = "UTC"
    as_of: int = 0
    spans: set = field(default_factory=set)
    columns: list = field(default_factory=list)  # (header, type, pool)
    props: list = field(default_factory=list)
    ids: list = field(default_factory=list)
    n_leads: int = 0
    n_events: int = 0
    id_column: str = "id"
    who: str = "lead_id"
    what: str = "type"
    when: str = "at"
    event_spellings: list = field(default_factory=list)
    used: dict = field(default_factory=dict)  # pool -> words that the rules name


@dataclass
class Case:
    seed: int
    files: dict  # name -> text; the first is the rules
    rules: str
    leads: str
    events: list
    as_of: str
    id: str = None
    gen: object = None  # the Gen that made it: what is declared, for plant.py

    def write(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            with open(folder / name, "w", encoding="utf-8", newline="") as f:
                f.write(text)
        args = ["--as-of", self.as_of] + (["--id", self.id] if self.id else [])
        (folder / "args").write_text("\n".join([self.rules, self.leads, ",".join(self.events)] + args) + "\n")


def span_us(s):
    for u in ("min", "h", "d", "w"):
        if s.endswith(u) and s[:-len(u)].isdigit():
            return int(s[:-len(u)]) * UNIT[u]
    raise ValueError(s)


class Gen(Forms):
    def __init__(self, seed):
        self.seed, self.r = seed, random.Random(seed)
        r = self.r
        self.open = r.random() < 0.25
        self.s = Schema()
        self.s.zone = r.choice(ZONES)
        self.as_of = r.choice(AS_OFS)
        if self.s.zone in CHANGES and self.p(0.4):  # within the hours around a change of clocks
            self.as_of = "%04d-%02d-%02dT" % r.choice(CHANGES[self.s.zone]) + r.choice(["01:30", "02:30", "03:00", "02:00:00.000001"])
        self.s.as_of = parse_as_of(self.as_of, self.s.zone)
        self.fields = {"text": [], "number": [], "yesno": [], "date": [], "time": [], "tags": []}
        self.pool = {}
        self.elses = set()
        self.events, self.sets, self.conds, self.nums = [], [], [], []
        self.checklists, self.lists, self.numlists = {}, [], []
        self.stage_conds = []
        self.files = {}
        self.decls = []
        self.groups = []
        self.lower = None  # stages that may be named; None in rules for points

    def p(self, x):
        return self.r.random() < x

    # ---- declarations and columns
    def declare(self):
        r = self.r

        def some(table, type_, lo, hi):
            for row in r.sample(table, min(len(table), r.randint(lo, hi))):
                name, headers = row[0], row[-1]
                if self.open and name[0] == "`" and self.p(0.5):
                    continue
                self.fields[type_].append(name)
                self.pool[name] = row[1] if len(row) == 3 else None
                if self.open or self.p(0.94):
                    self.s.columns.append((r.choice(headers), type_, self.pool[name]))
        some(TEXTS, "text", 1, 4)
        some(NUMS, "number", 1, 4)
        some(YESNOS, "yesno", 1, 3)
        if not self.open:
            some(DATES, "date", 0, 2)
            some(TIMES, "time", 0, 2)
            some(TAGS, "tags", 0, 1)
        self.events = r.sample(sorted(EVENTS), r.randint(2, 6))
        if not self.open:
            self.declare_fields()
            self.declare_events()
        used = {h for e in self.events for h in EVENTS[e]}
        for prop in sorted(used):
            type_ = next(EVENTS[e][prop] for e in self.events if prop in EVENTS[e])
            pool = {"url": "url", "plan": "plan", "amount": "amount"}.get(prop)
            self.s.props.append((r.choice(PROP_COLUMNS[prop]), type_, pool))
        for e in self.events:
            self.s.event_spellings += r.sample(SPELLINGS[e], r.randint(1, len(SPELLINGS[e])))
        if self.p(0.6 if self.open else 0.3):
            self.s.event_spellings += ["stage_changed", "something else"]

    def declare_fields(self):
        r = self.r
        for type_, names in self.fields.items():
            names = list(names)
            while names:
                n = r.randint(1, len(names))
                batch, names = names[:n], names[n:]
                s = f"field {', '.join(batch)}: {type_}"
                if self.p(0.2):
                    s += ' missing "Select"' + (', "선택"' if self.p(0.4) else "") + (', "N/A"' if self.p(0.3) else "")
                if type_ != "tags" and self.p(0.2):
                    s += " else " + {"text": '"none"', "number": r.choice(["0", "-5", "10", "5만", "2.5"]),
                                     "yesno": r.choice(["yes", "no"]), "date": "2026-01-01",
                                     "time": "2026-01-01"}[type_]
                    if type_ == "time":
                        s = s.rsplit(" else", 1)[0]
                if self.p(0.1):
                    s += ' "라벨 label"'
                self.decls.append(s)

    def declare_events(self):
        parts = []
        for e in self.events:
            props = EVENTS[e]
            if props:
                body = self.r.choice([", ", "; ", "\n  "]).join(f"{k}: {v}" for k, v in props.items())
                e += " { " + body + " }"
            parts.append(e)
            if self.p(0.5) or props and self.p(0.5):
                self.decls.append("event " + ", ".join(parts))
                parts = []
        if parts:
            self.decls.append("event " + ", ".join(parts))

    def define(self):
        r = self.r
        self.decls += self.rare_statements()
        for i in range(r.randint(0, 2)):
            pool = r.choice(sorted(NEEDLES))
            self.lists.append((f"list_{i}", pool))
            words = r.sample(NEEDLES[pool], r.randint(1, 4))
            if self.p(0.3):
                self.files[f"words_{i}.txt"] = "\n".join(words) + "\n"
                self.decls.append(f'list list_{i} from "words_{i}.txt"')
            else:
                sep = r.choice([", ", ",\n   "])
                self.decls.append(f"list list_{i} = ({sep.join(quote(w) for w in words)})")
        if self.p(0.3):
            self.numlists.append("numbers")
            self.decls.append("list numbers = (" + ", ".join(self.number_literal() for _ in range(3)) + ")")
        for i in range(r.randint(0, 2)):
            members = []
            for e in r.sample(self.events, r.randint(1, min(3, len(self.events)))):
                members.append(e + (" where " + self.where(e) if self.p(0.4) and EVENTS[e] else ""))
            if self.sets and self.p(0.2):
                members.append(self.sets[0])
            name = ["response", "반응"][i]
            self.decls.append(f"define {name} = any of ({', '.join(members)})")
            self.sets.append(name)
        for i in range(r.randint(0, 2)):
            s = self.number(1)
            self.decls.append(f"define value_{i} = {s}")
            self.nums.append(f"value_{i}")
        for i in range(r.randint(0, 3)):
            s = self.cond(2)
            self.decls.append(f"define is_{i} = {s}")
            self.conds.append(f"is_{i}")
        for name in r.sample(["BANT", "준비도"], r.randint(0, 2) if self.p(0.6) else 0):
            items = r.sample(["budget", "need", "예산", "timing", "count"], r.randint(1, 4))
            body = "\n".join(f"  {it} = {self.cond(1)}" for it in items)
            self.decls.append(f"checklist {name} {{\n{body}\n}}")
            self.checklists[name] = items
        if not self.open and self.p(0.15) or self.open and self.p(0.1):
            self.module()
        r.shuffle(self.decls)

    def module(self):
        """A file module: names only; the file's own define wins, inside the module too."""
        n = self.r.choice(["100", "10", "1"])
        field_decl = "field mod_rank: number\nevent mod_event\n"
        self.files["mod.ripe"] = (f"{field_decl}define mod_limit = {n}\ndefine mod_big = mod_rank >= mod_limit\n"
                                  "list mod_words = (\"VP\", \"대표\")\nchecklist mod_list { a = mod_big; b = mod_event in 30d }\n"
                                  "define mod_set = any of (mod_event)\nmod_big +1000\n")
        self.decls.append('use "mod.ripe"')
        self.s.spans.add(30 * DAY)
        if self.p(0.5):
            self.decls.append("define mod_limit = " + self.r.choice(["5", "50", "-1"]))
        self.s.columns.append(("Mod Rank", "number", None))
        self.s.event_spellings.append("mod event")
        self.conds.append("mod_big")
        self.nums.append("mod_list")
        self.checklists["mod_list"] = ["a", "b"]
        self.sets.append("mod_set")

    # ---- values
    def number_literal(self, pool=None):
        r = self.r
        if pool is None and self.p(0.3):
            return r.choice(["10k", "5만", "1_000", "3억", "20%", "1.5k", "10%", "1.5만", "50%", "-5", "-2.5", "0", "1000000"])
        x = r.choice([v for v in (AMOUNTS if pool == "amount" else NUMBERS) if abs(v) < 1e16 and "e" not in fixed(v)])
        return fixed(x)

    def number(self, depth=1):
        r = self.r
        k = r.random()
        if depth > 0 and k < 0.2:
            a, b = self.number(depth - 1), self.number(depth - 1)
            if self.p(0.4):
                b = r.choice(["2", "10", "0.5", "100", "3"])
            s = f"{a} {r.choice('+-*/')} {b}"
            return f"({s})" if self.p(0.9) else f"({s}) * 1"
        if k < 0.4 and self.events:
            return "(" + self.counted() + ")" if self.p(0.5) else self.counted()
        if k < 0.5 and self.nums:
            return r.choice(self.nums)
        if k < 0.56 and self.checklists:
            return r.choice(sorted(self.checklists))
        dated = self.fields["date"] + self.fields["time"]
        if k < 0.66 and dated:
            return r.choice(["days since ", "days until "]) + r.choice(dated)
        if self.lower is not None and k < 0.8:
            return r.choice(["score"] + self.groups)
        return r.choice(self.fields["number"] or ["(count of " + self.events[0] + ")"])

    def counted(self):
        """count of, sum of, days since an event, with no comparison behind."""
        r = self.r
        summable = [(e, p) for e in self.events for p, t in EVENTS[e].items() if t == "number"]
        k = r.random()
        if k < 0.35 and summable:
            e, p = r.choice(summable)
            return f"sum of {e}.{p}" + self.tail(e, where=0.3)
        e = self.event_name()
        return ("count of " if k < 0.75 else "days since ") + e + self.tail(e)

    def event_name(self):
        return self.r.choice(self.events + self.sets * 2)

    def span(self, days=False):
        s = self.r.choice(DAY_SPANS if days else SPANS)
        self.s.spans.add(span_us(s))
        return s

    def two_spans(self, days=False):
        while True:
            a, b = self.span(days), self.span(days)
            if span_us(a) > span_us(b):
                return f"{a} to {b}"

    def window(self):
        k = self.r.random()
        if k < 0.6:
            return " in " + self.span()
        if k < 0.8:
            return " in " + self.two_spans()
        return " after " + self.event_name()

    def tail(self, e, where=0.35, window=0.8):
        """where and window; a where without a window stands in parentheses, so that what follows is not its own."""
        s = ""
        if e in EVENTS and EVENTS[e] and self.p(where):
            w = self.where(e)
            if self.p(window):
                return f" where {w}" + self.window()
            return f" where {w}" if w[0] == "(" else f" where ({w})"
        return s + (self.window() if self.p(window) else "")

    def where(self, e):
        """One comparison, or several in parentheses, over the event's own properties."""
        if self.p(0.25):
            a, b = self.where_one(e, True), self.where_one(e, True)
            s = f"{a} {self.r.choice(['and', 'or'])} {b}"
            if self.p(0.25):
                s = f"not ({s})"
            return f"({s})"
        return self.where_one(e)

    def where_one(self, e, inside=False):
        r = self.r
        prop, t = r.choice(sorted(EVENTS[e].items()))
        if t == "text":
            return self.text_cond(prop, {"url": "url", "plan": "plan"}[prop], False)
        if t == "number":
            if prop == "seconds" and "max_seconds" in EVENTS[e] and self.p(0.2) and not self.open:
                return f"seconds {r.choice(['<', '>=', '='])} max_seconds"
            if self.p(0.15):
                return f"{prop} in 1 to 50"
            return f"{prop} {r.choice(['=', '!=', '<', '<=', '>', '>='])} {self.number_literal('amount')}"
        if t == "yesno":
            if inside and self.p(0.5):
                return prop if self.p(0.6) else f"not {prop}"
            return f"{prop} {r.choice(['=', '!='])} {r.choice(['yes', 'no'])}"
        if self.open:
            return f"{prop} = \"2026-11-01\""
        return f"{prop} {r.choice(['=', '<', '>=', '!='])} {self.date_literal()}"

    def date_literal(self):
        return self.r.choice(["2026-11-20", "2026-10-21", "2026-01-01", "2024-02-29", "2026-03-08", "2026-11-01"])

    # ---- conditions
    def text_cond(self, name, pool, lists=True):
        r = self.r
        words = NEEDLES[pool or "title"]

        def word():
            w = r.choice(words)
            self.s.used.setdefault(pool or "title", set()).add(w)
            w = r.choice([w, w, w.upper(), w.lower()])
            return quote(nfd(w)) if self.p(0.05) else quote(w)
        k = r.random()
        if k < 0.25:
            return f"{name} {r.choice(['=', '!='])} {word()}"
        if k < 0.4:
            if lists and self.lists and self.p(0.5):
                return f"{name} {r.choice(['in', 'not in'])} {r.choice(self.lists)[0]}"
            return f"{name} {r.choice(['in', 'not in'])} ({', '.join(word() for _ in range(r.randint(1, 3)))})"
        if k < 0.48:
            return f"{name} matches /{r.choice(REGEXES)}/"
        op = r.choice(["contains", "starts with", "ends with", "has word", "has word", "contains"])
        if self.p(0.2):
            op = "not " + op
        if self.p(0.35):
            return f"{name} {op} {r.choice(['any', 'all'])} of ({', '.join(word() for _ in range(r.randint(1, 3)))})"
        if lists and self.lists and self.p(0.2):
            return f"{name} {op} {r.choice(self.lists)[0]}"
        return f"{name} {op} {word()}"

    def atom(self):
        r = self.r
        if self.p(0.15):
            return self.rare_atom()
        kinds = ["text", "number", "yesno", "event", "event", "event", "known"]
        if self.fields["date"] + self.fields["time"]:
            kinds += ["dated", "dated"]
        if self.fields["tags"]:
            kinds.append("tags")
        if self.conds:
            kinds.append("cond")
        if self.checklists:
            kinds.append("item")
        if self.lower:
            kinds += ["stage", "score", "score"]
        elif self.lower is not None:
            kinds += ["score", "score"]
        k = r.choice(kinds)
        f = self.fields
        if k == "text" and f["text"]:
            n = r.choice(f["text"])
            return self.text_cond(n, self.pool[n])
        if k == "yesno" and f["yesno"]:
            n = r.choice(f["yesno"])
            return r.choice([n, n, f"not {n}", f"{n} = yes", f"{n} != yes", f"{n} = no"])
        if k == "known":
            n = r.choice([x for names in f.values() for x in names] + ([] if self.open else self.nums[:1]) or ["count"])
            if self.p(0.1):
                return f"days since {self.event_name()} is {r.choice(['known', 'missing'])}"
            return f"{n} is {r.choice(['known', 'missing'])}"
        if k == "dated":
            return self.dated()
        if k == "tags":
            n = r.choice(f["tags"])
            words = ['"hot"', '"VIP"', '"제조"', '"strasse"', '"new lead"']
            if self.p(0.3):
                return f"{n} contains any of ({', '.join(r.sample(words, 2))})"
            return f"{n} contains {r.choice(words)}"
        if k == "cond":
            return r.choice([f"{r.choice(self.conds)}", f"not {r.choice(self.conds)}"])
        if k == "item":
            c = r.choice(sorted(self.checklists))
            return r.choice(["", "not "]) + f"{c}.{r.choice(self.checklists[c])}"
        if k == "stage":
            return r.choice(self.lower)
        if k == "score":
            return f"{r.choice(['score'] + self.groups)} {r.choice(['>=', '<', '>', '<=', '='])} " \
                   f"{r.choice(['0', '10', '25', '-5', '60', '12.5', '7.071', '100'])}"
        if k == "event":
            return self.event_cond()
        return self.number_cond()

    def number_cond(self):
        r = self.r
        k = r.random()
        if k < 0.55 and self.fields["number"]:
            n = r.choice(self.fields["number"])
            if self.p(0.2):
                return f"{n} {r.choice(['in', 'not in'])} {r.choice(['200 to 1000', '0 to 10', '-5 to 5', '1.5 to 2.5'])}"
            if self.p(0.15):
                if self.numlists and self.p(0.5):
                    return f"{n} in numbers"
                return f"{n} {r.choice(['in', 'not in'])} ({self.number_literal()}, {self.number_literal()})"
            if self.p(0.1) and len(self.fields["number"]) > 1:
                return f"{n} {r.choice(['<', '>=', '='])} {r.choice(self.fields['number'])}" if not self.open else f"{n} = 10"
            return f"{n} {r.choice(['=', '!=', '<', '<=', '>', '>=', '≥', '≤', '≠'])} {self.number_literal()}"
        if k < 0.75:
            return f"{self.counted()} {r.choice(['=', '!=', '<', '<=', '>', '>='])} " \
                   f"{r.choice(['0', '1', '2', '3', '5', '7', '30', '0.002', '1.002', '60', '10.5', '-1'])}"
        return f"{self.number(2)} {r.choice(['=', '!=', '<', '<=', '>', '>='])} {self.number_literal()}"

    def dated(self):
        r = self.r
        k = r.random()
        n = r.choice(self.fields["date"] + self.fields["time"])
        days = n in self.fields["date"]
        if k < 0.3:
            return f"{n} in {self.span(days)}"
        if k < 0.45:
            return f"{n} in next {self.span(days)}"
        if k < 0.55:
            return f"{n} in {self.two_spans(days)}"
        if k < 0.75:
            return f"{n} {r.choice(['=', '!=', '<', '<=', '>', '>='])} {self.date_literal()}"
        if k < 0.8:
            return f"{n} in 2026-01-01 to {self.date_literal()}"
        if k < 0.85:
            same = self.fields["date"] if days else self.fields["time"]
            return f"{n} {r.choice(['<', '>=', '='])} {r.choice(same)}"
        return f"days {r.choice(['since', 'until'])} {n} {r.choice(['>=', '<', '=', '<='])} " \
               f"{r.choice(['0', '1', '7', '30', '-1', '-30', '60', '14'])}"

    def event_cond(self):
        r = self.r
        k = r.random()
        if k < 0.12:
            return "no event" + (" in " + self.span() if self.p(0.9) else "")
        e = self.event_name()
        if k < 0.2 and e in self.events and e[0] != "`" and not e.startswith("no_"):
            return r.choice(["", "no_"]) + f"{e}_{self.span()}"
        if k < 0.35:
            return "no " + e + self.tail(e)
        if k < 0.5:
            return f"at {r.choice(['least', 'most'])} {r.randint(0, 4) or 1} {e}" + self.tail(e)
        return e + self.tail(e)

    def cond(self, depth):
        r = self.r
        if depth <= 0 or self.p(0.35):
            return self.atom()
        k = r.random()
        parts = [self.cond(depth - 1) for _ in range(r.randint(2, 3))]
        if k < 0.5:
            return self.join(" and ", [f"({x})" if self.loose(x) else x for x in parts])
        if k < 0.85:
            s = self.join(" or ", parts)
            return f"({s})" if self.p(0.3) else s
        return f"not ({self.cond(depth - 1)})"

    def loose(self, s):
        """Does it hold an `or` outside of parentheses?"""
        depth = 0
        for w in s.replace("(", " ( ").replace(")", " ) ").split():
            depth += (w == "(") - (w == ")")
            if w == "or" and depth == 0:
                return True
        return False

    def join(self, op, parts):
        broken = self.p(0.1)
        if broken:
            return f"\n    {op.strip()} ".join(parts)
        if self.p(0.05):
            return f" {op.strip()}\n    ".join(parts)
        return op.join(parts)

    # ---- rules
    def points(self):
        r = self.r
        k = r.random()
        if k < 0.6:
            n = str(r.choice([1, 2, 3, 5, 10, 15, 20, 25, 50]))
        elif k < 0.95:
            n = r.choice(["2.5", "0.5", "0.001", "0.003", "1.005", "12.345", "0.125", "7.777", "0.25", "33.333", "0.007"])
        else:
            n = r.choice(["1000000000", "999999999.999", "100000"])
        return r.choice("+++-") + n

    def each_cond(self):
        """(condition with exactly one bare event or number, is it an event?)"""
        r = self.r
        guards = []
        if self.p(0.35):
            for _ in range(r.randint(1, 2)):
                guards.append(self.guard())
        if self.p(0.25) and (self.fields["number"] or self.nums):
            options = list(self.fields["number"]) + sorted(self.checklists)
            if not self.open:
                options += [f"{x} / {r.choice(['10', '100', '2'])}" for x in self.fields["number"]]
            options.append(self.counted())
            summed = [(e, p) for e in self.events for p, t in EVENTS[e].items() if t == "number"]
            if summed:  # shows each thousandth of the sum
                e, p = r.choice(summed)
                options += [f"sum of {e}.{p}{self.tail(e, 0.2)} * 1000"] * 2
            bare, event = r.choice(options), False
        else:
            e = self.event_name()
            if self.open and e[0] != "`" and self.p(0.3) and e in self.events and not e.startswith("no_"):
                bare = f"{e}_{self.span()}"
            else:
                bare = e + self.tail(e)
            event = True
        terms = guards + [bare]
        r.shuffle(terms)
        return " and ".join(terms), event

    def guard(self):
        r = self.r
        for _ in range(30):
            k = r.random()
            if k < 0.3:
                g = self.number_cond() if self.p(0.5) else self.atom()
            elif k < 0.5:
                e = self.event_name()
                g = r.choice([f"no {e}", f"at least {r.randint(1, 3)} {e}"]) + self.tail(e)
            elif k < 0.7 and self.fields["yesno"] and not self.open:
                g = r.choice(self.fields["yesno"])
            else:
                g = "(" + self.cond(1) + ")" if self.p(0.3) else self.atom()
            if self.is_guard(g):
                return g
        return f"no {self.events[0]}"

    def is_guard(self, g):
        """Neither a bare event nor a bare number, judged by its shape."""
        e = parse(g + " +1").rules[0].cond
        if isinstance(e, Name):
            return e.name in self.fields["yesno"] and not self.open
        return not isinstance(e, (Term, And, Arith, CountOf, SumOf, DaysSince, DaysUntil))

    def rule(self):
        r = self.r
        if self.p(0.4):
            cond, event = self.each_cond()
            s = cond + self.space() + self.points()
            mods = []
            if event and self.p(0.4):
                d = r.choice(["30d", "7d", "1d", "90d", "2w", "10d"])
                self.s.spans.add(span_us(d))
                self.s.spans.add(span_us(d) * 2)
                mods.append("halving every " + d)
                if self.p(0.75):
                    mods.append("each")
            else:
                mods.append("each")
            if ("each" in mods or self.p(0.3)) and self.p(0.5):
                mods.append("up to " + r.choice(["25", "10", "2.5", "100", "0.002", "40"]))
            r.shuffle(mods)
            s += " " + " ".join(mods)
        else:
            s = self.cond(self.r.choice([0, 1, 1, 2, 3])) + self.space() + self.points()
        if self.p(0.25):
            s += r.choice(["  ", " "]) + r.choice(['"label"', '"라벨, \\"인용\\""', '"+5 # not a comment"'])
        return s

    def space(self):
        return self.r.choice([" ", "  ", "\t", "          ", " ", " ", "\n    "])

    def program(self):
        r = self.r
        self.declare()
        self.define()
        out = list(self.decls)
        rules = []
        for _ in range(r.randint(1, 7)):
            rules.append(self.rule())
        groups = []
        for name in r.sample(["fit", "engagement", "적합도", "date_group"], r.choice([0, 1, 1, 2, 3])):
            head = f"group {name}"
            down = r.choice(["-15", "-5", "0", "-2.5", "-100"])
            bounds = []
            if self.p(0.6):
                bounds.append(" up to " + r.choice(["25", "50", "10", "7.5", "0.003"]))
            if self.p(0.4):
                bounds.append(" down to " + down)
            r.shuffle(bounds)
            head += "".join(bounds)
            body = [self.rule() for _ in range(r.randint(1, 5))]
            groups.append(head + " {\n" + "\n".join("  " + b for b in body) + "\n}")
            self.groups.append(name)
        ladder = ["Lead", "MQL", "PQL", "SAL", "SQL", "Customer"]
        exits = ["Disqualified", "Recycled"]
        if self.p(0.4):
            ladder = r.sample(["Cold", "Warm", "Hot", "관심", "확정"], r.randint(1, 5))
            exits = r.sample(["Lost", "이탈", "Dead"], r.randint(0, 2))
            out.append("stages " + " > ".join(ladder) + (" exits " + ", ".join(exits) if exits else ""))
        self.ladder, self.exits = ladder, exits
        tail = []
        for i, stage in enumerate(ladder[1:], 1):
            for _ in range(r.choice([0, 1, 1, 1, 2])):
                self.lower = ladder[:i]
                if self.p(0.5):
                    c = f"score {r.choice(['>=', '>'])} {r.choice(['5', '10', '20', '30', '0', '-5', '12.5'])}"
                    if self.p(0.4):
                        c += " and " + self.cond_and()
                else:
                    c = self.cond(r.choice([0, 1, 2]))
                tail.append(f"{c}{r.choice([' ', chr(10) + '   '])}=> {stage}")
        for x in exits:
            if self.p(0.6):
                self.lower = list(ladder)
                tail.append(f"{self.cond(1)} => {x}")
        self.lower = None
        for _ in range(r.choice([0, 0, 1, 2])):
            names = [x for n in self.fields.values() for x in n]
            picked = r.sample(names, min(len(names), r.randint(1, 3)))
            s = picked[0]
            for n in picked[1:]:
                s += r.choice([", ", " or "]) + n
            tail.append(f"require {s} for {r.choice(ladder[1:] or ladder)}")
        r.shuffle(tail)
        mixed = rules + groups
        r.shuffle(mixed)
        if self.p(0.3):
            everything = mixed + tail + out
            r.shuffle(everything)
        else:
            everything = out + mixed + tail
        if self.s.zone != "UTC" or self.p(0.3):
            everything.insert(r.randrange(len(everything) + 1), f'timezone "{self.s.zone}"')
        return self.layout(everything, set(rules))

    def cond_and(self):
        c = self.cond(1)
        return f"({c})" if self.loose(c) else c

    def layout(self, statements, rules):
        r = self.r
        one_line = self.open and self.p(0.3)
        text = ""
        for i, s in enumerate(statements):
            text += s
            if s in rules and i + 1 < len(statements) and (one_line or self.p(0.1)):
                text += r.choice([", ", "; ", " , "]) + (r.choice(["", "\n"]) if self.p(0.2) else "")
            else:
                text += r.choice(["\n"] * 6 + ["\n\n", "  # a comment, with +5\n", "\n# 주석\n", ";\n"])
        if self.p(0.1):
            text = text.replace("\n", "\r\n")
        if self.p(0.06) and "만" not in text and "억" not in text:
            text = nfd(text)  # names and texts mean the same
        if self.p(0.05):
            text = "\ufeff" + text
        return text

    # ---- a test block, whose expectation the reference works out
    def test_block(self, text):
        r = self.r
        givens = []
        for type_, names in self.fields.items():
            for n in names:
                if self.p(0.3):
                    continue
                if type_ == "text":
                    v = quote(r.choice(NEEDLES[self.pool[n]]))
                elif type_ == "number":
                    v = r.choice(["5", "10", "11", "200", "-5", "0.5", "5만", "1000", "2.5"])
                elif type_ == "tags":
                    v = r.choice(['("hot")', '("VIP", "제조")', '("x", "new lead", "hot")'])
                else:
                    v = r.choice(["yes", "no"]) if type_ == "yesno" else r.choice(["2029-12-31", "2030-01-01", "2030-01-30"])
                givens.append(f"{n} = {v}")
        for e in r.sample(self.events, r.randint(0, len(self.events))):
            g = r.choice(["", "", "2 ", "3 "]) + e
            props = []
            for prop, t in EVENTS[e].items():
                if self.p(0.5):
                    props.append(prop + " = " + {"text": '"/pricing pro"', "number": "9.99", "yesno": "yes",
                                                 "date": "2026-11-20"}[t])
            g += (" { " + ", ".join(props) + " }" if props else "")
            givens.append(g + (f" {r.choice(SPANS)} ago" if self.p(0.8) else ""))
        r.shuffle(givens)
        at = r.choice(["", "", " at 2026-11-20", " at 2026-11-20T10:00", " at 2026-03-08T02:30", " at 2026-11-20T10:00:30+09:00", " at 2024-02-29"])
        head = f'test "시험 {self.seed}"{at} {{\n'
        if givens:
            head += "  given " + ", ".join(givens) + "\n"
        p = parse(text + "\n" + head + "  expect score = 0\n}\n")
        lead = test_lead(p, p.tests[-1])
        wanted = [lead.stage if lead.stage not in p.fields else "score = 0"]
        for n in ["score"] + self.groups:
            wanted.append(f"{n} = {show_points(lead.numbers[n])}")
        r.shuffle(wanted)
        return head + f"  expect {', '.join(wanted)}\n}}\n"

    # ---- the whole case
    def make(self):
        r, s = self.r, self.s
        text = self.program()
        if not self.open and not self.files and self.p(0.4):
            text = text.rstrip("\r\n, ;") + "\n" + self.test_block(text)
        s.n_leads = r.choice([8, 16, 30, 50])
        s.n_events = r.choice([40, 100, 200, 350]) if self.p(0.97) else r.choice([0, 0, 1500])
        style = r.choice(["L{}", "{}", "lead-{:03d}", "고객{}"])
        s.ids = [style.format(i + 1) for i in range(s.n_leads)]
        if self.p(0.2):
            for j, odd in enumerate(["=1+1", "-5", "+82", "@x", 'q"t', "a,b", "0012"][:s.n_leads]):
                s.ids[j] = odd
        if self.p(0.1):  # ids that look alike are different leads
            for j, odd in enumerate(["a", "A", " a", "a ", "á", "a\u0301", "ａ", "1", "01", "1.0", "1e0"][:s.n_leads]):
                s.ids[j] = odd
        case_id = None
        s.id_column = r.choice(["id", "id", "lead_id"])
        if self.p(0.1):
            s.id_column = case_id = r.choice(["Customer ID", "고객번호"])
        s.who = r.choice(["lead_id", "lead_id", s.id_column, "user_id", "distinct_id"])
        s.what = r.choice(["type", "event", "event_type", "name"])
        s.when = r.choice(["at", "time", "timestamp", "occurred_at"])
        r.shuffle(s.columns)
        data = DataMaker(r, s)
        jl, je = self.p(0.25), self.p(0.25)
        columns = [s.id_column] + [c[0] for c in s.columns]
        if self.p(0.3):
            columns.append("unused column")
            r.shuffle(columns)
        leads_rows, event_rows = data.leads(jl), data.events(je)
        event_columns = [s.who, s.what, s.when] + [c[0] for c in s.props]
        r.shuffle(event_columns)
        files = {"rules.ripe": text, **self.files}
        leads = "leads.jsonl" if jl else "leads.csv"
        files[leads] = (write_jsonl if jl else write_csv)(r, columns, leads_rows)
        events = []
        if s.n_events:
            half = len(event_rows) // 2 if self.p(0.1) else len(event_rows)
            for i, part in enumerate([event_rows[:half], event_rows[half:]]):
                if part:
                    name = f"events{i or ''}." + ("jsonl" if je else "csv")
                    files[name] = (write_jsonl if je else write_csv)(r, event_columns, part)
                    events.append(name)
        return Case(self.seed, files, "rules.ripe", leads, events, self.as_of, case_id, self)


def make(seed):
    return Gen(seed).make()


if __name__ == "__main__":
    make(int(sys.argv[1])).write(sys.argv[2])
    print((Path(sys.argv[2]) / "rules.ripe").read_text())
