"""The tables of the tests as plain Python values, and the same table written in every format.

A table is a list of columns (name, kind, values); None is missing. `kind` says what a CSV cell and an Arrow array of
it look like.
"""
import csv
import datetime as dt
import io
import json
import random
from decimal import Decimal

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

UTC = dt.timezone.utc
BASE = dt.datetime(2026, 11, 20, tzinfo=UTC)

# kind -> (type of the array, whether JSON has it as it is)
TYPES = {
    "int": pa.int64(), "int8": pa.int8(), "uint8": pa.uint8(), "int16": pa.int16(), "uint16": pa.uint16(),
    "int32": pa.int32(), "uint32": pa.uint32(), "uint64": pa.uint64(),
    "double": pa.float64(), "float": pa.float32(), "decimal": pa.decimal128(20, 4),
    "bool": pa.bool_(), "text": pa.string(), "date": pa.date32(), "time": pa.timestamp("us", "UTC"),
    "local": pa.timestamp("us"), "tags": pa.list_(pa.string()), "null": pa.null(),
}


def cell(kind, value):
    """What CSV has."""
    if value is None:
        return ""
    if kind == "bool":
        return "true" if value else "false"
    if kind == "time":
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if kind == "local":
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if kind == "tags":
        return ";".join(value)
    if kind in ("double", "float"):
        return repr(value)
    return str(value)


def to_csv(table):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _, _ in table])
    for row in zip(*[[cell(kind, v) for v in values] for _, kind, values in table]):
        writer.writerow(row)
    return out.getvalue().encode()


def to_jsonl(table):
    def value(kind, v):
        if v is None or kind in ("bool", "text", "tags") or (kind in TYPES and "int" in kind):
            return v
        return cell(kind, v)
    names = [name for name, _, _ in table]
    rows = zip(*[[value(kind, v) for v in values] for _, kind, values in table])
    return "".join(json.dumps(dict(zip(names, row)), ensure_ascii=False) + "\n" for row in rows).encode()


def to_arrow(table, types=None):
    """`types`: other types of some columns, by name."""
    arrays = []
    for name, kind, values in table:
        target = (types or {}).get(name, TYPES[kind])
        source = pa.dictionary(pa.int32(), pa.string()) if pa.types.is_dictionary(target) else target
        if pa.types.is_dictionary(target):
            arrays.append(pa.array(values, pa.string()).dictionary_encode().cast(target))
        else:
            arrays.append(pa.array(values, source))
    return pa.table(arrays, names=[name for name, _, _ in table])


def write_parquet(table, path, **options):
    pq.write_table(table, path, **options)


def write_file(batches, path, schema, **options):
    with ipc.new_file(path, schema, options=ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)


def write_stream(batches, path, schema, **options):
    with ipc.new_stream(path, schema, options=ipc.IpcWriteOptions(**options)) as writer:
        for batch in batches:
            writer.write_batch(batch)


def leads(rows, seed=7):
    """Every type, missing values everywhere, and the values on the edges."""
    rng = random.Random(seed)
    text_pool = ["VP Sales", "kim", "대표이사", "", "  ", "Select", "a,b", 'quo"te', "ß", "Director", None]
    big_pool = [0, -1, 2**53, 2**53 + 1, 2**53 + 2, -(2**63), 2**63 - 1, None]
    money_pool = [0.0, -0.0, 1.5, -1e300, 5e-324, 0.1, 1e15, None]

    def maybe(make):
        return [None if rng.random() < 0.2 else make(i) for i in range(rows)]

    def instant(_):
        return BASE - dt.timedelta(microseconds=rng.randrange(-10**9, 90 * 86400 * 10**6))

    return [
        ("id", "int", list(range(rows))),
        ("title", "text", [rng.choice(text_pool) for _ in range(rows)]),
        ("mail", "text", maybe(lambda i: f"user{i}@x{i % 97}.kr")),
        ("size", "int32", maybe(lambda i: rng.randrange(-5, 2000))),
        ("tiny", "int8", maybe(lambda i: rng.randrange(-128, 128))),
        ("byte", "uint8", maybe(lambda i: rng.randrange(256))),
        ("short", "int16", maybe(lambda i: rng.randrange(-2**15, 2**15))),
        ("ushort", "uint16", maybe(lambda i: rng.randrange(2**16))),
        ("uint", "uint32", maybe(lambda i: rng.randrange(2**32))),
        ("ulong", "uint64", [rng.choice([0, 1, 2**63, 2**64 - 1, None]) for _ in range(rows)]),
        ("big", "int", [rng.choice(big_pool) for _ in range(rows)]),
        ("money", "double", [rng.choice(money_pool) for _ in range(rows)]),
        ("half", "float", maybe(lambda i: rng.randrange(-64, 64) / 8)),
        ("price", "decimal", maybe(lambda i: Decimal(rng.randrange(-10**9, 10**9)) / 10000)),
        ("member", "bool", maybe(lambda i: rng.random() < 0.5)),
        ("zero_one", "int8", maybe(lambda i: rng.randrange(2))),
        ("born", "date", maybe(lambda i: dt.date(1, 1, 1) if i % 50 == 0 else dt.date(2026, 1, 1)
                               + dt.timedelta(days=rng.randrange(-3000, 320)))),
        ("seen", "time", maybe(instant)),
        ("visited", "local", maybe(lambda i: instant(i).replace(tzinfo=None))),
        ("likes", "tags", maybe(lambda i: [rng.choice(["a", "b", "가", "long tag"]) for _ in range(rng.randrange(3))])),
        ("code", "text", maybe(lambda i: str(rng.randrange(5)))),
        ("day_text", "text", maybe(lambda i: f"2026-{rng.randrange(1, 13):02}-10")),
        ("nothing", "null", [None] * rows),
    ]


# Each column makes a difference that no other can make.
RULES = """
timezone "America/New_York"
field title: text missing "Select"
field mail: text
field size, tiny, byte, short, ushort, uint, ulong, big, money, half, price, code: number
field member, zero_one: yesno
field born, day_text: date
field seen, visited: time
field likes: tags
field nothing: number
title has word "VP"                        +0.001
title is missing                           +0.002
title contains "대표" or title = "SS"      +0.004
mail ends with "7.kr"                      +0.008
mail is missing                            +0.016
size in 200 to 1000                        +0.032
size < 0                                   +0.064
tiny < 0                                   +0.128
byte > 127                                 +0.256
short < 0                                  +0.512
ushort > 32767                             +1
uint > 2147483647                          +2
ulong > 9223372036854775807                +4
big > 9007199254740992                     +8
big < 0                                    +16
money < 0                                  +32
money > 0                                  +64
half > 0.3                                 +128
price >= 0.5                               +256
code >= 3                                  +512
member                                     +1024
member is missing                          +2048
zero_one                                   +4096
born >= 2026-01-01                         +8192
born is missing                            +16384
day_text >= 2026-06-10                     +32768
seen in 30d                                +65536
visited in 30d                             +131072
visited < 2026-10-01                       +262144
likes in ("a", "가")                       +524288
likes is missing                           +1048576
nothing is known                           +2097152
size is missing                            +4194304
""".lstrip()


def events(rows, leads_count, seed=8):
    rng = random.Random(seed)
    kinds = ["page_view", "webinar_attended", "email_open", "message"]
    instants = [BASE - dt.timedelta(seconds=rng.randrange(-86400, 100 * 86400)) for _ in range(rows)]
    return [
        ("event_id", "int", [rng.randrange(rows * 2) for _ in range(rows)]),
        ("lead_id", "int32", [None if rng.random() < 0.01 else rng.randrange(leads_count + 5) for _ in range(rows)]),
        ("type", "text", [None if rng.random() < 0.01 else rng.choice(kinds) for _ in range(rows)]),
        ("at", "time", [None if rng.random() < 0.01 else t for t in instants]),
        ("url", "text", [rng.choice(["/pricing", "/", "/docs", None]) for _ in range(rows)]),
        ("amount", "double", [rng.choice([None, 1.5, 2.0, -0.0]) for _ in range(rows)]),
    ]


EVENT_RULES = """
event webinar_attended, email_open
event page_view { url: text }
event message { amount: number }
webinar_attended in 90d +20
page_view where url contains "pricing" in 30d +1 each up to 20
message where amount > 1.6 +3 each up to 90
no email_open in 30d -10
page_view +2 each up to 40 halving every 30d
"""
