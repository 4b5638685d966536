"""Random cells for the generator: leads and events whose values sit on the edges of the rules.

Each `cell_*` function writes one typed value in one of the spellings that the data formats allow; the
row makers take a `Schema` (generate.py) that lists columns, event types and the spans used by the rules.
"""
import datetime
import json
import unicodedata
from fractions import Fraction

from ripe_ref.data import Instant, from_local, local_date

EPOCH = datetime.datetime(1970, 1, 1)
DAY = 86_400_000_000
MICRO = datetime.timedelta(microseconds=1)


def nfd(s):
    return unicodedata.normalize("NFD", s)


# ---- values on the edges
NUMBERS = [0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740993.0, -0.1, 4.999999999999999, 1.0, 2.0, 3.0, 5.0, 9.0, 10.0, 11.0, 49.0, 50.0, 99.0, 100.0, 200.0, 999.0, 1000.0, 1001.0,
           50000.0, 0.5, 1.5, 2.5, 9.99, 10.001, -1.0, -5.0, -5.5, 1e15, 1e300, -1e300, 1e-300, 123456.789,
           0.1, 0.2, 0.3, 7.0, 0.07, 1000000.0, 0.0005, 0.0015, 0.0025, 1.0005, 1.0035, 2.6755]
AMOUNTS = [-0.0, 5e-324, 0.0625, -0.0005, 999999999999999.9, -1e15, 0.0, 1.0, 10.0, 9.99, 19.9, 0.0005, 0.0015, 0.0025, 0.0035, 1.0005, 2.0025, 100.5, -3.0, 33.333, 66.6667,
           1e15, 2e15, 1e300, 50.0, 1200.0, 0.1, 0.2]
NEEDLES = {
    "title": ["VP", "CEO", "CTO", "sales", "대표", "이사", "Straße", "İst", "C++", "팀장", "R&D", "K-Pop", "ﬁnance"],
    "industry": ["Software", "Manufacturing", "Finance", "제조", "소프트웨어", "Ökologie", "it"],
    "country": ["KR", "US", "DE", "대한민국", "Türkiye", "GROẞ"],
    "email": ["@acme.kr", "@rival.example", ".io", "kim", "no-reply", "@naver.com"],
    "url": ["/pricing", "/docs", "https://", "가격", "?utm=", "/PRICING/"],
    "plan": ["pro", "free", "기업", "Team+"],
}
FILLERS = ["", " ", "S", "s", "the ", " of", "를", "님", "은", "으로", "가나", "1", "-", ".", "_", " & ", "x", "é", "é",
           "ſ", "에게", "를!", "도 ", "만큼", "로"]


PARTICLES = ["은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "으로", "님", "에게", "님은", "로서"]


def text_value(r, pool, used=()):
    """A text near the needles: bare, in other capitals, decomposed, with something glued to it."""
    n = r.choice(sorted(used)) if used and r.random() < 0.7 else r.choice(NEEDLES[pool])
    k = r.random()
    if k < 0.25:
        s = n
    elif k < 0.4:
        s = r.choice([n.upper(), n.lower(), n.title(), n.swapcase(), n.casefold()])
    elif k < 0.55:
        s = r.choice(["", "", "the ", "x"]) + n + r.choice(PARTICLES) + r.choice(["", "", " 1", "!", "x"])
    elif k < 0.85:
        s = r.choice(FILLERS) + r.choice([n, n.upper(), n.lower()]) + r.choice(FILLERS)
        if r.random() < 0.3:
            s += r.choice([" ", "", ", "]) + r.choice(NEEDLES[pool]) + r.choice(FILLERS)
    else:
        s = r.choice(["?", "none", "해당 없음", "a" * 30, "日本", "Σίσυφος", "ΣΊΣΥΦΟΣ", "İSTANBUL", "STRASSE", "ß",
                      "=1+1", "-5", "quote \" here", "comma, here", "\u00a0", "\u3000", "\u200b", "VP\u00a0", "ſales", "ŉ", "ǅ", "ΐ", "K", "Åse",
                      "ΌΣΟΣ", "vp\u0301", "대표\u0301", "ﬀ", "Ⅷ", "VP²", "vp٣", "NaN", "null", "-0", "\ufeffVP", "Select", "N/A", "선택"])
    return nfd(s) if r.random() < 0.15 else s


# ---- spellings
def fixed(x):
    """A float without an exponent where that is short, else as Python writes it."""
    if x == 0:
        return "-0" if str(x)[0] == "-" else "0"
    s = repr(x)
    if s.endswith(".0"):
        s = s[:-2]
    return s


def cell_number(r, x):
    s = fixed(x)
    k = r.random()
    plain = all(c in "0123456789.-" for c in s)
    if plain and k < 0.12:
        sign, digits = ("-", s[1:]) if s[0] == "-" else ("", s)
        whole, dot, rest = digits.partition(".")
        return f"{sign}{int(whole):,}{dot}{rest}" if whole.isdigit() else s
    if plain and k < 0.2 and x >= 0:
        return r.choice(["$", "€", "£", "₩", "¥"]) + s
    if plain and k < 0.25 and x >= 0:
        return s + r.choice(["원", "₩", "€"])
    if plain and k < 0.3 and x == int(x) and abs(x) < 1e6:
        return f"{int(x) * 100}%"
    if plain and k < 0.33:
        return f" {s} "
    if plain and k < 0.36 and x == int(x) and "." not in s:
        return s + ".0"
    if k < 0.38 and x > 0:
        return "+" + s
    return s


def cell_yesno(r, b):
    return r.choice(["yes", "true", "1", "예", "O", "Y", "Yes", "TRUE", "True", "1.0"] if b else
                    ["no", "false", "0", "아니오", "X", "N", "No", "FALSE", "False", "0.0"])


def cell_date(r, d):
    y, m, dd = f"{d.year:04d}", f"{d.month:02d}", f"{d.day:02d}"
    return r.choice([f"{y}-{m}-{dd}"] * 3 + [f"{y}. {m}. {dd}", f"{y}/{m}/{dd}", f" {y}-{m}-{dd} "])


def civil(us):
    return EPOCH + datetime.timedelta(microseconds=int(us))


def stamp(t, r, digits=None):
    s = t.strftime("%Y-%m-%dT%H:%M:%S") if t.year >= 1000 else t.isoformat()[:19]
    if t.microsecond or r.random() < 0.2:
        f = f"{t.microsecond:06d}"
        if t.microsecond % 1000 == 0 and r.random() < 0.5:
            f = f[:3]
        elif r.random() < 0.3:
            f += r.choice(["9", "999", "000", "5"])  # finer than a microsecond: cut off
        s += "." + f
    return s


def cell_instant(r, us, zone, json_=False):
    k = r.random()
    t = civil(us)
    if k < 0.35:
        return stamp(t, r) + "Z"
    if k < 0.55:
        minutes = r.choice([540, -300, 330, 0, -570, 845])
        shifted = t + datetime.timedelta(minutes=minutes)
        sign = "-" if minutes < 0 else "+"
        return f"{stamp(shifted, r)}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    if k < 0.8:
        import zoneinfo
        local = t.replace(tzinfo=datetime.timezone.utc).astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        if from_local(local, zone) == us:
            if local.time() == datetime.time(0) and r.random() < 0.5:
                return local.strftime("%Y-%m-%d")
            s = stamp(local, r)
            return s.replace("T", " ") if r.random() < 0.3 else s
    if us > 10**14:
        if us % 1_000_000 == 0 and k < 0.9:
            return us // 1_000_000 if json_ else str(us // 1_000_000)
        if us % 1000 == 0:
            return us // 1000 if json_ else str(us // 1000)
        if not json_:
            return f"{us // 1_000_000}.{us % 1_000_000:06d}"
    return stamp(t, r) + "Z"


BAD = {"number": ["abc", "12abc", "1,00", "--5", "nan", "Infinity", "-inf", "1_000", "1e-400x", "１２", "1 0", "0x10", "1e400", "12 34", "-"],
       "yesno": ["maybe", "2", "응", "tru", "-1"],
       "date": ["2026-02-30", "2025-02-29", "soon", "2026-13-01", "2026-00-10", "20261120x"],
       "time": ["yesterday", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T10:61:00Z"],
       "text": [], "tags": []}


# ---- rows
CHANGES = {"America/New_York": [(2026, 3, 8), (2026, 11, 1)], "Europe/London": [(2026, 3, 29), (2026, 10, 25)],
           "Australia/Lord_Howe": [(2026, 4, 5), (2026, 10, 4)], "Pacific/Auckland": [(2026, 4, 5), (2026, 9, 27)]}


class DataMaker:
    def __init__(self, r, schema):
        self.r, self.s = r, schema

    def edge_instant(self):
        r, s = self.r, self.s
        k = r.random()
        if k < 0.45 and s.spans:
            return s.as_of - r.choice(sorted(s.spans)) + r.choice([-1, 0, 0, 1, 1, -1000, 1000, 1_000_000])
        if k < 0.6:
            return s.as_of - r.randrange(0, 400) * DAY + r.choice([-1, 0, 1])
        if k < 0.66:
            return s.as_of + r.choice([0, 0, 1, -1, 10**6, DAY])
        if k < 0.74:
            d = local_date(s.as_of, s.zone) - datetime.timedelta(days=r.randrange(0, 120))
            return from_local(datetime.datetime(d.year, d.month, d.day, r.choice([0, 0, 1, 2, 23]),
                                                r.choice([0, 30, 59])), s.zone)
        if k < 0.8:
            return s.as_of - r.randrange(0, 60) * DAY - r.choice([0, 3_600_000_000, -3_600_000_000, 1, -1])
        if k < 0.81:
            # the hours around a change of clocks, of one zone or another
            today = local_date(s.as_of, s.zone)
            day = r.choice(CHANGES.get(s.zone, [(2026, 3, 29)]) + [(today.year, today.month, today.day)])
            at = datetime.datetime(*day, r.choice([0, 1, 1, 2, 2, 3]), r.choice([0, 15, 29, 30, 45, 59]), r.choice([0, 0, 59]), r.choice([0, 0, 1, 999999]))
            return from_local(at, s.zone)
        if k < 0.84:
            return self.day_end()
        if k < 0.86:
            return r.choice([from_local(datetime.datetime(1999, 12, 31), s.zone), 0, s.as_of - 36500 * DAY,
                             from_local(datetime.datetime(2024, 2, 29, 12), s.zone)])
        return s.as_of - r.randrange(0, 200 * DAY)

    def day_end(self):
        """The ends of the days that the rules name, in the file's zone."""
        r = self.r
        day = datetime.datetime(*r.choice([(2026, 11, 20), (2026, 10, 21), (2026, 1, 1), (2024, 2, 29), (2026, 3, 8), (2026, 11, 1), (2026, 12, 31)]))
        return from_local(day + datetime.timedelta(days=r.choice([0, 1])), self.s.zone) + r.choice([-1, -1, 0, 1])

    def raw(self, col, json_):
        """One cell of a lead or event: (name, type, pool) gives a text for CSV, any value for JSON; None is missing."""
        r = self.r
        _, type_, pool = col
        k = r.random()
        if k < 0.12:
            return None
        if k < 0.14:
            return r.choice(["", " ", "  "])
        if k < 0.17 and BAD[type_] and not (json_ and type_ == "number"):
            return r.choice(BAD[type_])
        if type_ == "text":
            return text_value(r, pool, self.s.used.get(pool))
        if type_ == "number":
            x = r.choice(AMOUNTS if pool == "amount" else NUMBERS)
            if r.random() < 0.3:
                x = float(r.randrange(-3, 60))
            if json_ and r.random() < 0.85:
                return int(x) if x == int(x) and abs(x) < 1e15 and str(x)[0] != "-" else x
            return cell_number(r, x)
        if type_ == "yesno":
            b = r.random() < 0.5
            return b if json_ and r.random() < 0.7 else cell_yesno(r, b)
        if type_ == "date":
            s = self.s
            base = local_date(s.as_of, s.zone)
            if r.random() < 0.6 and s.spans:
                days = r.choice(sorted(s.spans)) // DAY * r.choice([1, -1]) + r.choice([-1, 0, 1])
            else:
                days = r.randrange(-400, 400)
            d = base - datetime.timedelta(days=days) if abs(days) < 300_000 else base
            if r.random() < 0.05:
                d = r.choice([datetime.date(2024, 2, 29), datetime.date(2000, 2, 29), datetime.date(1970, 1, 1)])
            if r.random() < 0.1:
                us = from_local(datetime.datetime(d.year, d.month, d.day, r.choice([0, 1, 23]), 30), s.zone)
                t = cell_instant(r, us, s.zone)
                return t if "-" in t and "T" in t else cell_date(r, d)
            return cell_date(r, d)
        if type_ == "time":
            us = self.edge_instant()
            if r.random() < 0.15:
                us = self.day_end()
            elif r.random() < 0.4:
                us = 2 * self.s.as_of - us
            return cell_instant(r, us, self.s.zone, json_)
        tags = [r.choice(["hot", "HOT", "hotel", "vips", "제조업", "vip", "제조", "Straße", "new lead", nfd("제조"), "STRASSE", "x"])
                for _ in range(r.randrange(0, 4))]
        if json_ and r.random() < 0.7:
            return tags
        return r.choice([";", ",", "|", "; ", " | "]).join(tags)

    def leads(self, json_):
        r, s = self.r, self.s
        rows = []
        for i in range(s.n_leads):
            row = {s.id_column: s.ids[i]}
            for col in s.columns:
                row[col[0]] = self.raw(col, json_)
            rows.append(row)
        if s.n_leads > 3 and r.random() < 0.1:
            rows.insert(r.randrange(1, len(rows)), dict(rows[0], **{}))  # a repeated id: the first stays
            rows.append({s.id_column: None, **{c[0]: None for c in s.columns[1:]}} if s.columns else dict(rows[0]))
        return rows

    def events(self, json_):
        r, s = self.r, self.s
        rows = []
        for _ in range(s.n_events):
            lead = s.ids[int(len(s.ids) * r.random() ** 2)] if r.random() < 0.97 else "nobody"  # some leads are quiet
            kind = r.choice(s.event_spellings)
            row = {s.who: int(lead) if json_ and lead.isdigit() and str(int(lead)) == lead and r.random() < 0.3 else lead,
                   s.what: kind, s.when: cell_instant(r, self.edge_instant(), s.zone, json_)}
            for col in s.props:
                if r.random() < 0.7:
                    row[col[0]] = self.raw(col, json_)
                else:
                    row[col[0]] = None
            if r.random() < 0.01:
                row[s.when] = r.choice(["", "soon", "2026-02-30T00:00:00Z"])
            rows.append(row)
            if r.random() < 0.03:
                rows.append(dict(row))
        return rows


def write_csv(r, columns, rows):
    eol = r.choice(["\n", "\n", "\r\n"])

    def cell(v, force=False):
        s = "" if v is None else ("true" if v else "false") if isinstance(v, bool) else str(v)
        if force or any(c in s for c in ',"\r\n') or r.random() < 0.03:
            return '"' + s.replace('"', '""') + '"'
        return s

    lines = [",".join(cell(c) for c in columns)]
    for row in rows:
        cells = [cell(row.get(c)) for c in columns]
        if len(cells) == 1 and not cells[0]:
            cells = ['""']
        lines.append(",".join(cells))
        if r.random() < 0.004:
            lines.append(",".join(cells + ["extra"]))  # a wrong number of cells: rejected
    text = eol.join(lines) + (eol if r.random() < 0.9 else "")
    return ("\ufeff" if r.random() < 0.1 else "") + text


def write_jsonl(r, columns, rows):
    out = []
    for row in rows:
        o = {c: row.get(c) for c in columns if not (row.get(c) is None and r.random() < 0.5)}
        out.append(json.dumps(o, ensure_ascii=r.random() < 0.3))
    return "\n".join(out) + "\n"
