"""Reading data: CSV and JSONL rows, and single cells as text, number, yesno, date, instant or tags.

Instants are `Instant`, whole microseconds of UTC since 1970. A cell that cannot be read is None (missing).
Rows are rejected when their id is missing or repeated, their number of cells wrong, or their instant unreadable.
"""
import datetime
import json
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor, isinf, isnan
from zoneinfo import ZoneInfo

from .model import RipeError

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
FIRST = datetime.datetime(1, 1, 1, tzinfo=datetime.timezone.utc)
LAST = datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)
MICRO = datetime.timedelta(microseconds=1)
DAY = 86_400_000_000


class Instant(int):
    """Microseconds of UTC since 1970."""


class JsonNumber(float):
    """A number of JSON, which as a text is what was written."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self


# The caches only spare time: the search for differences asks the same of the same few texts again and again.
@lru_cache(maxsize=20_000)
def nfc(s):
    return unicodedata.normalize("NFC", s)


@lru_cache(maxsize=20_000)
def fold(s):
    return nfc(s).casefold()


@lru_cache(maxsize=None)
def letter_or_digit(c):
    return unicodedata.category(c)[0] in "LN"


@lru_cache(maxsize=20_000)
def norm_name(s):
    """The form in which names of the data and of the rules are compared."""
    out = []
    for c in fold(s):
        if letter_or_digit(c):
            out.append(c)
        elif out and out[-1] != "_":
            out.append("_")
    return "".join(out).strip("_")


# ---- instants and dates
INSTANT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[Tt]| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)? *"
                     r"(Z|z|[+-]\d{2}(?::?\d{2})?)?", re.A)
DATE_HEAD = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\. *(\d{1,2})\. *(\d{1,2})\.?)(?=[Tt ])", re.A)
DATES = [re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.A), re.compile(r"(\d{4})\. *(\d{1,2})\. *(\d{1,2})\.?", re.A),
         re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.A)]
EPOCH_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.A)


def micros(aware):
    return Instant((aware - EPOCH) // MICRO)


def from_local(naive, zone):
    """The earlier instant of a local time; inside a gap, with the offset before it."""
    local = naive.replace(tzinfo=ZoneInfo(zone), fold=0)
    try:
        offset = local.utcoffset()
        return Instant((naive - offset - datetime.datetime(1970, 1, 1)) // MICRO)
    except OverflowError:
        return None


@lru_cache(maxsize=20_000)
def local_date(instant, zone):
    t = EPOCH + datetime.timedelta(microseconds=int(instant))
    return t.astimezone(ZoneInfo(zone)).date()


def date_on_clock(instant, zone):
    """The date that a comparison takes an instant for: from its first midnight up to the next day's. That is the local
    date, but where clocks go back across midnight."""
    d = local_date(instant, zone)
    try:
        t = d + datetime.timedelta(days=1)
    except OverflowError:
        return d
    following = from_local(datetime.datetime(t.year, t.month, t.day), zone)
    return t if following is not None and instant >= following else d


@lru_cache(maxsize=20_000)
def parse_date_only(s):
    for form in DATES:
        m = form.fullmatch(s)
        if m:
            try:
                return datetime.date(int(m.group(1)), int(m.group(2)), int(m.group(3)))
            except ValueError:
                return None
    return None


def hyphened(s):
    """A date and time with the date as 2026-01-05, however it was written."""
    m = DATE_HEAD.match(s)
    if not m:
        return s
    year, month, day = (x for x in m.groups() if x)
    return f"{year}-{month:0>2}-{day:0>2}" + s[m.end():]


@lru_cache(maxsize=20_000)
def parse_instant(s, zone):
    s = hyphened(s.strip())
    m = INSTANT.fullmatch(s)
    if m:
        y, mo, d, h, mi = (int(m.group(k)) for k in range(1, 6))
        sec = int(m.group(6) or 0)
        us = int(((m.group(7) or "") + "000000")[:6])
        try:
            naive = datetime.datetime(y, mo, d, h, mi, sec, us)
        except ValueError:
            return None
        if not m.group(8):
            return from_local(naive, zone)
        offset = 0
        if m.group(8) not in "Zz":
            digits = m.group(8)[1:].replace(":", "")
            offset = int(digits[:2]) * 60 + int(digits[2:] or 0)
            if int(digits[2:] or 0) > 59 or int(digits[:2]) > 23:
                return None
            if m.group(8)[0] == "-":
                offset = -offset
        try:
            return micros((naive - datetime.timedelta(minutes=offset)).replace(tzinfo=datetime.timezone.utc))
        except OverflowError:
            return None
    d = parse_date_only(s)
    if d:
        return from_local(datetime.datetime(d.year, d.month, d.day), zone)
    if EPOCH_NUMBER.fullmatch(s):
        return from_epoch(Fraction(Decimal(s)))
    return None


def from_epoch(x):
    t = Instant(floor(x * (1000 if abs(x) >= 10**11 else 1_000_000)))
    if not (FIRST - EPOCH) // MICRO <= t <= (LAST - EPOCH) // MICRO:
        return None
    return t


def parse_as_of(s, zone):
    d = parse_date_only(s)
    if d == datetime.date.max:  # Python knows no day behind it
        return Instant(from_local(datetime.datetime.max, zone))
    if d:
        d += datetime.timedelta(days=1)
        return Instant(from_local(datetime.datetime(d.year, d.month, d.day), zone) - 1)
    t = parse_instant(s, zone)
    if t is None:
        raise RipeError(f"cannot read the instant {s!r}")
    return t


# ---- numbers, yesno, tags
NUMBER = re.compile(
    r"(?P<c1>[$€£¥₩])?(?P<sign>[+-])?(?P<c2>[$€£¥₩])?"
    r"(?P<digits>\d+|\d{1,3}(?:,\d{3})+)(?P<frac>\.\d+)?(?P<exp>[eE][+-]?\d+)?"
    r"(?P<c3>[$€£¥₩]|원)?(?P<pct>%)?", re.A)
YES = {"yes", "true", "1", "1.0", "예", "o", "y"}
NO = {"no", "false", "0", "0.0", "아니오", "x", "n"}


def finite(x):
    return None if x is None or isnan(x) or isinf(x) else x


@lru_cache(maxsize=20_000)
def parse_number(s):
    m = NUMBER.fullmatch(nfc(s).strip())
    if not m or sum(1 for k in ("c1", "c2", "c3") if m[k]) > 1:
        return None
    digits = m["digits"].replace(",", "") + (m["frac"] or "")
    sign = m["sign"] or ""
    if m["pct"]:
        exponent = int((m["exp"] or "e0")[1:])
        x = float(f"{sign}{digits}e{exponent - 2}")
    else:
        x = float(f"{sign}{digits}{m['exp'] or ''}")
    return finite(x)


def parse_yesno(s):
    s = fold(s).strip()
    return True if s in YES else False if s in NO else None


def parse_date(s, zone):
    """The date that is written; where an offset says which instant is meant, its date in the zone."""
    s = hyphened(s.strip())
    m = INSTANT.fullmatch(s)
    if not m:
        return parse_date_only(s)
    if not m.group(8):  # read as if in UTC, where every clock time has its instant
        s, zone = s + "Z", "UTC"
    t = parse_instant(s, zone)
    try:
        return None if t is None else local_date(t, zone)
    except OverflowError:  # beyond the years 1 to 9999
        return None


def read_cell(raw, type_, zone, missing=()):
    """A raw cell (text of a CSV, or a JSON value) as its type, or None."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str) and any(isinstance(m, str) and fold(raw) == fold(m) for m in missing):
        return None
    for m in missing:  # a number, date, yes or no stands for the cells that are read so
        if isinstance(m, str):
            continue
        as_type = "yesno" if isinstance(m, bool) else "number" if isinstance(m, (int, float)) else "date"
        if read_cell(raw, as_type, zone) == m:
            return None
    if isinstance(raw, dict):
        return None
    if type_ == "tags":
        if isinstance(raw, list):
            if any(isinstance(t, (list, dict)) for t in raw):
                return None
            tags = [as_text(t) for t in raw if t is not None]
        else:
            tags = re.split("[;,|]", as_text(raw))
        tags = tuple(t.strip() for t in tags if t.strip())
        return tags or None
    if isinstance(raw, (list, dict)):
        return None
    if type_ == "text":
        return as_text(raw)
    if type_ == "number":
        if isinstance(raw, bool):
            return None
        if isinstance(raw, (int, float)):
            try:
                return finite(float(raw))
            except OverflowError:
                return None
        return parse_number(raw)
    if type_ == "yesno":
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, (int, float)):
            return {1: True, 0: False}.get(raw)
        return parse_yesno(raw)
    if type_ == "date":
        return parse_date(raw, zone) if isinstance(raw, str) else None
    if type_ == "time":
        if isinstance(raw, bool):
            return None
        if isinstance(raw, (int, float)):
            return from_epoch(Fraction(Decimal(raw.text if isinstance(raw, JsonNumber) else raw)))
        return parse_instant(raw, zone)
    raise RipeError(f"unknown type {type_}")


def as_text(raw):
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return raw
    if isinstance(raw, JsonNumber):
        return raw.text
    return json.dumps(raw)


# ---- tables
class Table:
    """Columns in the order of the file, and rows as dicts; `rejected` counts what could not be a row."""

    def __init__(self, columns, rows, rejected=0):
        self.columns, self.rows, self.rejected = columns, rows, rejected
        self.found = {}

    def find(self, name, exact=False):
        """The column that a name of the rules means, or None."""
        key = (name, exact)
        if key not in self.found:
            self.found[key] = self.search(name, exact)
        return self.found[key]

    def search(self, name, exact):
        if exact:
            hits = [c for c in self.columns if nfc(c) == nfc(name)]
        else:
            hits = [c for c in self.columns if norm_name(c) == norm_name(name)]
        if len(hits) > 1:
            raise RipeError(f"{name} fits the columns {hits}")
        return hits[0] if hits else None


class Bad:
    """A row that cannot be one, and why."""

    def __init__(self, why):
        self.why = why


PLAIN, UNQUOTED = re.compile(r'.[^",\r\n]*', re.S), re.compile(r'[^"]+')


def csv_records(text):
    """RFC 4180, character by character: rows of cells, and a Bad for each that has no cells."""
    rows, row, cell, i, start = [], [], [], 0, 0
    quoted = closed = any_ = False  # within quotes; behind the closing one; something stands in this row
    bad = None

    def end():
        nonlocal row, cell, any_, closed, bad
        if bad:
            rows.append(Bad(bad))
        elif any_ or cell or row:
            rows.append(row + ["".join(cell)])
        row, cell, any_, closed, bad = [], [], False, False, None

    while i <= len(text):
        c = text[i] if i < len(text) else ""
        if quoted:
            if c == '"' and text[i + 1:i + 2] == '"':
                cell.append('"')
                i += 1
            elif c == '"':
                quoted, closed = False, True
            elif c:
                run = UNQUOTED.match(text, i).group()
                cell.append(run)
                i += len(run) - 1
            else:  # the quote is never closed: its line is lost, and reading goes on behind that line
                bad, quoted = "the quote is not closed", False
                end()
                while start < len(text) and text[start] not in "\r\n":
                    start += 1
                if start >= len(text):
                    break
                i = start
                continue
        elif not c:
            end()
            break
        elif c == '"' and not cell and not closed:
            quoted = any_ = True
        elif c == ",":
            row.append("".join(cell))
            cell, any_, closed = [], True, False
        elif c == "\n" or c == "\r":
            if c == "\r" and text[i + 1:i + 2] == "\n":
                i += 1
            end()
            start = i + 1
        elif closed:
            bad = "a text after the closing quote"
        else:
            run = PLAIN.match(text, i).group()
            cell.append(run)
            i += len(run) - 1
        i += 1
    return rows


def json_row(line):
    """The object of a line, or a Bad."""
    pairs = None

    def outermost(found):  # it comes last
        nonlocal pairs
        pairs = found
        return dict(found)

    try:
        o = json.loads(line, object_pairs_hook=outermost, parse_float=JsonNumber, parse_int=JsonNumber)
        json.dumps(o, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except ValueError as e:
        return Bad(str(e))
    if not isinstance(o, dict):
        return Bad("no object")
    return o if len(o) == len(pairs) else Bad("a key stands twice")


def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        text = f.read()
    if str(path).endswith(".jsonl"):
        all_ = [json_row(line) for line in text.split("\n") if line.strip()]
        rows = [r for r in all_ if not isinstance(r, Bad)]
        columns = list(dict.fromkeys(k for r in rows for k in r))
        return Table(columns, rows, len(all_) - len(rows))
    records = csv_records(text)
    columns = records[0] if records else []
    rows = [dict(zip(columns, r)) for r in records[1:] if not isinstance(r, Bad) and len(r) == len(columns)]
    return Table(columns, rows, len(records) - 1 - len(rows) if records else 0)


def id_text(raw):
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return as_text(raw)


def first_column(table, names):
    for n in names:
        c = table.find(n, exact=True) or table.find(n)
        if c is not None:
            return c
    return None


class Event:
    def __init__(self, type_, at, table, row):
        self.type, self.at, self.table, self.row = type_, at, table, row
        self.key = norm_name(type_)

    def raw(self, name):
        c = self.table.find(name.name, name.exact)
        return None if c is None else self.row.get(c)


def read_leads(path, id_column=None):
    """(table, id column, [(id, row)])"""
    t = read_table(path)
    c = first_column(t, [id_column] if id_column else ["id", "lead_id", "email"])
    if c is None:
        raise RipeError("no id column")
    seen, out = set(), []
    for row in t.rows:
        i = id_text(row.get(c))
        if i is None or i in seen:
            t.rejected += 1
            continue
        seen.add(i)
        out.append((i, row))
    return t, c, out


def read_events(path, lead_id_column, zone):
    """(table, {lead id: [Event]})"""
    t = read_table(path)
    who = first_column(t, ["lead_id", lead_id_column, "user_id", "distinct_id"])
    what = first_column(t, ["type", "event", "event_type", "name"])
    when = first_column(t, ["at", "time", "timestamp", "occurred_at"])
    if (who is None or what is None or when is None) and t.columns:
        raise RipeError("the events lack a column")
    by_lead = {}
    for row in t.rows:
        i = id_text(row.get(who))
        raw_at = row.get(when)
        at = read_cell(raw_at, "time", zone)
        kind = id_text(row.get(what))
        if i is None or at is None or kind is None:
            t.rejected += 1
            continue
        by_lead.setdefault(i, []).append(Event(kind, at, t, row))
    return t, by_lead
