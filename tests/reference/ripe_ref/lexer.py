"""Turns the text of a rules file into tokens, and decides which newlines separate statements.

Kinds: name, bname (in backticks), kw (a reserved word), text, num (float), points (thousandths), date,
instant (text of a date with a time), dur (microseconds), regex, op, nl, eof. Whether a glued sign is points
or a negative number hangs on the token before it.
"""
import datetime
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .model import RipeError

RESERVED = {"and", "or", "not", "no", "in", "is", "where", "any", "event", "contains", "matches"}
UNITS = {"min": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
MULT = {"k": 1000, "만": 10_000, "억": 100_000_000}
COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
SYMBOLS = ["=>", ">=", "<=", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "{", "}", ",", ";", ":", "."]
ALIAS = {"≥": ">=", "≤": "<=", "≠": "!="}


class NameForm:
    """A letter or `_`, then letters, digits, `_` and combining marks: `re` has no class for marks."""

    @staticmethod
    def end(src, i):
        if i >= len(src) or not (src[i] == "_" or unicodedata.category(src[i])[0] == "L"):
            return i
        while i < len(src) and (src[i] == "_" or unicodedata.category(src[i])[0] in "LNM"):
            i += 1
        return i


DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?", re.A)
NUMBER = re.compile(r"[0-9][0-9_]*(\.[0-9]+)?")
UNIT = re.compile(r"(min|h|d|w)(?!\w)")
SUFFIX = re.compile(r"(k|만|억)(?!\w)|%")


@dataclass
class Tok:
    kind: str
    value: Any
    line: int
    nl: bool = False  # a newline stands before it


def fraction_of(digits):
    return Fraction(digits.replace("_", ""))


def unescape(s, line):
    out, i = [], 0
    while i < len(s):
        if s[i] != "\\":
            out.append(s[i])
            i += 1
            continue
        c = s[i + 1]
        if c in '"\\':
            out.append(c)
            i += 2
        elif c == "n":
            out.append("\n")
            i += 2
        elif c == "u" and s[i + 2] == "{":
            end = s.index("}", i)
            out.append(chr(int(s[i + 3:end], 16)))
            i = end + 1
        else:
            raise RipeError(f"line {line}: unknown escape \\{c}")
    return "".join(out)


def raw_tokens(src):
    if src.startswith("\ufeff"):
        src = src[1:]
    src = unicodedata.normalize("NFC", src).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in src:
        raise RipeError("NUL in the file")
    toks, i, line, nl, space = [], 0, 1, False, True

    def add(kind, value):
        nonlocal nl, space
        toks.append(Tok(kind, value, line, nl))
        nl, space = False, False

    while i < len(src):
        c = src[i]
        if c == "\n":
            line += 1
            nl = space = True
            i += 1
        elif c in " \t":
            space = True
            i += 1
        elif c == "#":
            while i < len(src) and src[i] != "\n":
                i += 1
        elif c == '"':
            m = re.compile(r'"((?:[^"\\\n]|\\.)*)"').match(src, i)
            if not m:
                raise RipeError(f"line {line}: text without its closing quote")
            add("text", unicodedata.normalize("NFC", unescape(m.group(1), line)))
            i = m.end()
        elif c == "`":
            end = src.index("`", i + 1)
            add("bname", unicodedata.normalize("NFC", src[i + 1:end]))
            i = end + 1
        elif c == "/" and toks and toks[-1].kind == "kw" and toks[-1].value == "matches":
            m = re.compile(r"/((?:[^/\\\n]|\\.)*)/").match(src, i)
            add("regex", unicodedata.normalize("NFC", m.group(1).replace("\\/", "/")))
            i = m.end()
        elif c.isdigit() and c in "0123456789":
            i = number(src, i, add, line)
        elif c in "+-" and i + 1 < len(src) and src[i + 1] in "0123456789" and (
                negative_place(toks) or space):
            if negative_place(toks):
                i = number(src, i + 1, add, line, -1 if c == "-" else 1)
            else:
                m = NUMBER.match(src, i + 1)
                value = fraction_of(m.group()) * 1000 * (-1 if c == "-" else 1)
                if value.denominator != 1 or abs(value) > 10**12:
                    raise RipeError(f"line {line}: points have at most three decimals")
                add("points", int(value))
                i = m.end()
        elif NameForm.end(src, i) > i:
            end = NameForm.end(src, i)
            word = unicodedata.normalize("NFC", src[i:end])
            add("kw" if word in RESERVED else "name", word)
            i = end
        elif c in ALIAS:
            add("op", ALIAS[c])
            i += 1
        else:
            for s in SYMBOLS:
                if src.startswith(s, i):
                    add("op", s)
                    i += len(s)
                    break
            else:
                raise RipeError(f"line {line}: unexpected {c!r}")
    toks.append(Tok("eof", None, line, True))
    return toks


def negative_place(toks):
    if not toks:
        return False
    t = toks[-1]
    if t.kind == "op":
        return t.value not in (")", "}")
    if t.kind == "name" and (len(toks) < 2 or t.nl or toks[-2].kind == "op"):
        return False  # a name at the start of a statement, though it is called `to`
    return t.kind in ("name", "kw") and t.value in ("to", "else", "in")


def number(src, i, add, line, sign=1):
    m = DATE.match(src, i)
    if m and sign == 1:
        if m.group(4):
            add("instant", m.group())
        else:
            try:
                add("date", datetime.date(int(m.group(1)), int(m.group(2)), int(m.group(3))))
            except ValueError as e:
                raise RipeError(f"line {line}: no such date") from e
        return m.end()
    m = NUMBER.match(src, i)
    value, i = fraction_of(m.group()) * sign, m.end()
    u = UNIT.match(src, i)
    if u:
        add("dur", int(value * UNITS[u.group(1)]) * 1_000_000)
        return u.end()
    s = SUFFIX.match(src, i)
    if s:
        value = value / 100 if s.group() == "%" else value * MULT[s.group(1)]
        i = s.end()
    if i < len(src) and (src[i].isalnum() or src[i] == "_"):
        raise RipeError(f"line {line}: what is {src[i - 1:i + 3]!r}?")
    add("num", -0.0 if value == 0 and sign < 0 else float(value))
    return i


def tokens(src):
    """All tokens, with an `nl` token wherever a newline separates."""
    out, stack = [], []
    for t in raw_tokens(src):
        if t.nl and out and t.kind != "eof" and not (stack and stack[-1] == "("):
            p = out[-1]
            after = (p.kind == "op" and p.value not in (")", "}", "{", "."))\
                or (p.kind == "kw" and p.value in ("and", "or", "not", "in", "where", "contains", "matches"))
            before = (t.kind == "op" and (t.value in COMPARISONS or t.value in ("=>", "{")))\
                or (t.kind == "kw" and t.value in ("and", "or", "where", "in", "is", "contains", "matches"))\
                or t.kind in ("points", "text")
            if not after and not before:
                out.append(Tok("nl", None, t.line))
        if t.kind == "op" and t.value in "({":
            stack.append(t.value)
        if t.kind == "op" and t.value in ")}" and stack:
            stack.pop()
        out.append(t)
    return out
