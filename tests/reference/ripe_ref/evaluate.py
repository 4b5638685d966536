"""What a program gives for one lead: points by rule and group, checklists, the stage.

Everything is looked up and computed anew for each lead, in the plainest way. True, False and None (unknown)
are Kleene's three; a value that is missing is None too.
"""
import datetime
import re
from fractions import Fraction
from pathlib import Path

from .data import (DAY, Instant, date_on_clock, finite, fold, letter_or_digit, local_date, nfc, norm_name, read_cell)
from .fading import worth
from .lexer import UNITS
from .model import (And, AnyEvent, Arith, AtLeast, AtMost, Cmp, CountOf, DaysSince, DaysUntil, EventSet, InList,
                    InNext, IsMissing, Item, Lit, Matches, Name, No, Not, Or, Range, RipeError, SumOf, Term,
                    TextOp, Window)
from .parser import parse

LIMIT = 10**12  # ±1,000,000,000 points
PARTICLES = ("은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "으로", "님")
SUFFIX = re.compile(r"(no_)?(.+)_([0-9]+)(min|h|d|w)", re.S)
ROOT = Path(__file__).resolve().parents[3]
STDLIB = ROOT / "stdlib"


# ---- Kleene
def k_not(a):
    return None if a is None else not a


def k_and(values):
    values = list(values)
    if any(v is False for v in values):
        return False
    return None if any(v is None for v in values) else True


def k_or(values):
    return k_not(k_and(k_not(v) for v in values))


# ---- text
def has_word(text, word):
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = start == 0 or not letter_or_digit(text[start - 1])
        rest = text[end:]
        if before:
            for p in ("",) + PARTICLES:
                if rest.startswith(p) and (len(rest) == len(p) or not letter_or_digit(rest[len(p)])):
                    return True
        start = text.find(word, start + 1)
    return False


def text_op(op, x, needle):
    if isinstance(x, tuple):  # tags: one tag equals it
        return any(fold(t) == fold(needle) for t in x)
    x, needle = fold(x), fold(needle)
    if op == "contains":
        return needle in x
    if op == "starts":
        return x.startswith(needle)
    if op == "ends":
        return x.endswith(needle)
    return has_word(x, needle)


def regex(pattern):
    """RE2's meaning of the shared subset, in Python's `re`: \\d \\w \\s \\b of ASCII, $ at the very end."""
    if "\\p" in pattern or "(?" in pattern:
        raise NotImplementedError(f"/{pattern}/ is beyond the subset that Python shares with RE2")
    word = "[0-9A-Za-z_]"  # with capitals ignored `\\w` holds `ſ` and the Kelvin sign, in RE2 as here; but `\\b` does not
    edge = f"(?-i:{word})"
    table = {"d": "[0-9]", "D": "[^0-9]", "w": word, "W": "[^0-9A-Za-z_]", "s": r"[\t\n\f\r ]",
             "S": r"[^\t\n\f\r ]",
             "b": f"(?:(?<!{edge})(?={edge})|(?<={edge})(?!{edge}))"}
    out, i, inside = [], 0, False
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            e = pattern[i + 1]
            out.append(table[e][1:-1] if inside and e in "dws" else table.get(e, c + e))
            i += 2
            continue
        if c == "[":
            inside = True
        elif c == "]":
            inside = False
        out.append(r"\Z" if c == "$" and not inside else c)
        i += 1
    return re.compile(apart("".join(out)), re.I)


def apart(s):
    """`İ` and `ı` have no simple case folding, but Python's flag takes both for `i`: letters without capitals stand for them."""
    return s.replace("İ", "\ue130").replace("ı", "\ue131")


# ---- the world of a program
class World:
    """A program with its modules, and the columns and event types of the data."""

    def __init__(self, program, columns, event_types, as_of):
        self.p, self.columns, self.as_of = program, columns, as_of
        self.zone = program.timezone
        self.type_keys = {norm_name(t) for t in event_types}
        self.types = set(event_types)
        self.open_types = {}
        self.regexes = {}
        self.is_of_type = {}  # (type of an event, name in the rules, exact) -> is it one?
        self.kinds = {}
        if not program.strict:
            self.infer()

    # -- names
    def kind(self, n):
        """What a Name means outside of `where`: (kind, detail)."""
        key = (n.name, n.exact)
        if key not in self.kinds:
            self.kinds[key] = self.find_kind(n)
        return self.kinds[key]

    def find_kind(self, n):
        p, name = self.p, n.name
        if name == "score":
            return "score", None
        if name in p.defines:
            return "define", p.defines[name]
        if name in p.lists:
            return "list", p.lists[name]
        if name in p.checklists:
            return "checklist", p.checklists[name]
        if any(g.name == name for g in p.groups):
            return "group", name
        if name in p.ladder:
            return "stage", name
        if name in p.exits:
            return "exit", name
        if name in p.fields:
            return "field", p.fields[name]
        if name in p.events:
            return "event", p.events[name].name
        if not p.strict:
            if self.columns.find(name, n.exact) is not None:
                return "column", n
            if (name in {nfc(t) for t in self.types}) if n.exact else norm_name(name) in self.type_keys:
                return "event", n
        m = None if n.exact else SUFFIX.fullmatch(name)
        if m:
            span = int(m[3]) * UNITS[m[4]] * 1_000_000
            for negative, base in ((False, (m[1] or "") + m[2]), (True, m[2])):
                if negative and not m[1]:
                    continue
                if self.is_event_name(base) or (not p.strict and negative == bool(m[1])):
                    term = Term(Name(base), None, Window(span))
                    return ("no-term" if negative else "term"), term
        if p.strict:
            raise RipeError(f"{name} is not declared")
        return "event", n

    def is_event_name(self, name):
        p = self.p
        return name in p.events or isinstance(p.defines.get(name), EventSet) or (
            not p.strict and norm_name(name) in self.type_keys)

    # -- open files: a column's type comes from its use
    def infer(self):
        before = None
        while before != self.open_types:  # columns that are compared with each other have one type
            before = dict(self.open_types)
            self.infer_once()

    def infer_once(self):
        p = self.p
        for cond, _ in p.stage_rules:
            self.use(cond, "yesno")
        for r in p.rules + [r for g in p.groups for r in g.rules]:
            terms = r.cond.terms if isinstance(r.cond, And) else [r.cond]
            if r.each:
                for t in terms:
                    self.use(t, "number")
            else:
                self.use(r.cond, "yesno")
        for c in p.checklists.values():
            for e in c.items.values():
                self.use(e, "yesno")
        # A define that nothing uses says what its columns are all the same.
        for e in p.defines.values():
            self.use(e, None)

    def use(self, e, type_):
        if isinstance(e, Name):
            kind, detail = self.kind(e)
            if kind == "column" and type_:
                before = self.open_types.setdefault(e.name, type_)
                if {before, type_} == {"date", "time"}:  # a time that is compared with a date
                    self.open_types[e.name] = "time"
                elif before != type_:
                    raise RipeError(f"{e.name} is used as {before} and as {type_}")
            elif kind == "define":
                self.use(detail, type_)
        elif isinstance(e, (And, Or)):
            for t in e.terms:
                self.use(t, "yesno")
        elif isinstance(e, Not):
            self.use(e.x, "yesno")
        elif isinstance(e, Cmp):
            types = {self.type_of(e.a), self.type_of(e.b)} - {None}
            for side in (e.a, e.b):
                self.use(side, next(iter(types), None))
        elif isinstance(e, Range):
            type_ = self.type_of(e.lo) or self.type_of(e.hi) or "number"
            for side in (e.x, e.lo, e.hi):
                self.use(side, type_)
        elif isinstance(e, InList):
            items = self.list_values(e.items)
            self.use(e.x, "text" if not items else self.type_of(Lit(items[0])))
        elif isinstance(e, (TextOp, Matches)):
            self.use(e.x, "text")
        elif isinstance(e, InNext) or isinstance(e, DaysUntil):
            self.use(e.x, "time")
        elif isinstance(e, DaysSince):
            self.use(e.term, "number")
        elif isinstance(e, Term) and isinstance(e.ref, Name) and self.kind(e.ref)[0] == "column":
            self.use(e.ref, "time")
        elif isinstance(e, IsMissing):
            self.use(e.x, None)
        elif isinstance(e, Arith):
            self.use(e.a, "number")
            self.use(e.b, "number")

    def type_of(self, e):
        if isinstance(e, Lit):
            if isinstance(e.value, bool):
                return "yesno"
            return {str: "text", float: "number", Instant: "time", datetime.date: "date"}[type(e.value)]
        if isinstance(e, (Arith, CountOf, SumOf, DaysSince, DaysUntil)):
            return "number"
        if isinstance(e, Name):
            kind, detail = self.kind(e)
            if kind == "field":
                return detail.type
            if kind == "define":
                return self.type_of(detail)
            if kind in ("checklist", "group", "score"):
                return "number"
            if kind == "column":
                return self.open_types.get(e.name)
        return None

    # -- lists
    def list_values(self, items):
        if not isinstance(items, list):
            kind, items = self.kind(items)
            if kind != "list":
                return None
            return [self.constant(x) for x in items]
        out = []
        for x in items:
            whole = isinstance(x, Name) and self.kind(x)[0] == "list"
            out += self.list_values(x) if whole else [self.constant(x)]
        return out

    def constant(self, x):
        """A value of a list: what it says, or what the define behind its name says."""
        while isinstance(x, Name):
            if self.kind(x)[0] != "define":
                raise RipeError(f"{x.name} is no defined value")
            x = self.kind(x)[1]
        return x.value if isinstance(x, Lit) else x


def conjuncts(e):
    """The terms of an `and`, also of those within its parentheses."""
    if not isinstance(e, And):
        yield e
        return
    for term in e.terms:
        yield from conjuncts(term)


def load_program(path, base=None, seen=()):
    """A rules file with the names of its modules; its own define, list and checklist win."""
    path = Path(path)
    base = base or path.parent
    data = path.read_bytes().decode("utf-8")
    return link(parse(data), path.parent, seen + (path.resolve(),))


def link(p, folder, seen=()):
    for n, values in list(p.lists.items()):
        if isinstance(values, tuple):
            lines = (folder / values[1]).read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
            p.lists[n] = [line.strip() for line in lines if line.strip()]
    own = set(p.fields)
    for name, is_file in p.uses:
        if is_file:
            target = folder / name
        else:
            target = STDLIB / (name + ".ripe")
            if not target.exists():
                raise RipeError(f"no module {name} in the standard library")
        if target.resolve() in seen:
            raise RipeError("a circle of use")
        m = load_program(target, seen=seen)
        for part in ("fields", "events", "lists", "defines", "checklists"):
            mine = getattr(p, part)
            for k, v in getattr(m, part).items():
                taken = k in p.defines or k in p.lists or k in p.checklists
                if part == "events" and k in mine:
                    mine[k].props = {**v.props, **mine[k].props}
                elif part == "fields" and k in mine and k not in own:
                    mine[k].missing = mine[k].missing + v.missing
                elif k not in mine and not taken:
                    mine[k] = v
    return p


# ---- one lead
class Lead:
    def __init__(self, world, row, events):
        self.w, self.p, self.row = world, world.p, row
        self.events = [e for e in events if e.at <= world.as_of]
        self.values = {}
        self.numbers = {}  # score and groups, in thousandths
        self.reached = None  # index on the ladder while stages are judged
        self.deciding = None

    # -- values of fields, columns and properties
    def field(self, d):
        key = d.name.name
        if key not in self.values:
            column = self.w.columns.find(d.name.name, d.name.exact)
            raw = self.row.get(column) if column is not None else None
            v = read_cell(raw, d.type, self.w.zone, d.missing)
            if v is None and d.otherwise is not None:
                v = d.otherwise.value
                if d.type == "tags" and isinstance(v, str):
                    v = tuple(t.strip() for t in re.split("[;,|]", v) if t.strip())
            self.values[key] = v
        return self.values[key]

    def column(self, n):
        raw = self.row.get(self.w.columns.find(n.name, n.exact))
        return read_cell(raw, self.w.open_types.get(n.name, "text"), self.w.zone)

    def prop(self, n, event, wanted):
        for name, d in self.p.events.items():
            if n.name in d.props and self.is_type(event, d.name):
                return read_cell(event.raw(n), d.props[n.name], self.w.zone)
        return read_cell(event.raw(n), wanted, self.w.zone)

    # -- events
    def is_type(self, event, n):
        return nfc(event.type) == n.name if n.exact else event.key == norm_name(n.name)

    def is_ref(self, event, ref):
        """Is the event of this type or set?"""
        if isinstance(ref, AnyEvent):
            if event.key == "stage_changed":
                return False
            return not self.p.strict or any(self.is_type(event, d.name) for d in self.p.events.values())
        if isinstance(ref, EventSet):
            return any(self.is_member(event, m) for m in ref.members)
        key = (event.type, ref.name, ref.exact)
        if key in self.w.is_of_type:  # asked before, of another event
            return self.w.is_of_type[key]
        kind, detail = self.w.kind(ref)
        if kind == "define" and isinstance(detail, EventSet):
            return self.is_ref(event, detail)
        if kind == "event":
            return self.w.is_of_type.setdefault(key, self.is_type(event, detail))
        raise RipeError(f"{ref.name} is not an event")

    def is_member(self, event, m):
        return self.is_ref(event, m.ref) and (m.where is None or self.cond(m.where, event) is True)

    def matching(self, term):
        if isinstance(term.ref, Name) and self.w.kind(term.ref)[0] == "term":
            short = self.w.kind(term.ref)[1]
            if term.window is not None:
                raise RipeError(f"{term.ref.name} has its window already")
            term = Term(short.ref, term.where, short.window)
        out, w = [], term.window
        newest = None
        if w is not None and w.after is not None:
            others = [e.at for e in self.events if self.is_ref(e, w.after)]
            if not others:
                return []
            newest = max(others)
        for e in self.events:
            if not self.is_member(e, term):
                continue
            if newest is not None and not e.at > newest:
                continue
            if w is not None and w.far is not None and not (
                    self.w.as_of - w.far < e.at <= self.w.as_of - w.near):
                continue
            out.append(e)
        return out

    # -- conditions
    def cond(self, e, event=None):
        """True, False or None."""
        if isinstance(e, And):
            return k_and([self.cond(t, event) for t in e.terms])
        if isinstance(e, Or):
            return k_or([self.cond(t, event) for t in e.terms])
        if isinstance(e, Not):
            return k_not(self.cond(e.x, event))
        if isinstance(e, Cmp):
            return self.compare(e, event)
        if isinstance(e, Range):
            return k_and([self.compare(Cmp(">=", e.x, e.lo), event), self.compare(Cmp("<=", e.x, e.hi), event)])
        if isinstance(e, InList):
            items = self.w.list_values(e.items)
            x = self.value(e.x, event)
            if isinstance(x, tuple):  # tags: one of them equals one of these
                return any(fold(t) == fold(v) for t in x for v in items)
            return k_or([self.compare(Cmp("=", e.x, Lit(v)), event) for v in items])
        if isinstance(e, TextOp):
            x = self.value(e.x, event, "text")
            needles = self.needles(e.needles, event)
            if x is None or None in needles:
                return None
            hits = [text_op(e.op, x, n) for n in needles]
            return all(hits) if e.mode == "all" else any(hits)
        if isinstance(e, Matches):
            x = self.value(e.x, event, "text")
            if x is None:
                return None
            if e.pattern not in self.w.regexes:
                self.w.regexes[e.pattern] = regex(e.pattern)
            return self.w.regexes[e.pattern].search(apart(nfc(x))) is not None
        if isinstance(e, IsMissing):
            return (self.value(e.x, event, "text") is not None) == e.known
        if isinstance(e, InNext):
            x = self.value(e.x, event)
            if x is None:
                return None
            if isinstance(x, Instant):
                return self.w.as_of < x <= self.w.as_of + e.span
            return 0 < (x - self.today()).days <= e.span // DAY
        if isinstance(e, No):
            return not self.matching(e.term)
        if isinstance(e, AtLeast):
            return len(self.matching(e.term)) >= e.n
        if isinstance(e, AtMost):
            return len(self.matching(e.term)) <= e.n
        if isinstance(e, Term):
            x = self.dated(e)
            if x is not None:
                return self.in_past(self.value(x), e.window)
            return bool(self.matching(e))
        if isinstance(e, Item):
            return self.cond(self.p.checklists[e.checklist].items[e.item])
        if isinstance(e, Name) and event is None:
            kind, detail = self.w.kind(e)
            if kind == "define":
                return bool(self.matching(Term(e))) if isinstance(detail, EventSet) else self.cond(detail)
            if kind == "event":
                return bool(self.matching(Term(e)))
            if kind == "term":
                return bool(self.matching(detail))
            if kind == "no-term":
                return not self.matching(detail)
            if kind == "stage":
                return self.at_least(detail)
            if kind == "exit":
                raise RipeError(f"nothing may name the exit {e.name}")
        v = self.value(e, event, "yesno")
        if v is not None and not isinstance(v, bool):
            raise RipeError(f"{e} is not a condition")
        return v

    def needles(self, needles, event):
        values = self.w.list_values(needles) if isinstance(needles, list) or event is None or (
            needles.name in self.p.lists) else None
        return values if values is not None else [self.value(needles, event, "text")]

    def today(self):
        return local_date(self.w.as_of, self.w.zone)

    def dated(self, term):
        """The date or time value that `X in 30d` is about, or None for an event."""
        if isinstance(term.ref, Name) and term.where is None and term.window and term.window.after is None:
            kind, detail = self.w.kind(term.ref)
            if kind in ("field", "column") or (kind == "define" and not isinstance(detail, EventSet)):
                return term.ref
        return None

    def in_past(self, x, w):
        if x is None:
            return None
        if isinstance(x, Instant):
            return self.w.as_of - w.far < x <= self.w.as_of - w.near
        age = (self.today() - x).days
        return w.near // DAY <= age < w.far // DAY

    def compare(self, e, event):
        wanted = self.wanted(e.a, event) or self.wanted(e.b, event)
        a, b = self.value(e.a, event, wanted), self.value(e.b, event, wanted)
        if a is None or b is None:
            return None
        if isinstance(a, Instant) and isinstance(b, datetime.date):
            a = date_on_clock(a, self.w.zone)
        if isinstance(b, Instant) and isinstance(a, datetime.date):
            b = date_on_clock(b, self.w.zone)
        if type(a) is not type(b):
            raise RipeError(f"cannot compare {a!r} with {b!r}")
        if isinstance(a, str):
            a, b = fold(a), fold(b)
            if e.op not in ("=", "!="):
                raise RipeError("texts have no order")
        return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[e.op]

    def wanted(self, e, event):
        if event is None:
            return None
        if isinstance(e, Lit):
            if isinstance(e.value, bool):
                return "yesno"
            return {str: "text", float: "number", Instant: "time", datetime.date: "date"}[type(e.value)]
        if isinstance(e, Name) and e.name in self.p.defines and not any(e.name in d.props for d in self.p.events.values()):
            return self.wanted(self.p.defines[e.name], event)
        return "number" if isinstance(e, Arith) else None

    # -- values
    def value(self, e, event=None, wanted=None):
        """float, str, bool, date, Instant, tuple of tags, or None."""
        if isinstance(e, Lit):
            return e.value
        if isinstance(e, Arith):
            a, b = self.value(e.a, event, "number"), self.value(e.b, event, "number")
            if a is None or b is None or (e.op == "/" and b == 0):
                return None
            return finite(a + b if e.op == "+" else a - b if e.op == "-" else a * b if e.op == "*" else a / b)
        if isinstance(e, CountOf):
            return float(len(self.matching(e.term)))
        if isinstance(e, SumOf):
            total = 0
            for m in self.matching(e.term):
                x = self.prop(e.prop, m, "number")
                if x is not None:
                    total += round(Fraction(max(-1e15, min(1e15, x))) * 1000)
            return total / 1000
        if isinstance(e, DaysSince):
            return self.days_since(e)
        if isinstance(e, DaysUntil):
            x = self.value(e.x)
            return None if x is None else -self.difference(x)
        if isinstance(e, Name):
            if event is not None:
                known = any(e.name in d.props for d in self.p.events.values())
                if not known and e.name in self.p.defines:
                    return self.value(self.p.defines[e.name])
                return self.prop(e, event, wanted or "text")
            return self.named(e)
        return self.cond(e, event)

    def named(self, n):
        kind, detail = self.w.kind(n)
        if kind == "field":
            return self.field(detail)
        if kind == "column":
            return self.column(n)
        if kind == "define":
            return self.value(detail)
        if kind == "checklist":
            return float(sum(self.cond(e) is True for e in detail.items.values()))
        if kind in ("group", "score"):
            if n.name not in self.numbers:
                raise RipeError(f"rules for points may not name {n.name}")
            return self.numbers[n.name] / 1000
        return self.cond(n)

    def difference(self, x):
        """Whole days from x to as-of, towards zero."""
        if isinstance(x, Instant):
            us = self.w.as_of - x
            return float(us // DAY if us >= 0 else -(-us // DAY))
        return float((self.today() - x).days)

    def days_since(self, e):
        t = e.term
        if isinstance(t.ref, Name) and t.where is None and t.window is None:
            kind, detail = self.w.kind(t.ref)
            if kind in ("field", "column") or (kind == "define" and not isinstance(detail, EventSet)):
                x = self.named(t.ref)
                return None if x is None else self.difference(x)
        hits = self.matching(t)
        return float((self.w.as_of - max(h.at for h in hits)) // DAY) if hits else None

    # -- points
    def bare(self, e):
        """("event", Term), ("number", expression) or None for a guard of `each` and `halving`."""
        if isinstance(e, Term) and self.dated(e) is None:
            return "event", e
        if isinstance(e, (Arith, CountOf, SumOf, DaysSince, DaysUntil)):
            return "number", e
        if isinstance(e, Name):
            kind, detail = self.w.kind(e)
            if kind == "event" or (kind == "define" and isinstance(detail, EventSet)):
                return "event", Term(e)
            if kind == "term":
                return "event", detail
            if kind == "define":
                return self.bare(detail)
            if kind == "checklist" or (kind == "field" and detail.type == "number"):
                return "number", e
            if kind == "column" and self.w.open_types.get(e.name) == "number":
                return "number", e
        return None

    def points(self, r):
        """What a rule gives, in thousandths."""
        if not r.each and not r.halving:
            return self.held(r, r.points if self.cond(r.cond) is True else 0)
        terms = list(conjuncts(r.cond))
        counted = [(t, self.bare(t)) for t in terms if self.bare(t)]
        if len(counted) != 1:
            raise RipeError("each and halving need exactly one bare event or number")
        bare_term, (kind, what) = counted[0]
        if not all(self.cond(t) is True for t in terms if t is not bare_term):
            return 0
        if kind == "number":
            x = self.value(what)
            total = r.points * (0 if x is None or x < 1 else int(x))
        else:
            ages = [(self.w.as_of - e.at) // DAY for e in self.matching(what)]
            if not r.each:
                ages = [min(ages)] if ages else []
            total = sum(worth(r.points, a, r.halving) if r.halving else r.points for a in ages)
        return self.held(r, max(-LIMIT, min(LIMIT, total)))

    def held(self, r, total):
        if r.up_to is None:
            return total
        return min(total, r.up_to) if r.points >= 0 else max(total, -r.up_to)

    # -- stages
    def at_least(self, stage):
        if self.reached is None:
            raise RipeError(f"rules for points may not name {stage}")
        return self.p.ladder.index(stage) <= self.reached

    def judge(self):
        p = self.p
        self.ledger = {id(r): self.points(r) for r in p.rules + [r for g in p.groups for r in g.rules]}
        total = sum(self.ledger[id(r)] for r in p.rules)
        for g in p.groups:
            s = sum(self.ledger[id(r)] for r in g.rules)
            if g.down is not None:
                s = max(g.down, s)
            if g.up is not None:
                s = min(g.up, s)
            self.numbers[g.name] = s
        self.numbers["score"] = total + sum(self.numbers[g.name] for g in p.groups)
        self.reached, bound = 0, True
        for i, stage in enumerate(p.ladder):
            for needs, for_stage in p.requires:
                if for_stage == stage:
                    for alternatives in needs:
                        if all(self.named(n) is None for n in alternatives):
                            bound = False
            if bound and any(s == stage and self.cond(c) is True for c, s in p.stage_rules):
                self.reached = i
        self.stage = p.ladder[self.reached]
        for x in p.exits:
            if any(s == x and self.cond(c) is True for c, s in p.stage_rules):
                self.stage = x
                break
        return self


def judge_all(program, table, leads, events_by_lead, as_of):
    types = {e.type for es in events_by_lead.values() for e in es}
    world = World(program, table, types, as_of)
    return [(i, Lead(world, row, events_by_lead.get(i, [])).judge()) for i, row in leads]
