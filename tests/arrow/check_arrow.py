#!/usr/bin/env python3
"""Parquet and Arrow in and out of the command, against the same data as CSV and JSONL.

    check_arrow.py RIPE [--pyarrow FOLDER] [NAME…]

Files are made by the pinned pyarrow in FOLDER. Without it (RIPE_ARROW=OFF) only what the command says then is tested.
The last line is `N passed, M failed`.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
AS_OF = "2026-11-20T12:00:00Z"
CHECKS = []
RIPE = ""


def check(work):
    CHECKS.append(work)
    return work


def ripe(*arguments, stdin=None, env=None, command="score", as_of=AS_OF):
    words = [RIPE, command, *map(str, arguments)]
    if command in ("score", "explain"):
        words += ["--as-of", as_of]
    done = subprocess.run(words, input=stdin, capture_output=True, timeout=120, env={**os.environ, **(env or {})})
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def good(*arguments, **options):
    status, out, err = ripe(*arguments, **options)
    assert status == 0, f"exit {status}: {err}"
    return out, err


def same(expected, found, what):
    if expected == found:
        return
    for i, (a, b) in enumerate(zip(expected.split(b"\n"), found.split(b"\n"))):
        assert a == b, f"{what}: line {i}: expected {a!r}, found {b!r}"
    raise AssertionError(f"{what}: {len(expected)} and {len(found)} bytes")


def fails(status, *words, arguments=(), **options):
    code, _, err = ripe(*arguments, **options)
    assert code == status, f"exit {code}, not {status}: {err}"
    for word in words:
        assert word in err, f"no {word!r} in: {err}"


@check
def no_library(folder):
    """What a build without Parquet says, and what to do."""
    (folder / "r.ripe").write_text("a +1\n")
    (folder / "x.parquet").write_bytes(b"PAR1")
    (folder / "l.csv").write_text("id,a\n1,yes\n")
    env = {"RIPE_ARROW_LIBRARY": str(folder / "none.so")}
    fails(2, "x.parquet: this build of ripe has no Parquet and Arrow", "none.so", "CSV",
          arguments=(folder / "r.ripe", folder / "x.parquet"), env=env)
    fails(2, "this build of ripe has no Parquet", arguments=(folder / "r.ripe", folder / "l.csv", "-o", folder / "o.parquet"),
          env=env)
    (folder / "bad.so").write_bytes(b"not a library")
    fails(2, "bad.so cannot be loaded", arguments=(folder / "r.ripe", folder / "x.parquet"),
          env={"RIPE_ARROW_LIBRARY": str(folder / "bad.so")})


def lead_files(folder, table, prefix=""):
    """The table in every form of Parquet and Arrow: (name, path)."""
    import tables as t
    pa = t.pa
    whole = t.to_arrow(table)
    text_columns = [n for n, kind, _ in table if kind == "text"]
    tricks = {
        "large": {n: pa.large_string() for n in text_columns},
        "categories": {n: pa.dictionary(pa.int32(), pa.string()) for n in text_columns},
        "small-categories": {n: pa.dictionary(pa.int8() if n in ("title", "code") else pa.int64(), pa.string())
                             for n in text_columns},
    }
    made = []

    def file(name, write):
        path = folder / (prefix + name)
        write(path)
        made.append(path)

    for codec in ("none", "snappy", "gzip", "brotli", "lz4", "zstd"):
        file(f"{codec}.parquet", lambda p, c=codec: t.write_parquet(whole, p, compression=c))
    file("groups.parquet", lambda p: t.write_parquet(whole, p, row_group_size=101))
    file("plain.parquet", lambda p: t.write_parquet(whole, p, use_dictionary=False))
    file("pages.parquet", lambda p: t.write_parquet(whole, p, data_page_size=256, data_page_version="2.0",
                                                    write_page_checksum=True, write_page_index=True))
    file("giveup.parquet", lambda p: t.write_parquet(whole, p, dictionary_pagesize_limit=128))
    file("v1.parquet", lambda p: t.write_parquet(whole, p, version="1.0", store_schema=False))
    file("bare.parquet", lambda p: t.write_parquet(whole, p, store_schema=False))
    file("delta.parquet", lambda p: t.write_parquet(
        whole, p, use_dictionary=False, column_encoding={"id": "DELTA_BINARY_PACKED", "size": "DELTA_BINARY_PACKED",
                                                         "mail": "DELTA_BYTE_ARRAY", "code": "DELTA_LENGTH_BYTE_ARRAY",
                                                         "money": "BYTE_STREAM_SPLIT"}))
    for name, types in tricks.items():
        typed = t.to_arrow(table, types)
        file(f"{name}.parquet", lambda p, x=typed: t.write_parquet(x, p, row_group_size=300))
        file(f"{name}.arrow", lambda p, x=typed: t.write_file(x.to_batches(), p, x.schema))
    views = t.to_arrow(table, {n: pa.string_view() for n in text_columns})
    file("views.arrow", lambda p: t.write_file(views.to_batches(), p, views.schema))
    file("whole.arrow", lambda p: t.write_file(whole.to_batches(), p, whole.schema))
    small = whole.to_batches(max_chunksize=97)
    file("small.arrow", lambda p: t.write_file(small, p, whole.schema))
    file("small.arrows", lambda p: t.write_stream(small, p, whole.schema))
    file("stream-in.arrow", lambda p: t.write_stream(small, p, whole.schema))
    for codec in ("lz4", "zstd"):
        file(f"{codec}.feather", lambda p, c=codec: t.write_file(small, p, whole.schema, compression=c))
    # A dictionary that is another one in every batch.
    parts = [t.to_arrow([(n, k, v[i:i + 250]) for n, k, v in table], tricks["categories"])
             for i in range(0, whole.num_rows, 250)]
    batches = [b for part in parts for b in part.to_batches()]
    file("changing.arrows", lambda p: t.write_stream(batches, p, parts[0].schema))
    grown = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    file("deltas.arrow", lambda p: t.write_file(grown.to_batches(97), p, grown.schema, emit_dictionary_deltas=True))
    return made


@check
def formats_agree(folder):
    """Every type, missing values and edges: the same scores from every format, to the byte."""
    import tables as t
    table = t.leads(1000)
    rules = folder / "r.ripe"
    rules.write_text(t.RULES)
    (folder / "leads.csv").write_bytes(t.to_csv(table))
    (folder / "leads.jsonl").write_bytes(t.to_jsonl(table))
    expected, _ = good(rules, folder / "leads.csv")
    assert len(set(line.split(b",")[1] for line in expected.split(b"\n")[1:-1])) > 500, "the scores hardly differ"
    same(expected, good(rules, folder / "leads.jsonl")[0], "JSONL")
    for path in lead_files(folder, table):
        for threads in (1, 3):
            out, err = good(rules, path, "--threads", threads)
            same(expected, out, f"{path.name}, {threads} threads")
            assert "1,000 rows read = 1,000 scored" in err, err
    # Larger than a batch, so that chunks end within row groups.
    big = t.leads(150_000, seed=3)
    (folder / "big.csv").write_bytes(t.to_csv(big))
    expected, _ = good(rules, folder / "big.csv")
    t.write_parquet(t.to_arrow(big), folder / "big.parquet", row_group_size=70_000)
    same(expected, good(rules, folder / "big.parquet")[0], "big.parquet")
    whole = t.to_arrow(big)
    t.write_file(whole.to_batches(), folder / "big.arrow", whole.schema)
    same(expected, good(rules, folder / "big.arrow")[0], "big.arrow")


@check
def slices(folder):
    """Arrays that begin within a byte of their bitmaps."""
    import tables as t
    table = t.leads(700)
    rules = folder / "r.ripe"
    rules.write_text(t.RULES)
    for start in (1, 3, 8, 9, 63):
        part = [(n, k, v[start:start + 301]) for n, k, v in table]
        (folder / "leads.csv").write_bytes(t.to_csv(part))
        expected, _ = good(rules, folder / "leads.csv")
        # One batch after whole bytes and one within them: the reader cuts batches of 65,536, so make them uneven too.
        whole = t.to_arrow(table).slice(start, 301)
        t.write_stream(whole.to_batches(13), folder / "s.arrows", whole.schema)
        same(expected, good(rules, folder / "s.arrows")[0], f"from {start}")
    odd = t.leads(65_536 * 2 + 77, seed=5)
    odd[0] = ("id", "int", list(range(len(odd[0][2]))))
    odd[0][2][5] = None  # rejected: every later row moves within the bitmaps
    odd[0][2][65_540] = 1
    (folder / "odd.csv").write_bytes(t.to_csv(odd))
    expected, _ = good(rules, folder / "odd.csv")
    whole = t.to_arrow(odd).combine_chunks()
    t.write_file(whole.to_batches(), folder / "odd.arrow", whole.schema)
    found, err = good(rules, folder / "odd.arrow")
    same(expected, found, "rejected rows")
    assert "odd.arrow:6:1: row rejected: the id is missing" in err, err
    assert 'odd.arrow:65541:1: row rejected: the id "1" has occurred before' in err, err


@check
def numbers(folder):
    """NaN is missing, an infinite number cannot be read; nothing else is lost."""
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text("field x: number\nx is missing +1\nx > 0 +2\nx < 0 +4\nx = 0 +8\n")
    values = [float("nan"), float("inf"), float("-inf"), -0.0, 0.0, 1e-320, -1.0, None]
    table = pa.table({"id": range(8), "x": pa.array(values, pa.float64())})
    t.write_parquet(table, folder / "x.parquet")
    out, err = good(rules, folder / "x.parquet")
    assert [line.split(b",")[1] for line in out.split(b"\n")[1:-1]] == [b"1", b"1", b"1", b"8", b"8", b"2", b"4", b"1"], out
    assert 'column "x": 2 cells could not be read as number and count as missing, first in line 2: "inf"' in err, err
    fails(1, 'x.parquet:2:2: "inf" in the column x cannot be read as a number',
          arguments=(rules, folder / "x.parquet", "--strict"))
    half = pa.table({"id": [1, 2, 3], "x": pa.array([0.5, -2.0, None], pa.float16())})
    t.write_file(half.to_batches(), folder / "half.arrow", half.schema)
    out, _ = good(rules, folder / "half.arrow")
    assert [line.split(b",")[1] for line in out.split(b"\n")[1:-1]] == [b"2", b"4", b"1"], out
    # Literals for missing work on numbers as they do on cells.
    rules.write_text("field x: number missing -1, 0\nx is missing +1\n")
    for kind in (pa.int8(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(9, 2), pa.string()):
        column = pa.array(["-1", "0", "3", None], pa.string()).cast(kind)
        t.write_parquet(pa.table({"id": range(4), "x": column}), folder / "m.parquet")
        out, _ = good(rules, folder / "m.parquet")
        assert [line.split(b",")[1] for line in out.split(b"\n")[1:-1]] == [b"1", b"1", b"0", b"1"], (kind, out)
    # 256 bits, and a scale that moves the point to the left.
    from decimal import Decimal
    rules.write_text("x = 12345678901234567890123.5 +1\nx = -2000 +2\n")
    column = pa.array([Decimal("12345678901234567890123.5"), Decimal("-2000")], pa.decimal256(50, 10))
    t.write_parquet(pa.table({"id": [1, 2], "x": column}), folder / "d.parquet")
    out, _ = good(rules, folder / "d.parquet")
    assert [line.split(b",")[1] for line in out.split(b"\n")[1:-1]] == [b"1", b"2"], out


@check
def instants(folder):
    """Units, zones and local time, over clock changes; out of range cannot be read."""
    import datetime as dt
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text('timezone "America/New_York"\nfield at: time\nfield on: date\n' + "".join(
        f"at in {n}h +{2**i}\n" for i, n in enumerate((1, 2, 3, 5, 8, 13, 100, 400, 20000))) +
        "on > 2026-10-31 +1000\non >= 2026-11-02 +2000\n")
    base = dt.datetime(2026, 11, 1, 0, 0, 0)  # the clocks go back at 2 on this day
    locals_ = [base + dt.timedelta(minutes=7 * i) for i in range(-300, 600)] + [dt.datetime(1969, 12, 31, 23, 59, 59),
                                                                               dt.datetime(2026, 3, 8, 2, 30)]
    utc = [v.replace(tzinfo=dt.timezone.utc) for v in locals_]
    ids = list(range(len(locals_)))
    for name, values, kind in (("local", locals_, "local"), ("utc", utc, "time")):
        (folder / "t.csv").write_bytes(t.to_csv([("id", "int", ids), ("at", kind, values), ("on", kind, values)]))
        expected, _ = good(rules, folder / "t.csv", as_of="2026-11-03T00:00:00Z")
        for unit in ("s", "ms", "us", "ns"):
            for zone in ([None] if kind == "local" else ["UTC", "Asia/Seoul", "+03:30"]):
                column = pa.array(values, pa.timestamp(unit, zone))
                table = pa.table({"id": ids, "at": column, "on": column})
                t.write_file(table.to_batches(), folder / "t.arrow", table.schema)
                same(expected, good(rules, folder / "t.arrow", as_of="2026-11-03T00:00:00Z")[0], f"{name} {unit} {zone}")
                t.write_parquet(table, folder / "t.parquet")
                same(expected, good(rules, folder / "t.parquet", as_of="2026-11-03T00:00:00Z")[0], f"{name} {unit}")
    seconds = [int(v.timestamp()) for v in utc]
    (folder / "t.csv").write_bytes(t.to_csv([("id", "int", ids), ("at", "int", seconds)]))
    expected, _ = good(rules, folder / "t.csv", as_of="2026-11-03T00:00:00Z")
    table = pa.table({"id": ids, "at": pa.array(seconds, pa.int64())})
    t.write_parquet(table, folder / "t.parquet")
    same(expected, good(rules, folder / "t.parquet", as_of="2026-11-03T00:00:00Z")[0], "epochs")
    far = pa.table({"id": [1, 2, 3], "at": pa.array([2**62, -(2**62), 0], pa.timestamp("s", "UTC")),
                    "on": pa.array([2**31 - 1, -(2**31), 0], pa.date32())})
    t.write_file(far.to_batches(), folder / "far.arrow", far.schema)
    _, err = good(rules, folder / "far.arrow")
    assert 'column "at": 2 cells could not be read as time' in err and 'column "on": 2 cells' in err, err


@check
def ids(folder):
    """Integers and texts are the same ids; what is missing or repeated is rejected, and kept on demand."""
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text("event a\na +1 each up to 9\n")
    wide = [7, 0, -3, 2**62, -(2**63), 10**12, 7, None, 12]
    kept = b"id,score,stage\n7,2,Lead\n0,1,Lead\n-3,1,Lead\n4611686018427387904,1,Lead\n-9223372036854775808,1,Lead\n" \
           b"1000000000000,0,Lead\n12,0,Lead\n"
    events = [7, 0, -3, 2**62, -(2**63), 99, 7, None]
    for lead_kind in (pa.int64(), pa.string(), pa.dictionary(pa.int16(), pa.string()), "csv"):
        for event_kind in (pa.int64(), pa.string(), pa.dictionary(pa.int8(), pa.string()), "csv"):
            def column(values, kind):
                if pa.types.is_integer(kind):
                    return pa.array(values, kind)
                return pa.array([None if v is None else str(v) for v in values], pa.string()).cast(kind)
            leads_path, events_path = folder / "l.parquet", folder / "e.parquet"
            if lead_kind == "csv":
                leads_path = folder / "l.csv"
                leads_path.write_bytes(t.to_csv([("id", "int", wide), ("x", "int", wide)]))
            else:
                t.write_parquet(pa.table({"id": column(wide, lead_kind), "x": wide}), leads_path)
            rows = [("id", "int", events), ("type", "text", ["a"] * 8), ("at", "text", ["2026-11-01"] * 8)]
            if event_kind == "csv":
                events_path = folder / "e.csv"
                events_path.write_bytes(t.to_csv(rows))
            else:
                t.write_parquet(pa.table({"id": column(events, event_kind), "type": rows[1][2], "at": rows[2][2]}),
                                events_path)
            out, err = good(rules, leads_path, "--events", events_path, "--raw", "--rejects",
                            folder / "rejects.csv")
            same(kept, out, f"leads {lead_kind}, events {event_kind}")
            assert "leads: 9 rows read = 7 scored + 2 rejected" in err, err
            assert "events: 8 rows read = 6 used + 1 rejected + 1 of leads that are not there" in err, err
            rejects = (folder / "rejects.csv").read_text()
            assert rejects.count("\n") == 4 and "the id is missing" in rejects and "has occurred before" in rejects, rejects
    # Not every text of digits is an integer: 07 is another id than 7.
    (folder / "l.csv").write_text("id\n07\n7\n+1\n-0\n0\n1.0\n9223372036854775808\n")
    t.write_parquet(pa.table({"id": pa.array([7, 0, 1], pa.int32()), "type": ["a"] * 3, "at": ["2026-11-01"] * 3}),
                    folder / "e.parquet")
    out, _ = good(rules, folder / "l.csv", "--events", folder / "e.parquet")
    assert [line.split(b",")[1] for line in out.split(b"\n")[1:-1]] == [b"0", b"1", b"0", b"0", b"1", b"0", b"0"], out
    # Downwards, scattered, and dense again: the integers' index changes its form on the way.
    rng = random.Random(1)
    many = list(range(200_000, 0, -1)) + [rng.randrange(2**40) + 10**7 for _ in range(50_000)] + list(range(-5, 0))
    t.write_parquet(pa.table({"id": pa.array(many, pa.int64())}), folder / "l.parquet")
    t.write_parquet(pa.table({"id": pa.array(many[::-1], pa.int64()), "type": ["a"] * len(many),
                              "at": ["2026-11-01"] * len(many)}), folder / "e.parquet")
    (folder / "l.csv").write_bytes(t.to_csv([("id", "int", many)]))
    out, _ = good(rules, folder / "l.parquet", "--events", folder / "e.parquet")
    expected, _ = good(rules, folder / "l.csv", "--events", folder / "e.parquet")
    same(expected, out, "many ids")


@check
def events_agree(folder):
    import tables as t
    pa = t.pa
    people = [("id", "int", list(range(400)))]
    table = t.events(20_000, 400)
    rules = folder / "r.ripe"
    rules.write_text(t.EVENT_RULES)
    (folder / "leads.csv").write_bytes(t.to_csv(people))
    t.write_parquet(t.to_arrow(people), folder / "leads.parquet")
    (folder / "events.csv").write_bytes(t.to_csv(table))
    for extra in ([], ["--event-id", "event_id"]):
        expected, text = good(rules, folder / "leads.csv", "--events", folder / "events.csv", *extra)
        counts = [line for line in text.split("\n") if line.startswith("events:")]
        for name, types in (("texts", {}), ("codes", {"type": pa.dictionary(pa.int8(), pa.string()),
                                                      "url": pa.dictionary(pa.int8(), pa.string())}),
                            ("other", {"lead_id": pa.int64(), "type": pa.large_string(),
                                       "at": pa.timestamp("us", "Asia/Seoul")})):
            whole = t.to_arrow(table, types)
            t.write_parquet(whole, folder / "events.parquet", row_group_size=6_000)
            t.write_stream(whole.to_batches(999), folder / "events.arrows", whole.schema)
            for path in (folder / "events.parquet", folder / "events.arrows"):
                for people_path in (folder / "leads.csv", folder / "leads.parquet"):
                    for threads in (1, 2, 7):
                        out, err = good(rules, people_path, "--events", path, "--threads", threads, *extra)
                        same(expected, out, f"{name} {path.name} {threads}")
                        assert [line for line in err.split("\n") if line.startswith("events:")] == counts, err
    # Types of which the data has none, in a dictionary, are none: `gone_30d` is a column then.
    kinds = pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int8()), pa.array(["here", "gone"]))
    t.write_parquet(pa.table({"id": [1, 2], "type": kinds, "at": ["2026-11-19", "2026-11-19"]}), folder / "k.parquet")
    rules.write_text("here_30d +5\n")
    out, _ = good(rules, folder / "leads.csv", "--events", folder / "k.parquet")
    assert b"\n1,5,Lead\n" in out, out


def typed_columns(pa):
    """(type of the field, Arrow's column, the same cells as CSV has them): each type that tables.py does not have."""
    import uuid
    ids = [uuid.UUID(int=7), None, uuid.UUID("12345678-9abc-def0-1234-56789abcdef0"), uuid.UUID(int=7)]
    texts, cells = ["vp", "", None, "cto"], ["vp", "", "", "cto"]
    encoded = [t if t is None else t.encode() for t in texts]
    days, on = [20_000, None, 20_001, -1], ["2024-10-04", "", "2024-10-05", "1969-12-31"]
    noon, clock = [43_200, None, 0, 86_399], ["12:00:00", "", "00:00:00", "23:59:59"]
    tags, joined = [["a", "b"], None, [], ["b", None]], ["a;b", "", "", "b"]
    out = [("text", pa.array(texts, kind), cells) for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int16(), pa.string()),
                                                              pa.dictionary(pa.uint32(), pa.large_string()))]
    out += [("text", pa.array(encoded, kind), cells) for kind in (pa.binary(), pa.large_binary(), pa.binary_view())]
    out += [("text", pa.array([b"abc", None, b"xyz", b"abc"], pa.binary(3)), ["abc", "", "xyz", "abc"]),
            ("text", pa.array([i and i.bytes for i in ids], pa.uuid()), [str(i or "") for i in ids]),
            ("text", pa.array(days, pa.date32()), on), ("text", pa.array([d and d * 86_400_000 for d in days], pa.date64()), on),
            ("date", pa.array([d and d * 86_400_000 for d in days], pa.date64()), on),
            ("time", pa.array([d and d * 86_400_000 for d in days], pa.date64()), on),
            ("yesno", pa.array([1, 0, None, 1], pa.uint8()), ["1", "0", "", "1"]),
            ("number", pa.array([True, False, None, True]), ["true", "false", "", "true"]),
            ("number", pa.array([1.5, None, -2.0, 0.0], pa.float16()), ["1.5", "", "-2", "0"]),
            ("text", pa.array([1.5, None, -2.0, 0.25], pa.float32()), ["1.5", "", "-2", "0.25"]),
            ("number", pa.array([2**64 - 1, None, 5, 0], pa.uint64()), [str(2**64 - 1), "", "5", "0"]),
            ("number", pa.nulls(4), ["", "", "", ""]), ("tags", pa.nulls(4), ["", "", "", ""])]
    out += [("text", pa.array([n if n is None else n * scale for n in noon], kind), clock)
            for scale, kind in ((1, pa.time32("s")), (10**3, pa.time32("ms")), (10**6, pa.time64("us")), (10**9, pa.time64("ns")))]
    out += [("tags", pa.array(tags, kind), joined) for kind in (pa.list_(pa.string()), pa.large_list(pa.string()), pa.list_(pa.large_string()),
                                                               pa.list_(pa.dictionary(pa.int8(), pa.string())), pa.list_(pa.string_view()))]
    out += [("tags", pa.array([["a", "b"], None, ["b", "c"], ["c", None]], pa.list_(pa.string(), 2)), ["a;b", "", "b;c", "c"]),
            ("tags", pa.array([[1, 2], None, [], [2]], pa.list_(pa.int16())), ["1;2", "", "", "2"]),
            ("tags", pa.array(["a;b", None, "", "b"], pa.dictionary(pa.int8(), pa.string())), joined)]
    return out


@check
def every_type(folder):
    """A column of each type, of leads and of events: the scores are those of the same cells in CSV."""
    import tables as t
    pa = t.pa
    of_leads, of_events = folder / "l.ripe", folder / "e.ripe"
    people, count = folder / "people.csv", 4
    people.write_text("id\n" + "".join(f"{i}\n" for i in range(count)))
    for kind, column, cells in typed_columns(pa):
        what = f"{kind} of {column.type}"
        tests = ["x is missing"]
        values = sorted({v for cell in cells for v in (cell.split(";") if kind == "tags" else [cell]) if v})
        for v in values:
            if kind == "number" and v not in ("true", "false", "inf"):
                tests.append(f"x = {v}")
            elif kind in ("text", "tags"):
                tests.append(f'x contains "{v}"')
            elif kind == "date":
                tests.append(f"x = {v}")
            elif kind == "time":
                tests.append(f"x >= {v}")
        if kind == "yesno":
            tests += ["x = yes", "x = no"]
        of_leads.write_text(f"field x: {kind}\n" + "".join(f"{test} +{2**i}\n" for i, test in enumerate(tests)))
        (folder / "x.csv").write_text("id,x\n" + "".join(f"{i},{cell}\n" for i, cell in enumerate(cells)))
        expected, said = good(of_leads, folder / "x.csv")
        table = pa.table({"id": range(count), "x": column})
        t.write_stream(table.to_batches(3), folder / "x.arrows", table.schema)
        t.write_stream(table.slice(1).to_batches(), folder / "part.arrows", table.schema)
        out, err = good(of_leads, folder / "x.arrows")
        same(expected, out, what)
        counts = [[line.split(".csv: ")[-1].split(".arrows: ")[-1].split(", first")[0] for line in text.split("\n") if "could not be read" in line]
                  for text in (said, err)]
        assert counts[0] == counts[1], (what, said, err)
        rest = expected.split(b"\n")
        same(b"\n".join(rest[:1] + rest[2:]), good(of_leads, folder / "part.arrows")[0], f"a part of {what}")
        assert any(line.split(b",")[1] != b"0" for line in rest[1:-1]), f"{what}: no lead scores, so that nothing is compared"
        if kind == "tags":
            continue  # events have none
        of_events.write_text(f"event e {{ x: {kind} }}\n" + "".join(f"e where {test} +{2**i}\n" for i, test in enumerate(tests)))
        (folder / "x.csv").write_text("lead_id,type,at,x\n" + "".join(f"{i},e,2026-11-19,{cell}\n" for i, cell in enumerate(cells)))
        expected, _ = good(of_events, people, "--events", folder / "x.csv")
        table = pa.table({"lead_id": range(count), "type": ["e"] * count, "at": ["2026-11-19"] * count, "x": column})
        t.write_stream(table.to_batches(3), folder / "x.arrows", table.schema)
        same(expected, good(of_events, people, "--events", folder / "x.arrows")[0], f"events with {what}")


@check
def types_of_no_cells(folder):
    """What rules cannot look at is said by its name; rules that do not look at it do not mind."""
    import tables as t
    pa = t.pa
    rules, others = folder / "r.ripe", folder / "o.ripe"
    rules.write_text("field x: text\nx = \"a\" +1\n")
    others.write_text("id = 1 +1\n")
    columns = [("a struct", pa.array([{"a": 1}])), ("a map", pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int8()))),
               ("a duration", pa.array([1], pa.duration("s"))), ("an interval", pa.array([(1, 2, 3)], pa.month_day_nano_interval())),
               ("list of list", pa.array([[["a"]]], pa.list_(pa.list_(pa.string())))),
               ("a list view", pa.array([["a"]], pa.list_view(pa.string()))),
               ("a run-end encoded column", pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array(["a"]))),
               ("a union", pa.UnionArray.from_dense(pa.array([0], pa.int8()), pa.array([0], pa.int32()), [pa.array(["a"])]))]
    for words, column in columns:
        table = pa.table({"id": [1], "x": column})
        t.write_stream(table.to_batches(), folder / "x.arrows", table.schema)
        fails(1, "x.arrows: the column x is", words, "which rules cannot look at", arguments=(rules, folder / "x.arrows"))
        out, _ = good(others, folder / "x.arrows")
        assert out == b"id,score,stage\n1,1,Lead\n", (words, out)


@check
def times_and_ids_of_events(folder):
    """Times, lead ids and event ids of every type, known or not: used and rejected as the same cells in CSV are."""
    import tables as t
    pa = t.pa
    rules, people = folder / "r.ripe", folder / "l.csv"
    people.write_text("id\n" + "".join(f"{i}\n" for i in range(6)))
    rules.write_text("timezone \"Asia/Seoul\"\nevent e\n" + "".join(f"e in {n}h +{2**i}\n" for i, n in enumerate((24, 36, 48, 60, 10_000))) +
                     "count of e >= 2 +100\n")
    day = 1_794_960_000  # 2026-11-18T00:00:00Z
    seconds = [day, day + 3600, None, day - 86_400, day + 86_400, day]
    whole = [s and s // 86_400 * 86_400 for s in seconds]
    leads, kinds, numbers = [0, 1, 2, 3, 77, None], ["e", "e", "e", "other", "e", "e"], [5, 5, 6, 7, None, 8]
    times = [(seconds, seconds, pa.int64()), (seconds, seconds, pa.int32()), (seconds, seconds, pa.uint64()), (seconds, seconds, pa.float64()),
             ([s and s * 1000 for s in seconds], [s and s * 1000 for s in seconds], pa.int64())]
    stamp = lambda s, form: "" if s is None else dt.datetime.fromtimestamp(s, dt.timezone.utc).strftime(form)  # noqa: E731
    import datetime as dt
    dates = [stamp(s, "%Y-%m-%d") for s in seconds]
    times += [(dates, [s and s // 86_400 for s in whole], pa.date32()), (dates, [s and s * 1000 for s in whole], pa.date64())]
    for unit, scale in (("s", 1), ("ms", 10**3), ("us", 10**6), ("ns", 10**9)):
        scaled = [s and s * scale for s in seconds]
        times += [([stamp(s, "%Y-%m-%dT%H:%M:%S") for s in seconds], scaled, pa.timestamp(unit)),
                  ([stamp(s, "%Y-%m-%dT%H:%M:%SZ") for s in seconds], scaled, pa.timestamp(unit, "UTC"))]
    written = [stamp(s, "%Y-%m-%dT%H:%M:%SZ") or None for s in seconds]
    times += [(written, written, kind) for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()))]
    names = [None if i is None else str(i) for i in leads]
    tried = [(cells, pa.array(values, kind), pa.array(leads, pa.int64()), pa.array(numbers, pa.int64())) for cells, values, kind in times]
    cells, values, kind = times[0]
    tried += [(cells, pa.array(values, kind), pa.array(leads, k), pa.array(numbers, k)) for k in (pa.int8(), pa.uint16(), pa.uint64())]
    tried += [(cells, pa.array(values, kind), pa.array(names, k), pa.array([n and str(n) for n in numbers], k))
              for k in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.uint8(), pa.string()))]
    for cells, at, lead, number in tried:
        rows = zip(*([("" if v is None else str(v)) for v in column] for column in (leads, kinds, cells, numbers)))
        (folder / "e.csv").write_text("lead_id,type,at,n\n" + "".join(",".join(row) + "\n" for row in rows))
        table = pa.table({"lead_id": lead, "type": kinds, "at": at, "n": number})
        t.write_stream(table.to_batches(4), folder / "e.arrows", table.schema)
        for extra in ([], ["--event-id", "n"]):
            what = f"{at.type}, ids {lead.type} {extra}"
            expected, said = good(rules, people, "--events", folder / "e.csv", *extra)
            assert b",115," in expected or b",16," in expected, expected
            out, err = good(rules, people, "--events", folder / "e.arrows", *extra)
            same(expected, out, what)
            counts = [[line for line in text.split("\n") if line.startswith("events:")] for text in (said, err)]
            assert counts[0] == counts[1] and "rejected" in counts[0][0], (what, said, err)


@check
def other_commands(folder):
    import tables as t
    pa = t.pa
    t.write_parquet(pa.table({"id": [1, 2], "member": [True, None], "likes": [["a"], None]}), folder / "l.parquet")
    (folder / "r.ripe").write_text("member +20\n")
    out, _ = good(folder / "r.ripe", folder / "l.parquet", "--id", "1", command="explain")
    assert b"20" in out, out
    good(folder / "r.ripe", "--leads", folder / "l.parquet", command="check")
    # Standard input, which is no file that can be read from its end.
    data = (folder / "l.parquet").read_bytes()
    status, out, err = ripe(folder / "r.ripe", "-", "--leads-format", "parquet", stdin=data)
    assert status == 0 and out == b"id,score,stage\n1,20,Lead\n2,0,Lead\n", err


@check
def what_cannot_be_read(folder):
    """A clear message and an exit status, for whatever is wrong with a file."""
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text("field a: number\na > 1 +1\n")
    nested = pa.table({"id": [1], "a": pa.array([{"x": 1}]), "b": [1]})
    t.write_parquet(nested, folder / "s.parquet")
    fails(1, "s.parquet: the column a is a struct", arguments=(rules, folder / "s.parquet"))
    (folder / "b.ripe").write_text("b = 1 +1\n")  # does not look at it
    good(folder / "b.ripe", folder / "s.parquet")
    for name, data, words in (("empty.parquet", b"", "the file is empty"),
                              ("text.parquet", b"id,a\n1,2\n" * 9, "this is not a Parquet file"),
                              ("text.arrow", b"id,a\n1,2\n" * 9, "this is not an Arrow file"),
                              ("enc.parquet", b"PARE" + b"x" * 99 + b"PARE", "encrypted"),
                              ("old.feather", b"FEA1" + b"x" * 99, "Feather version 1"),
                              ("gz.parquet", b"\x1f\x8b\x08" + b"x" * 99, "compressed as a whole"),
                              ("short.parquet", b"PAR1", "short.parquet: ")):
        (folder / name).write_bytes(data)
        fails(3, words, name, arguments=(rules, folder / name))
    fails(3, "gone.parquet: cannot open", arguments=(rules, folder / "gone.parquet"))
    bad = pa.table({"id": [1, 2], "a": pa.array([b"1", b"\xff\xfe"], pa.binary())})
    t.write_parquet(bad, folder / "bad.parquet")
    fails(3, "bad.parquet:2:2: here is a text that is not valid UTF-8", arguments=(rules, folder / "bad.parquet"))
    none = pa.table({"id": pa.array([], pa.int64()), "a": pa.array([], pa.float64())})
    t.write_parquet(none, folder / "none.parquet")
    t.write_stream([], folder / "none.arrows", none.schema)
    t.write_file([], folder / "none.arrow", none.schema)
    for name in ("none.parquet", "none.arrows", "none.arrow"):
        out, err = good(rules, folder / name)
        assert out == b"id,score,stage\n" and "0 rows read = 0 scored" in err, (out, err)


@check
def blank_texts(folder):
    """Blank values of a dictionary are missing as blank cells of CSV are, in rows that are all kept and where some are left out."""
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text('field title, other: text\ntitle is known +1\ntitle is missing +2\ntitle = "x" +4\ntitle contains "x" +8\ntitle = other +16\ntitle != other +32\nnot (title = other) +64\n')
    values = ["x", " ", "", None, "\t", "\u00a0", "\u3000", " x ", "\u200b", "\r\n"] * 40
    for repeats in (False, True):
        ids = [7 if repeats and i % 11 == 0 else 1000 + i for i in range(len(values))]
        others = [values[(i * 3 + i // 10) % len(values)] for i in range(len(values))]
        lines = [f'{i},"{v or ""}","{o or ""}"' for i, v, o in zip(ids, values, others)]
        (folder / "l.csv").write_text("id,title,other\n" + "\n".join(lines) + "\n", newline="")
        expected, _ = good(rules, folder / "l.csv")
        assert all(b",%d," % score in expected for score in (1, 2, 13, 17, 29, 97, 109)), expected
        for kind in (pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int64(), pa.string())):
            made = [v.dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else v.cast(kind) for v in map(pa.array, (values, others))]
            table = pa.table({"id": ids, "title": made[0], "other": made[1]})
            t.write_parquet(table, folder / "l.parquet")
            t.write_file(table.to_batches(97), folder / "l.arrow", table.schema)
            for name in ("l.parquet", "l.arrow"):
                for threads in (1, 2):
                    same(expected, good(rules, folder / name, "--threads", threads)[0], f"{kind}, {name}, repeats {repeats}")


@check
def flat_columns(folder):
    """Columns that are decoded straight into arrays, with missing values in every pattern, against Arrow files, which are not."""
    import tables as t
    pa = t.pa
    rows, rng = 90_000, random.Random(5)
    patterns = {
        "none": lambda i: False, "all": lambda i: True, "head": lambda i: i < 66_000, "tail": lambda i: i >= 66_000,
        "runs": lambda i: i // 1_000 % 2 == 1, "some": lambda i: rng.random() < 0.1, "most": lambda i: rng.random() < 0.9,
        "first": lambda i: i % 65_536 == 0, "last": lambda i: i % 65_536 == 65_535,
    }
    numbers = [rng.randrange(-1000, 1000) for _ in range(rows)]
    words = ["vp", "가", "", "a longer text"]
    kinds = [("number", pa.int32(), lambda n: n, "> 0"), ("number", pa.int64(), lambda n: n * 10**9, "> 0"), ("number", pa.float32(), lambda n: n / 8, "> 0"),
             ("number", pa.float64(), lambda n: n / 10, "> 0"), ("yesno", pa.bool_(), lambda n: n > 0, "= yes"),
             ("date", pa.date32(), lambda n: 20_000 + n, "> 2024-10-04"), ("text", pa.string(), lambda n: words[n % 4], '= "가"')]
    kinds += [("time", pa.timestamp(unit, zone), lambda n, m=m: (1_700_000_000 + n * 1000) * m, "> 2023-11-15")
              for unit, m in (("ms", 10**3), ("us", 10**6), ("ns", 10**9)) for zone in (None, "Asia/Seoul")]
    rules = folder / "r.ripe"
    rules.write_text("".join(f"field x{i}: {kind}\nx{i} {test} +{2**i}\nx{i} is missing +{2**(i + len(kinds))}\n"
                             for i, (kind, _, _, test) in enumerate(kinds)))
    options = [{}, {"data_page_version": "2.0", "data_page_size": 5_000}, {"use_dictionary": False, "compression": "none"}, {"row_group_size": 66_000},
               {"dictionary_pagesize_limit": 200}, {"row_group_size": 1_000}]
    distinct = set()
    for n, (name, missing) in enumerate(patterns.items()):
        gone = [missing(i) for i in range(rows)]
        columns = {"id": pa.array(range(rows))}
        for i, (_, kind, value, _) in enumerate(kinds):
            turned = numbers[977 * i:] + numbers[:977 * i]
            columns[f"x{i}"] = pa.array([None if no else value(v) for v, no in zip(turned, gone)], kind)
        table = pa.table(columns)
        t.write_file(table.to_batches(50_000), folder / "x.arrow", table.schema)
        expected, _ = good(rules, folder / "x.arrow")
        if name == "none":  # as columns that cannot miss a value
            table = table.cast(pa.schema([f.with_nullable(False) for f in table.schema]))
        distinct |= {line.split(b",")[1] for line in expected.split(b"\n")[1:-1]}
        for option in (options if name == "some" else [options[n % len(options)]]):
            t.write_parquet(table, folder / "x.parquet", **option)
            for threads in ("1", "2"):
                same(expected, good(rules, folder / "x.parquet", "--threads", threads)[0], f"{name} missing, {option}, {threads} threads")
    assert len(distinct) > 5_000, len(distinct)


@check
def broken_bytes(folder):
    """Files cut short or with bytes changed: read, or refused in words; never a crash."""
    import tables as t
    pa = t.pa
    rules = folder / "r.ripe"
    rules.write_text(t.RULES)
    table = t.leads(300)
    whole = t.to_arrow(table, {"title": pa.dictionary(pa.int8(), pa.string())})
    t.write_parquet(whole, folder / "a.parquet", row_group_size=120)
    t.write_parquet(whole, folder / "b.parquet", compression="none", use_dictionary=False)
    t.write_file(whole.to_batches(100), folder / "c.arrow", whole.schema)
    t.write_stream(whole.to_batches(100), folder / "d.arrows", whole.schema, compression="lz4")
    rng = random.Random(11)
    outcomes = {}
    for name in ("a.parquet", "b.parquet", "c.arrow", "d.arrows"):
        data = (folder / name).read_bytes()
        for round_ in range(30):
            broken = bytearray(data)
            if round_ % 5 == 0:
                del broken[rng.randrange(len(broken)):]
            else:
                # Headers and footers are where it hurts.
                where = [rng.randrange(len(broken)), rng.randrange(min(2000, len(broken))),
                         len(broken) - 1 - rng.randrange(min(6000, len(broken)))][round_ % 3]
                for i in range(rng.randrange(1, 5)):
                    if where + i < len(broken):
                        broken[where + i] = rng.randrange(256)
            path = folder / ("x" + Path(name).suffix)
            path.write_bytes(broken)
            status, _, err = ripe(rules, path)
            assert status in (0, 1, 2, 3), f"{name}, round {round_}: exit {status}: {err[-500:]}"
            assert status == 0 or "x." in err, f"{name}, round {round_}: exit {status} without a word of the file: {err}"
            outcomes[status] = outcomes.get(status, 0) + 1
    assert outcomes.get(3, 0) > 20, outcomes


@check
def output(folder):
    """The same scores in every format, the same bytes with any number of threads, whole or not at all."""
    import tables as t
    pa, pq, ipc = t.pa, t.pq, t.ipc
    rows = 140_000
    table = [("lead", "text", [f"가{i}" if i % 3 else f"{i:05}" for i in range(rows)]),
             ("size", "int", [i % 1700 for i in range(rows)]), ("member", "bool", [i % 5 == 0 for i in range(rows)])]
    t.write_parquet(t.to_arrow(table), folder / "l.parquet")
    rules = folder / "r.ripe"
    rules.write_text("group fit up to 25 {\n  size in 200 to 1000 +10.125 \"size\"\n  member +20 \"member\"\n}\n"
                     "score >= 20 => MQL\n")
    base = (rules, folder / "l.parquet", "--id", "lead", "--reasons", "2")
    good(*base, "-o", folder / "o.csv")
    lines = [line.split(",") for line in (folder / "o.csv").read_text().split("\n")[1:-1]]
    expected = {"lead": [x[0] for x in lines], "score": [float(x[1]) for x in lines], "fit": [float(x[2]) for x in lines],
                "stage": [x[3] for x in lines], "reasons": [x[4].lstrip("'") for x in lines]}
    readers = {"parquet": pq.read_table, "arrow": lambda p: ipc.open_file(p).read_all(),
               "feather": lambda p: ipc.open_file(p).read_all(), "arrows": lambda p: ipc.open_stream(p).read_all()}
    for kind, read in readers.items():
        path = folder / f"o.{kind}"
        seen = None
        for threads in (1, 2, 7):
            good(*base, "-o", path, "--threads", threads)
            data = path.read_bytes()
            assert seen in (None, data), f"{kind}: other bytes with {threads} threads"
            seen = data
        found = read(path)
        assert found.column_names == list(expected), found.schema
        assert found.schema.field("score").type == pa.float64() and found.schema.field("lead").type == pa.string()
        assert pa.types.is_dictionary(found.schema.field("stage").type), found.schema
        for name, values in expected.items():
            assert found[name].to_pylist() == values, f"{kind}: column {name}"
    # However the leads are cut into batches.
    t.write_parquet(t.to_arrow(table), folder / "l.parquet", row_group_size=7_777)
    seen = (folder / "o.parquet").read_bytes()
    good(*base, "-o", folder / "o.parquet")
    assert (folder / "o.parquet").read_bytes() == seen, "other bytes from other batches"
    fails(2, "leave the .gz or .zst away", arguments=(*base, "-o", folder / "o.parquet.gz"))
    # A run that fails leaves what was there.
    (folder / "cut.parquet").write_bytes((folder / "l.parquet").read_bytes()[:-50])
    fails(3, "cut.parquet", arguments=(rules, folder / "cut.parquet", "--id", "lead", "-o", folder / "o.parquet"))
    assert (folder / "o.parquet").read_bytes() == seen
    if os.path.exists("/dev/full"):
        os.symlink("/dev/full", folder / "full.parquet")
        fails(3, "No space left on device", arguments=(*base, "-o", folder / "full.parquet"))
    # No leads at all: still a table.
    none = pa.table({"lead": pa.array([], pa.string()), "size": pa.array([], pa.int64()), "member": pa.array([], pa.bool_())})
    t.write_parquet(none, folder / "none.parquet")
    good(rules, folder / "none.parquet", "--id", "lead", "-o", folder / "none-o.parquet")
    assert pq.read_table(folder / "none-o.parquet").num_rows == 0


@check
def integer_ids(folder):
    """Ids that are integers come out as integers, so that the scores can be joined with the leads."""
    import tables as t
    pa, pq, ipc = t.pa, t.pq, t.ipc
    rules = folder / "r.ripe"
    rules.write_text("size > 1 +20\nscore >= 20 => MQL\n")
    ends = {pa.int8(): [-128, 127], pa.int16(): [-32768, 32767], pa.int32(): [-2**31, 2**31 - 1],
            pa.int64(): [-2**63, 2**63 - 1], pa.uint8(): [0, 255], pa.uint32(): [0, 2**32 - 1]}
    for kind, limits in ends.items():
        ids = [7, limits[0], 1, limits[1], 100]
        t.write_parquet(pa.table({"id": pa.array(ids, kind), "size": range(5)}), folder / "l.parquet")
        for limit in ((), ("--memory-limit", "120MB", "--threads", "1")):
            for name, read in (("o.parquet", pq.read_table), ("o.arrow", lambda p: ipc.open_file(p).read_all())):
                good(rules, folder / "l.parquet", "-o", folder / name, *limit)
                found = read(folder / name)
                assert found.schema.field("id").type == pa.int64(), found.schema
                assert found["id"].to_pylist() == ids, f"{kind}: {found['id']}"
                assert found["score"].to_pylist() == [0, 0, 20, 20, 20]
    # What does not fit, and what is text, stays text.
    for column in (pa.array([2**64 - 1, 1], pa.uint64()), pa.array(["007", "7"]), pa.array(["7", "8"]).dictionary_encode()):
        t.write_parquet(pa.table({"id": column, "size": [1, 2]}), folder / "l.parquet")
        good(rules, folder / "l.parquet", "-o", folder / "o.parquet")
        found = pq.read_table(folder / "o.parquet")
        assert found.schema.field("id").type == pa.string(), found.schema
        assert found["id"].to_pylist() == [str(v) for v in column.to_pylist()]
    (folder / "l.csv").write_text("id,size\n1,2\n")
    good(rules, folder / "l.csv", "-o", folder / "o.parquet")
    assert pq.read_table(folder / "o.parquet")["id"].to_pylist() == ["1"]
    # A row without an id is told of; the others stay integers.
    t.write_parquet(pa.table({"id": pa.array([3, None, 5], pa.int64()), "size": [1, 2, 3]}), folder / "l.parquet")
    status, _, err = ripe(rules, folder / "l.parquet", "-o", folder / "o.parquet")
    assert status == 0 and "2:1: row rejected: the id is missing" in err, err
    assert pq.read_table(folder / "o.parquet")["id"].to_pylist() == [3, 5]


@check
def memory(folder):
    """A file many times larger than what a run may take: rows of one row group of 2,000,000."""
    import tables as t
    pa = t.pa
    rows = 2_000_000
    column = pa.array([i * 2654435761 % 2**40 for i in range(100_000)], pa.int64())
    many = pa.concat_arrays([column] * 20)
    table = pa.table({"id": pa.array(range(rows), pa.int64()), **{f"c{i}": many for i in range(12)}})
    t.write_parquet(table, folder / "l.parquet", row_group_size=rows, compression="none", use_dictionary=False)
    size = (folder / "l.parquet").stat().st_size
    (folder / "r.ripe").write_text("".join(f"c{i} > {i}000 +{i + 1}\n" for i in range(12)))
    code = ("import resource, subprocess, sys; s = subprocess.run(sys.argv[1:], capture_output=True).returncode; "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(s)")
    done = subprocess.run([sys.executable, "-c", code, RIPE, "score", folder / "r.ripe", folder / "l.parquet", "-o",
                           folder / "o.parquet", "--as-of", AS_OF, "--threads", "2"], capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    peak = int(done.stdout) * 1024
    assert size > 200e6 and peak < 400e6, f"{peak / 1e6:.0f} MB for a file of {size / 1e6:.0f} MB"


def main():
    global RIPE
    parser = argparse.ArgumentParser()
    parser.add_argument("ripe")
    parser.add_argument("--pyarrow", default="")
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    RIPE = os.path.abspath(options.ripe)
    import parts, wide
    checks = CHECKS + [parts.of(good, same), wide.of(good, same)]
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    if options.pyarrow:
        sys.path.insert(0, options.pyarrow)
        try:
            import tables  # noqa: F401
        except ImportError as error:
            print(f"skipped, all but one: this Python cannot use the pinned pyarrow: {error}")
            checks = CHECKS[:1]
    else:
        print("skipped, all but one: a build without Parquet and Arrow (RIPE_ARROW=OFF)")
        checks = CHECKS[:1]
    passed = failed = 0
    for work in checks:
        if options.names and work.__name__ not in options.names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                work(Path(folder))
                passed += 1
            except Exception:
                failed += 1
                print(f"FAILED {work.__name__}")
                traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
