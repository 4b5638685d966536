#!/usr/bin/env python3
"""Seeds for the fuzz targets, from what the repository has anyway: rules of examples, the standard library, tests and the catalogue,
the conformance suite's cases with their data, and tables made by pyarrow where there is one. Argument: the folder to fill, one
folder a target. Formats of inputs: the opening paragraphs of the targets' files."""
import glob
import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEPARATOR = b"\n====\n"
MOST = 12_000  # bytes; larger seeds only slow the search

CELLS = """1,234.5|$12|₩1,000|3,000원|12.5%|-1e3|1e308|007|yes|NO|예|아니오|O|x|Y|2026-11-20|2026/11/20|2026. 11. 20|2026.11.20.|0001-01-01|
9999-12-31|2024-02-29|2026-11-20T09:00:00+09:00|2026-11-20 09:00|2026-11-20T23:59:60Z|2026-03-08T02:30|1795000000|1795000000123|
-62135596800|253402300799.999999|1970-01-01T00:00:00.0000009Z|5만|1억|20%|10_000|30d|15min|2w|1.5h|12.345|ａ１２|가나다|ß İ|a; b, c|
["a","b"]|é|  x  |1961-08-10T00:00|2026-10-04T02:15|2018-11-04|+20|1_0.5|.5|5.|0x10|inf|nan"""


def read(path):
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read()


def files(pattern):
    return sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True))


def conformance():
    """The cases of the conformance suite, each as a dict from file name to bytes; of its systematic part every eighth."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(ROOT, "tests/conformance/run.py"), "--expand", folder], check=True, stdout=subprocess.DEVNULL)
        for number, case in enumerate(sorted(os.path.dirname(path) for path in glob.glob(folder + "/**/case.json", recursive=True))):
            found = {name: read(os.path.join(case, name)) for name in os.listdir(case) if os.path.isfile(os.path.join(case, name))}
            if b'"reference"' not in found["case.json"] or number % 8 == 0:
                yield found


class Seeds:
    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def add(self, target, data):
        if len(data) > MOST:
            return
        folder = os.path.join(self.folder, target)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha1(data).hexdigest()[:16]), "wb") as file:
            file.write(data)
        self.count += 1

    def rules(self, text, leads=b"", events=b""):
        header = leads.split(b"\n")[0] if leads and not leads.startswith(b"{") else b""
        types = b",".join(sorted({row.split(b",")[1] for row in events.splitlines()[1:] if row.count(b",") >= 2})) if events else b""
        full = SEPARATOR.join([text, b"define m = size > 3\n", b"a.com\nb.com\n", header, types])
        self.add("rules", full)
        self.add("format", text)
        if leads:
            self.add("score", SEPARATOR.join([text, leads, events]) if events else text + SEPARATOR + leads)

    def leads(self, data):
        self.add("jsonl" if data.startswith(b"{") else "csv", b"A" + data)
        self.add("packed", b"A" + data)
        self.add("packed", b"C" + data)
        self.add("packed", b"D" + data)

    def events(self, data):
        self.add("events", b"A" + data)
        self.add("csv", b"A" + data)


def tables(seeds):
    try:
        import pyarrow as pa
        import pyarrow.feather as feather
        import pyarrow.parquet as parquet
    except ImportError:
        return
    columns = {
        "id": pa.array(["1", "2", "7", None]), "n": pa.array([1, None, 3, 4], pa.int16()), "f": pa.array([0.5, None, float("nan"), -0.0]),
        "b": pa.array([True, None, False, True]), "t": pa.array(["a", "가", None, "a"]).dictionary_encode(),
        "d": pa.array([1, 2, None, 20000], pa.date32()), "when": pa.array([1, 2, None, 4], pa.timestamp("ms", "UTC")),
        "tags": pa.array([["a", "b"], [], None, ["c"]])}
    leads = pa.table(columns)
    events = pa.table({"id": ["1", "2", "7", "a"], "type": ["x", "y", "x", "z"], "time": pa.array([1, 2, 3, 4], pa.timestamp("us", "UTC")),
                       "url": ["/a", None, "/b", "/a"], "amount": [1.5, 2.0, None, 3.25]})
    for first, table in ((0, leads), (4, events)):
        for options in ({"compression": "none"}, {"compression": "snappy", "data_page_version": "2.0"}, {"use_dictionary": False}):
            out = io.BytesIO()
            parquet.write_table(table, out, **options)
            seeds.add("tables", bytes([ord("A") + first]) + out.getvalue())
        out = io.BytesIO()
        feather.write_feather(table, out, compression="uncompressed")
        seeds.add("tables", bytes([ord("A") + first + 1]) + out.getvalue())
        out = io.BytesIO()
        with pa.ipc.new_stream(out, table.schema) as writer:
            writer.write_table(table)
        seeds.add("tables", bytes([ord("A") + first + 2]) + out.getvalue())


def main():
    seeds = Seeds(sys.argv[1])
    for path in (files("stdlib/*.ripe") + files("tests/**/cases/**/*.ripe") + files("tests/**/golden/**/*.ripe")):
        seeds.rules(read(path))
    for folder in files("examples/*/"):
        leads, events = (read(os.path.join(folder, name)) for name in ("leads.csv", "events.csv"))
        for path in glob.glob(os.path.join(folder, "*.ripe")):
            seeds.rules(read(path), leads, events)
        seeds.leads(leads)
        seeds.events(events)
    # The `wrong` and `right` examples of the catalogue, as its pages show them.
    for page in files("docs/diagnostics/*.md") + files("docs/reference.md"):
        for block in re.findall(rb"(?ms)^```ripe[^\n]*\n(.*?)^```", read(page)):
            seeds.rules(block)
    for case in conformance():
        leads = case.get("leads.csv") or case.get("leads.jsonl") or b"id\na\n"
        events = case.get("events.csv") or case.get("events.jsonl") or b""
        seeds.rules(case["rules.ripe"], leads, events)
        seeds.leads(leads)
        if events:
            seeds.events(events)
    for cell in CELLS.replace("\n", "").split("|"):
        for zone in b"ABE":
            seeds.add("cells", bytes([zone]) + cell.encode())
    plain = "id,이름,size\n1,가나,3\n2,\"다,라\",4\n".encode()
    events = "id,type,time,url,amount\n1,view,2026-11-01,/가,3\n".encode()
    for letter, encoding in ((b"M", "cp949"), (b"Q", "utf-16"), (b"U", "utf-16-le"), (b"]", "cp932")):
        for target, text in (("csv", plain), ("events", events)):
            try:
                seeds.add(target, letter + text.decode().encode(encoding))
            except UnicodeEncodeError:
                pass
    seeds.add("jsonl", b'A{"id":"1","t":["a","b"],"n":1.5,"y":true}\n{"id":2,"d":"2026-11-20","n":null}\n{"id":3,"o":{"x":[1]}}\n')
    seeds.add("packed", b"A" + gzip.compress(plain, mtime=0))
    for how in b"ABCD":
        seeds.add("cache", b"key" + SEPARATOR + bytes([how]) + b"an object of some bytes, long enough to be cut" * 3)
    tables(seeds)
    print(f"{seeds.count} seeds in {seeds.folder}")


if __name__ == "__main__":
    main()
