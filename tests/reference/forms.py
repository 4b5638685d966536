"""Forms of the language beside those of generate.py: a mix-in that gives conditions, statements and data which programs rarely hold.

`rare_atom` is one condition out of a list of forms, each valid wherever a condition may stand; `rare_statements` are declarations with
their uses. Chapter numbers are those of docs/reference.md.
"""
from gen_data import NEEDLES, fixed

DAY = 86_400_000_000


def quote(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def escaped(s):
    """2.3: some letters as scalar values."""
    return '"' + "".join(f"\\u{{{ord(c):X}}}" if i % 3 == 1 else c for i, c in enumerate(s)) + '"'


class Forms:
    def rare_atom(self):
        r, f = self.r, self.fields
        forms = [self.rare_event, self.rare_event]
        if f["text"]:
            forms += [self.rare_text, self.rare_text]
        if f["number"]:
            forms.append(self.rare_number)
        if f["date"] and not self.open:
            forms.append(self.rare_date)
        if f["tags"]:
            forms.append(self.rare_tags)
        if self.checklists:
            c = r.choice(sorted(self.checklists))
            forms.append(lambda: f"{c} {r.choice(['>=', '=', '<'])} {r.randint(0, 3)}")
        if len(f["yesno"]) > 1 and not self.open:
            a, b = r.sample(f["yesno"], 2)
            forms.append(lambda: r.choice([f"{a} = {b}", f"{a} != {b}", f"not {a} = {b}", f"not not {a}"]))
        return r.choice(forms)()

    def rare_text(self):
        """4.3 to 4.6: `not matches`, escapes, blanks, one text field and another, lists by name with any of and all of."""
        r = self.r
        n = r.choice(self.fields["text"])
        words = NEEDLES[self.pool[n] or "title"]
        w = r.choice(words)
        forms = [f"{n} not matches /{r.choice(['^v', 'o', '대', '[a-c]$', ' ', '^[^ ]+$'])}/", f"{n} = {escaped(w)}", f"{n} contains {escaped(w[:2])}",
                 f'{n} {r.choice(["contains", "ends with", "starts with"])} " "', f"{n} in ({quote(w)}, {quote(r.choice(words))},)",
                 f"{n} {r.choice(['starts', 'ends'])} with all of ({quote(w[:1])}, {quote(w)})", f"{n} contains ({quote(w)}, {quote(r.choice(words))})"]
        if len(self.fields["text"]) > 1 and not self.open:
            forms.append(f"{n} {r.choice(['=', '!='])} {r.choice(self.fields['text'])}")
        for name, pool in self.lists:
            forms += [f"{n} {r.choice(['contains', 'has word', 'starts with', 'ends with'])} {r.choice(['any', 'all'])} of {name}"]
        return r.choice(forms)

    def rare_number(self):
        """4.3: ends of a range that are values; `not in A to B`; 2.7: negative numbers everywhere; 5: a literal on the left."""
        r = self.r
        n = r.choice(self.fields["number"])
        x = fixed(r.choice([0.0, 1.0, 5.0, 10.0, 50.0, 0.5]))
        return r.choice([f"{n} not in {x} to 100", f"{n} in -{x} to {x}", f"{x} < {n}", f"{n} in {x} to {x} * 2 + 1", f"{n} * -1 in -100 to -{x}", f"{n} <= -{x}",
                         f"{n} / 0 is missing", f"{n} + 1 is known", f"{n} in ({x}, -{x}, 10k)", f"not {n} > {x}", f"{n} - {n} = 0",
                         f"({n} + {x}) * 2 in {n} + {n} to 1억"])

    def rare_date(self):
        """4.3: lists and ranges of dates; 7.2: not in, not in next."""
        r = self.r
        n = r.choice(self.fields["date"])
        self.s.spans.update({30 * DAY, 7 * DAY})
        return r.choice([f"{n} in (2026-11-20, 2024-02-29)", f"{n} not in 2026-01-01 to 2026-11-01", f"{n} not in 30d", f"{n} not in next 7d", f"2026-11-01 <= {n}",
                         f"(days since {n}) * 2 > 14", f"({n} in next 30d or {n} in 30d)"])

    def rare_tags(self):
        r = self.r
        n = r.choice(self.fields["tags"])
        return r.choice([f'{n} in ("hot", "제조")', f'{n} not in ("vip", "x")', f'{n} contains all of ("hot", "x")', f'{n} not contains "STRASSE"',
                         f'not ({n} contains any of ("new lead", "vip"))', f'{n} contains ("vips", "hotel")'])

    def rare_event(self):
        """6: `not in`, at most 0, sets written out with a tail, `after` of a set, values by name in `where`."""
        r = self.r
        e, other = r.choice(self.events), r.choice(self.events)
        inline = f"any of ({e}, {other})"
        a = r.choice([e, inline])
        forms = [f"{a} not in {self.span()}", f"at most 0 {a} in {self.span()}", f"no {inline} in {self.span()}", f"{inline} after {other}",
                 f"{e} after any of ({other}, {e})", f"no {e} after any of ({other})", f"count of {inline} in {self.two_spans()} >= {r.randint(1, 3)}",
                 f"days since {inline} {r.choice(['<', '>='])} {r.choice(['7', '30', '1'])}", f"{a} not in {self.two_spans()}",
                 f"(days since {e} in {self.span()}) is {r.choice(['known', 'missing'])}", f"not {a}", f"not no {e} in {self.span()}",
                 f"{e} after {e}", f"({e} in {self.span()}) and not {other}"]
        if e == "page_view":
            forms += [f"{e} where (seconds is {r.choice(['known', 'missing'])}) in {self.span()}", f"{e} where mobile in {self.span()}",
                      f"count of {e} where seconds not in 5 to 50 > 1", f'{e} where url not contains any of ("/pricing", "가격") in {self.span()}',
                      f"{e} where (not (mobile and seconds > 10)) in {self.span()}"] if not self.open else []
        if e == "purchase" and not self.open:
            forms += [f"{e} where due in 2026-01-01 to 2026-12-31", f"{e} where (due is missing or amount in (10, 9.99))",
                      f'{e} where plan in ("pro", "기업") in {self.span()}', f"(sum of purchase.amount where refunded = no in {self.span()}) / 2 > 5"]
        return r.choice(forms)

    def rare_statements(self):
        """11 to 13: sets of one type with where, empty blocks, values in lists by name, what stands for missing."""
        r, out = self.r, []
        if self.p(0.2):
            out += ["checklist q_empty { }", "group q_nothing up to 5 down to -5 { }"]
            self.groups.append("q_nothing")
        if self.p(0.2):
            pages = [e for e in self.events if e == "page_view"]
            if pages and not self.open:
                out += ["define q_long = page_view where seconds >= q_least", f"define q_least = {r.choice(['5', '10', '50'])}"]
                self.sets.append("q_long")
        if self.p(0.2) and not self.open:
            # 13.1: numbers that stand for missing, else before missing, for a column that is there
            number = r.choice(["0, 1", "0", "10", '"N/A", 0', "5, -1"])
            out.append(f"field q_level: number {r.choice(['', 'else 7 '])}missing {number}")
            self.s.columns.append(("Q level", "number", None))
            self.fields["number"].append("q_level")
        if self.p(0.15) and not self.open and self.fields["text"]:
            word = r.choice(NEEDLES["title"])
            out += [f"define q_word = {quote(word)}", f'define q_match = {r.choice(self.fields["text"])} in (q_word, "zzz")']
            self.conds.append("q_match")
        if self.p(0.1) and not self.open:
            # 2.2: marks in names, reserved words and spaces in backticks
            out += ["field हिन्दी, `in`, ` odd ` : yesno"]
            self.s.columns += [("हिन्दी", "yesno", None), ("in", "yesno", None), (" odd ", "yesno", None)]
            self.fields["yesno"] += ["हिन्दी", "`in`", "` odd `"]
        return out
