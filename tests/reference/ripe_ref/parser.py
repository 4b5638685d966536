"""Recursive descent over the tokens of lexer.py, into the records of model.py.

It is made for valid files: a wrong file raises RipeError with a line, no more. A keyword that is not
reserved counts only where its neighbours make a statement or an operator of it, so that fields may be
called `date`, `count`, `from` or `test`.
"""
from .lexer import COMPARISONS, tokens
from .model import (And, AnyEvent, Arith, AtLeast, AtMost, Checklist, Cmp, CountOf, DaysSince, DaysUntil,
                    EventDecl, EventSet, FieldDecl, Given, Group, InList, InNext, IsMissing, Item, Lit,
                    Matches, Name, No, Not, Or, Program, Range, RipeError, Rule, SumOf, Term, Test, TextOp,
                    Window)

DAY = 86_400_000_000
TYPES = ("text", "number", "yesno", "date", "time", "tags")


class Parser:
    def __init__(self, src):
        self.toks = tokens(src)
        self.i = 0
        self.in_where = False

    # ---- looking
    def peek(self, k=0):
        return self.toks[min(self.i + k, len(self.toks) - 1)]

    def is_op(self, v, k=0):
        t = self.peek(k)
        return t.kind == "op" and t.value == v

    def is_word(self, v, k=0):
        t = self.peek(k)
        return t.kind in ("name", "kw") and t.value == v

    def is_name(self, k=0):
        return self.peek(k).kind in ("name", "bname")

    def fail(self, what):
        t = self.peek()
        raise RipeError(f"line {t.line}: {what}, not {t.kind} {t.value!r}")

    def is_end(self, k):
        return self.peek(k).kind in ("nl", "eof") or self.is_op(",", k) or self.is_op(";", k)

    # ---- taking
    def take(self):
        t = self.peek()
        self.i += 1
        return t

    def op(self, v):
        if not self.is_op(v):
            self.fail(f"expected {v}")
        self.i += 1

    def word(self, v):
        if not self.is_word(v):
            self.fail(f"expected {v}")
        self.i += 1

    def try_op(self, v):
        if self.is_op(v):
            self.i += 1
            return True
        return False

    def try_word(self, v):
        if self.is_word(v):
            self.i += 1
            return True
        return False

    def name(self):
        if not self.is_name():
            self.fail("expected a name")
        t = self.take()
        return Name(t.value, t.kind == "bname")

    def kind(self, k):
        if self.peek().kind != k:
            self.fail(f"expected {k}")
        return self.take().value

    def separators(self):
        while self.peek().kind == "nl" or self.is_op(",") or self.is_op(";"):
            self.i += 1

    def braces(self, item):
        self.op("{")
        out = []
        self.separators()
        while not self.is_op("}"):
            out.append(item())
            if not (self.peek().kind == "nl" or self.is_op(",") or self.is_op(";") or self.is_op("}")):
                self.fail("expected the end of an item")
            self.separators()
        self.op("}")
        return out

    # ---- statements
    def program(self):
        p = Program()
        self.p = p
        self.separators()
        while self.peek().kind != "eof":
            self.statement()
            if not (self.peek().kind in ("nl", "eof") or self.is_op(",") or self.is_op(";")):
                self.fail("expected the end of a statement")
            self.separators()
        return p

    def statement(self):
        p = self.p
        named = self.is_name(1)
        if self.peek().kind == "kw" and self.peek().value == "event":
            self.events()
        elif self.is_word("field") and named and (self.is_op(",", 2) or self.is_op(":", 2)):
            self.fields()
        elif self.is_word("use") and (self.peek(1).kind == "text" or (
                named and (self.peek(2).kind in ("nl", "eof") or self.is_op(",", 2) or self.is_op(";", 2)))):
            self.take()
            t = self.take()
            p.uses.append((t.value, t.kind == "text"))
        elif self.is_word("list") and named and (self.is_op("=", 2) or self.is_word("from", 2)):
            self.take()
            n = self.name().name
            if self.try_word("from"):
                p.lists[n] = ("from", self.kind("text"))
            else:
                self.op("=")
                p.lists[n] = self.literals()
        elif self.is_word("define") and named and self.is_op("=", 2):
            self.take()
            n = self.name().name
            self.op("=")
            p.defines[n] = self.expr()
        elif self.is_word("group") and named and (
                self.is_op("{", 2) or self.is_word("up", 2) or self.is_word("down", 2)):
            self.take()
            n, up, down = self.name().name, None, None
            while not self.is_op("{"):
                if self.try_word("up"):
                    self.word("to")
                    up = self.thousandths()
                else:
                    self.word("down")
                    self.word("to")
                    down = self.thousandths()
            p.groups.append(Group(n, up, down, self.braces(self.rule_only)))
        elif self.is_word("checklist") and named and self.is_op("{", 2):
            self.take()
            n = self.name().name
            p.checklists[n] = Checklist(n, dict(self.braces(self.item)))
        elif self.is_word("require") and named and (
                self.is_op(",", 2) or self.is_word("or", 2) or self.is_word("for", 2)):
            self.take()
            needs = []
            while True:
                alternatives = [self.name()]
                while self.try_word("or"):
                    alternatives.append(self.name())
                needs.append(alternatives)
                if not self.try_op(","):
                    break
            self.word("for")
            p.requires.append((needs, self.name().name))
        elif self.is_word("stages") and named and (self.is_op(">", 2) or self.is_word("exits", 2) or self.is_end(2)):
            self.take()
            p.ladder, p.exits = [self.name().name], []
            while self.try_op(">"):
                p.ladder.append(self.name().name)
            if self.try_word("exits"):
                p.exits.append(self.name().name)
                while self.try_op(","):
                    p.exits.append(self.name().name)
        elif self.is_word("sla") and named and self.is_op("{", 2):
            self.take()
            p.slas.append((self.name().name, self.braces(self.sla_item)))
        elif self.is_word("timezone") and self.peek(1).kind == "text":
            self.take()
            p.timezone = self.kind("text")
        elif self.is_word("test") and self.peek(1).kind == "text":
            self.test()
        else:
            self.rule()

    def thousandths(self):
        value = self.kind("num") * 1000
        return round(value)

    def fields(self):
        self.take()
        names = [self.name()]
        while self.try_op(","):
            names.append(self.name())
        self.op(":")
        t = self.take().value
        if t not in TYPES:
            self.fail("expected a type")
        missing, otherwise = [], None
        while self.is_word("missing") or self.is_word("else"):
            if self.take().value == "else":
                otherwise = self.literal()
                continue
            missing.append(self.literal().value)
            while self.is_op(",") and (self.peek(1).kind in ("text", "num", "date") or (
                    (self.is_word("yes", 1) or self.is_word("no", 1)) and
                    (self.is_end(2) or self.is_word("else", 2) or self.peek(2).kind == "text"))):
                self.take()
                missing.append(self.literal().value)
        if self.peek().kind == "text":
            self.take()
        self.p.strict = True
        for n in names:
            self.p.fields[n.name] = FieldDecl(n, t, missing, otherwise)

    def events(self):
        self.take()
        self.p.strict = True
        while True:
            n = self.name()
            props = {}
            if self.is_op("{"):
                props = {n: t for names, t in self.braces(self.prop) for n in names}
            self.p.events[n.name] = EventDecl(n, props)
            if not self.try_op(","):
                break

    def prop(self):
        names = [self.name().name]
        while self.try_op(","):
            names.append(self.name().name)
        self.op(":")
        return names, self.take().value

    def item(self):
        n = self.name().name
        self.op("=")
        return n, self.expr()

    def sla_item(self):
        cond = self.expr()
        self.word("within")
        d = self.kind("dur")
        label = self.take().value if self.peek().kind == "text" else None
        return cond, d, label

    def rule_only(self):
        line = self.peek().line
        cond = self.expr()
        return self.points(cond, line)

    def points(self, cond, line):
        r = Rule(cond, self.kind("points"), line=line)
        while True:
            if self.try_word("each"):
                r.each = True
            elif self.is_word("up") and self.is_word("to", 1):
                self.i += 2
                r.up_to = self.thousandths()
            elif self.is_word("halving"):
                self.take()
                self.word("every")
                d = self.kind("dur")
                if d % DAY:
                    raise RipeError("halving takes whole days")
                r.halving = d // DAY
            elif self.peek().kind == "text":
                r.label = self.take().value
            else:
                return r

    def rule(self):
        line = self.peek().line
        cond = self.expr()
        if self.try_op("=>"):
            self.p.stage_rules.append((cond, self.name().name))
        else:
            self.p.rules.append(self.points(cond, line))

    # ---- tests
    def test(self):
        self.take()
        t = Test(self.kind("text"), None, [], [])
        if self.try_word("at"):
            t.at = self.take().value

        def starts():
            return self.is_word("given") or self.is_word("expect")

        def part():
            if self.try_word("at"):
                t.at = self.take().value
                return
            if self.try_word("given"):
                target, one = t.givens, self.given
            else:
                self.word("expect")
                target, one = t.expects, self.expr
            target.append(one())
            while self.is_op(","):
                self.take()
                if starts() and not self.is_op("=", 1):
                    self.i -= 1
                    return
                target.append(one())

        self.braces(part)
        self.p.tests.append(t)

    def given(self):
        if self.is_name() and self.is_op("=", 1):
            n = self.name()
            self.op("=")
            value = [x.value for x in self.literals()] if self.is_op("(") else self.literal().value
            return Given(field=n, value=value)
        g = Given()
        if self.peek().kind == "num":
            g.count = int(self.take().value)
        g.event = self.name()
        if self.is_op("{"):
            def pair():
                n = self.name()
                self.op("=")
                return n, self.literal().value
            g.props = self.braces(pair)
        if self.peek().kind == "dur":
            g.ago = self.take().value
            self.word("ago")
        return g

    # ---- expressions
    def expr(self):
        terms = [self.and_()]
        while self.try_word("or"):
            terms.append(self.and_())
        return terms[0] if len(terms) == 1 else Or(terms)

    def and_(self):
        terms = [self.not_()]
        while self.try_word("and"):
            terms.append(self.not_())
        return terms[0] if len(terms) == 1 else And(terms)

    def not_(self):
        if self.try_word("not"):
            return Not(self.not_())
        return self.comparison()

    def comparison(self):
        a = self.sum()
        t = self.peek()
        if t.kind == "op" and t.value in COMPARISONS:
            self.take()
            if self.is_word("no") or (self.is_word("yes") and not self.is_op(".", 1)):
                # behind a comparison it is the value, whatever follows
                return Cmp(t.value, a, Lit(self.take().value == "yes"))
            return Cmp(t.value, a, self.sum())
        if self.is_word("is"):
            self.take()
            if self.try_word("missing"):
                return IsMissing(a, False)
            self.word("known")
            return IsMissing(a, True)
        k = 1 if self.is_word("not") else 0
        out = None
        if self.is_word("in", k) and not (self.in_where and self.peek(k + 1).kind == "dur"):
            self.i += k + 1
            out = self.in_(a)
        elif self.is_word("matches", k):
            self.i += k + 1
            out = Matches(a, self.kind("regex"))
        elif self.is_word("contains", k):
            self.i += k + 1
            out = self.needles("contains", a)
        elif (self.is_word("starts", k) or self.is_word("ends", k)) and self.is_word("with", k + 1):
            op = self.peek(k).value
            self.i += k + 2
            out = self.needles(op, a)
        elif self.is_word("has", k) and self.is_word("word", k + 1):
            self.i += k + 2
            out = self.needles("word", a)
        if out is None:
            return a
        return Not(out) if k else out

    def in_(self, a):
        if self.is_op("("):
            return InList(a, self.literals())
        if self.is_word("next") and self.peek(1).kind == "dur":
            self.take()
            return InNext(a, self.take().value)
        if self.peek().kind == "dur":
            if isinstance(a, Term) and a.window is None:  # a set, or a type with where, behind `not`
                return Term(a.ref, a.where, self.in_window())
            return Term(a, None, self.in_window())
        if self.is_name() and not self.is_word("to", 1) and not (self.peek(1).kind == "op" and self.peek(1).value in "+-*/."):
            return InList(a, self.name())
        lo = self.sum()
        self.word("to")
        return Range(a, lo, self.sum())

    def in_window(self):
        far = self.kind("dur")
        near = 0
        if self.is_word("to") and self.peek(1).kind == "dur":
            self.take()
            near = self.take().value
        return Window(far, near)

    def needles(self, op, x):
        mode = "any"
        if self.is_word("any") or (self.is_word("all") and self.is_word("of", 1)):
            mode = self.take().value
            self.word("of")
        if self.is_op("("):
            return TextOp(op, x, self.literals(), mode)
        if self.is_name():
            return TextOp(op, x, self.name(), mode)
        return TextOp(op, x, [self.literal()], mode)

    def literals(self):
        self.op("(")
        out = []
        while not self.try_op(")"):
            # A name stands for the value that it is defined as.
            out.append(self.name() if self.is_name() and not self.is_word("yes") else self.literal())
            if not self.try_op(","):
                self.op(")")
                break
        return out

    def literal(self):
        t = self.peek()
        if t.kind in ("text", "num", "date"):
            return Lit(self.take().value)
        if self.is_word("yes") or self.is_word("no"):
            return Lit(self.take().value == "yes")
        self.fail("expected a value")

    def sum(self):
        a = self.product()
        while self.is_op("+") or self.is_op("-"):
            op = self.take().value
            a = Arith(op, a, self.product())
        return a

    def product(self):
        a = self.primary()
        while self.is_op("*") or self.is_op("/"):
            op = self.take().value
            a = Arith(op, a, self.primary())
        return a

    def primary(self):
        t = self.peek()
        if t.kind in ("num", "text", "date"):
            self.take()
            return Lit(t.value)
        if t.kind == "instant":
            from .data import parse_instant
            self.take()
            return Lit(parse_instant(t.value, "UTC" if t.value[-1] == "Z" else self.p.timezone))
        if self.try_op("("):
            e = self.expr()
            self.op(")")
            return e
        if t.kind == "kw" and t.value == "no":
            self.take()
            if self.is_op("=") or self.is_op(")") or self.peek().kind in ("points", "nl", "eof") or not (
                    self.is_name() or self.is_word("event") or self.is_word("any")):
                return Lit(False)
            return No(self.term())
        if t.kind == "kw" and t.value == "any":
            return self.term()
        if self.is_word("yes") and not self.is_op("=", 1):
            self.take()
            return Lit(True)
        if self.is_word("at") and (self.is_word("least", 1) or self.is_word("most", 1)) and self.peek(2).kind == "num":
            self.take()
            kind = AtLeast if self.take().value == "least" else AtMost
            n = int(self.take().value)
            return kind(n, self.term())
        if self.is_word("count") and self.is_word("of", 1):
            self.i += 2
            return CountOf(self.term())
        if self.is_word("sum") and self.is_word("of", 1):
            self.i += 2
            ref = self.name()
            self.op(".")
            prop = self.name()
            return SumOf(self.term_tail(ref), prop)
        if self.is_word("days") and self.is_word("since", 1):
            self.i += 2
            return DaysSince(self.term())
        if self.is_word("days") and self.is_word("until", 1):
            self.i += 2
            return DaysUntil(self.name())
        if self.is_name():
            n = self.name()
            if self.is_op(".") and self.is_name(1):
                self.take()
                return Item(n.name, self.name().name)
            if self.in_where:
                return n
            term = self.term_tail(n)
            return n if term.where is None and term.window is None else term
        self.fail("expected a condition or a value")

    def term(self):
        if self.try_word("event"):
            return self.term_tail(AnyEvent())
        if self.is_word("any") and self.is_word("of", 1):
            self.i += 2
            self.op("(")
            members = [self.member()]
            while self.try_op(","):
                if not self.is_op(")"):
                    members.append(self.member())
            self.op(")")
            return self.term_tail(EventSet(members))
        return self.term_tail(self.name())

    def member(self):
        t = self.term()
        if t.window is not None:
            raise RipeError("a window inside a set")
        return t

    def term_tail(self, ref):
        where = window = None
        if self.try_word("where"):
            before, self.in_where = self.in_where, True
            if self.is_op("("):
                # `where (…)` holds any condition; whatever stands behind the bracket is not the where's
                self.op("(")
                where = self.expr()
                self.op(")")
            else:
                where = self.comparison()
            self.in_where = before
        if self.is_word("in") and self.peek(1).kind == "dur":
            self.take()
            window = self.in_window()
        elif self.is_word("after") and self.is_name(1):
            self.take()
            window = Window(after=self.name())
        elif self.is_word("after") and self.is_word("any", 1):
            self.take()
            window = Window(after=self.term().ref)
        return Term(ref, where, window)


def parse(src):
    p = Parser(src).program()
    for n, e in p.defines.items():
        if isinstance(e, Term) and isinstance(e.ref, EventSet) and not e.where and not e.window:
            p.defines[n] = e.ref
        elif isinstance(e, Term) and e.where and not e.window:
            p.defines[n] = EventSet([e])  # one member, with its where
    return p
