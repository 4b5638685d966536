"""What tests/faults runs: command lines of ripe with small files that make it allocate, read, write, sync, rename and close.

`scenarios()` gives them all. A file in `outputs` exists before with a text of its own, so that a lost or torn output shows.
"""
import gzip
import json
import random
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

RULES = """timezone "Asia/Seoul"
field title, country: text
field size: number
field joined: date
event page_view { path: text }
event demo_request
stages Lead > MQL > SQL
list near from "near.txt"
group fit up to 60 {
  title has word any of ("VP", "CTO")  +20  "Decides"
  title matches /(chief|head) of .*/   +15
  size in 50 to 500                    +12.5
  country in near                      +10  "Near"
  joined in 90d                        +5
}
group timing up to 40 {
  page_view in 30d                                        +1 each up to 20
  page_view where path starts with "/pricing" in 30d      +10
  demo_request in 14d                                     +15 halving every 7d
  count of page_view in 7d >= 3                           +4
}
score >= 30 => MQL
MQL and demo_request in 30d => SQL
test "a decision maker" {
  given title = "VP Sales", size = 100
  expect score >= 30, MQL
}
test "nobody" {
  given title = "student"
  expect score = 0
}
"""
UNTIDY = "field size:number\nfield title :text\n# what counts\nsize>50 +20 'Large'\n   title contains \"VP\"   +5\n\n\n\nscore>=10=>MQL\n"
# Single quotes are no text in Ripe; the file must be one that `fmt` changes and has no errors in.
UNTIDY = UNTIDY.replace("'", '"')
LINES_ONLY = "field title: text\nfield size: number\nsize > 100 +10 \"Large\"\ntitle contains \"VP\" +20 \"Decides\"\n"
SCORED = "field fit: number\nfit > 20 +1\n"
# With sums, since amounts wait on disk too; a cell in a thousand cannot be read.
PARTED = """field title, country: text
field size: number
event page_view { path: text, amount: number }
event demo_request { amount: number }
title has word any of ("VP", "CTO") +20
page_view where path starts with "/pricing" in 30d +10
sum of page_view.amount in 60d >= 20 +7
sum of demo_request.amount in 60d >= 5 +3
demo_request in 14d +15 halving every 7d
"""
# Room for the index of 300 leads with ids of 5,000 bytes (from 13.5 MB on), but not for the leads too (15.4 MB).
TWICE_READ = "14400000"
TITLES = ["VP Sales", "CTO", "Head of Growth", "student", "", "Chief of Staff", "영업 이사", "=cmd"]
COUNTRIES = ["KR", "JP", "DE", "", "FR"]
OLD = b"what was there before\n"


def leads(count, broken=False):
    r = random.Random(count)
    rows = [["id", "title", "country", "size", "joined"]]
    for i in range(count):
        rows.append([f"lead-{i}", r.choice(TITLES), r.choice(COUNTRIES), str(r.randrange(600)), f"2026-{r.randrange(1, 12):02}-15"])
    text = "".join(",".join(row) + "\n" for row in rows)
    if broken:
        text += "lead-1,again,KR,5,2026-01-01\n,nameless,KR,5,\nshort,row\nlead-x,VP,KR,many,soon\n"
    return text


def events(count, of_leads):
    r = random.Random(count + 1)
    rows = ["lead_id,type,at,path"]
    for _ in range(count):
        rows.append(f"lead-{r.randrange(of_leads)},{r.choice(['page_view', 'page_view', 'demo_request'])},"
                    f"2026-11-{r.randrange(1, 21):02}T{r.randrange(24):02}:30:00Z,{r.choice(['/pricing', '/', '/docs'])}")
    return "\n".join(rows) + "\n"


def numbered(of_events):
    """Each with an id, one in fifty that of the one before, and an amount, some of which cannot be read."""
    head, *rows = of_events.splitlines()
    return "\n".join([head + ",number,amount"] + [f"{row},{i - (i % 50 == 1)},{'zz' if i % 90 == 7 else i % 13}" for i, row in enumerate(rows)]) + "\n"


def jsonl(csv):
    lines = csv.splitlines()
    names = lines[0].split(",")
    return "".join(json.dumps(dict(zip(names, line.split(","))), ensure_ascii=False) + "\n" for line in lines[1:])


def last_is_longest(lines):
    """`joined` is in the last line alone, for which JSON's parser needs more room than for any before: who misses that line misses the column."""
    rows = [json.loads(line) for line in lines.splitlines()]
    for row in rows[:-1]:
        del row["joined"]
    rows[-1]["note"] = "x" * 5000
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


@dataclass
class Scenario:
    name: str
    args: list  # no clock: --as-of wherever it counts
    files: dict
    outputs: list = field(default_factory=list)  # replaced whole or not at all
    stdin: bytes = b""
    env: dict = field(default_factory=dict)
    notes: bool = False  # a library may have a word to say: that the rules are interpreted, that a thread is missing
    reports: bool = False  # standard output says what is wrong, so it differs where something is
    spared: dict = field(default_factory=dict)  # {(class of calls, what judge() says of some, what they say): (how many of them at most, why)}
    weight: int = 1  # of a sample of allocations, one in so many


# Where Arrow itself does not survive; its libraries come compiled, in a wheel.
ARROW = {("alloc", "it hangs", ""): (2, "a constructor of libarrow makes OpenSSL ready (ossl_init_base_ossl_); where one of its first two locks cannot be "
                                    "allocated, it reports that (ERR_new), which makes OpenSSL ready, and waits for itself in pthread_once"),
         ("alloc", "status 127", "cannot allocate memory for thread-local data"): (1000, "glibc itself ends a thread's process with 127 and words where it has no memory for the thread-local data "
                                         "of a library that was opened by dlopen (__tls_get_addr)"),
         ("alloc", "it died of signal 6", "Fatal glibc error: failed to register TLS destructor"): (
             1000, "glibc itself aborts, with words, where it has no memory to note a thread_local's destructor (__cxa_thread_atexit_impl); they are libarrow's"),
         ("alloc", "it died of signal 6", "Check failed: _s.ok() Operation failed: default_memory_pool()->Allocate"): (
             1000, "Arrow itself aborts, with words, where it has no memory for the few bytes that an exported batch keeps (PoolAllocationMixin in c/bridge.cc)")}


def made(ripe, files, args, name):
    """The file that a run of ripe makes of these."""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in files.items():
            Path(folder, file).write_text(text)
        subprocess.run([ripe] + args + ["-o", name], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        return Path(folder, name).read_bytes()


def scenarios(ripe, have_jit, have_arrow, have_zstd):
    base = {"rules.ripe": RULES, "near.txt": "KR\nJP\n", "leads.csv": leads(300, True), "events.csv": events(900, 300)}
    two = ["--threads", "2", "--as-of", "2026-11-20"]
    tail = two + ["-o", "out.csv"]
    both = ["leads.csv", "--events", "events.csv"]
    out = [
        Scenario("score", ["score", "lines.ripe", "leads.csv", "--rejects", "rejects.csv"] + tail,
                 {"lines.ripe": LINES_ONLY, "leads.csv": leads(300, True)}, ["out.csv", "rejects.csv"]),
        Scenario("score one thread", ["score", "lines.ripe", "leads.csv", "--threads", "1", "--as-of", "2026-11-20", "-o", "new.csv"],
                 {"lines.ripe": LINES_ONLY, "leads.csv": leads(50)}, ["new.csv"]),
        Scenario("score with events", ["score", "rules.ripe"] + both + ["--rejects", "rejects.csv", "--reasons", "2"] + tail, base,
                 ["out.csv", "rejects.csv"]),
        Scenario("score without O_TMPFILE", ["score", "rules.ripe"] + both + ["--rejects", "rejects.csv"] + tail, base,
                 ["out.csv", "rejects.csv"], env={"RIPE_FAULT_NO_TMPFILE": "1"}, weight=4),
        Scenario("score JSONL", ["score", "rules.ripe", "leads.jsonl", "--events", "events.jsonl", "-o", "out.jsonl"] + two,
                 base | {"leads.jsonl": last_is_longest(jsonl(leads(300))), "events.jsonl": jsonl(events(900, 300))}, ["out.jsonl"]),
        Scenario("score gzip", ["score", "rules.ripe", "leads.csv.gz", "--events", "events.csv.gz", "-o", "out.csv.gz"] + two,
                 base | {"leads.csv.gz": gzip.compress(leads(300).encode(), mtime=0),
                         "events.csv.gz": gzip.compress(events(900, 300).encode(), mtime=0)}, ["out.csv.gz"], weight=2),
        Scenario("score much", ["score", "lines.ripe", "leads.csv", "--reasons", "3"] + tail,
                 {"lines.ripe": LINES_ONLY, "leads.csv": leads(20_000)}, ["out.csv"], weight=4),
        Scenario("score standard input", ["score", "rules.ripe", "-", "--events", "events.csv"] + tail, base, ["out.csv"],
                 stdin=leads(300).encode(), weight=4),
        Scenario("score to standard output", ["score", "rules.ripe"] + both + two, base, weight=4),
        Scenario("check", ["check", "rules.ripe", "untidy.ripe"], base | {"untidy.ripe": UNTIDY}, reports=True),
        Scenario("check with data", ["check", "rules.ripe", "--leads", "leads.csv", "--events", "events.csv"], base, reports=True, weight=4),
        Scenario("fmt", ["fmt", "untidy.ripe", "second.ripe"], {"untidy.ripe": UNTIDY, "second.ripe": UNTIDY + "size < 5 -1\n"},
                 ["untidy.ripe", "second.ripe"]),
        Scenario("test", ["test", "rules.ripe"], base, reports=True),
        Scenario("score in parts", ["score", "parted.ripe", "leads.csv", "--events", "events.csv", "--event-id", "number", "--rejects", "rejects.csv",
                                    "--memory-limit", "300MB"] + tail,
                 {"parted.ripe": PARTED, "leads.csv": leads(300, True), "events.csv": numbered(events(900, 400))}, ["out.csv", "rejects.csv"],
                 env={"RIPE_MEMORY_ROOM": "1000000", "RIPE_BLOCK_BYTES": "4000"}, weight=4),
        Scenario("score in parts without O_TMPFILE", ["score", "parted.ripe", "-", "--events", "events.csv", "--memory-limit", "300MB"] + tail,
                 {"parted.ripe": PARTED, "events.csv": numbered(events(900, 400))}, ["out.csv"], stdin=leads(300).encode(),
                 env={"RIPE_MEMORY_ROOM": "1000000", "RIPE_FAULT_NO_TMPFILE": "1"}, weight=8),
        Scenario("score twice read", ["score", "parted.ripe", "leads.csv", "--events", "events.csv", "--memory-limit", "300MB"] + tail,
                 {"parted.ripe": PARTED, "leads.csv": leads(300, True).replace("lead-", "lead-" + "x" * 5000),
                  "events.csv": numbered(events(900, 300)).replace("lead-", "lead-" + "x" * 5000)}, ["out.csv"],
                 env={"RIPE_MEMORY_ROOM": TWICE_READ}, weight=8),
        Scenario("explain", ["explain", "rules.ripe"] + both + two + ["--id", "lead-7"], base, weight=2),
    ]
    # What the command reads and writes besides: other encodings, modules, reports.
    korean = leads(300).replace("Chief of Staff", "마케팅 이사")
    out += [
        Scenario("score CP949", ["score", "rules.ripe", "leads.csv", "--encoding", "cp949", "--bom", "--raw"] + tail,
                 base | {"leads.csv": korean.encode("cp949")}, ["out.csv"], weight=4),
        Scenario("score with modules", ["score", "modular.ripe", "leads.csv", "--lang", "ko"] + tail,
                 base | {"modular.ripe": "use bant\nuse \"names.ripe\"\nnear_us +10\ntitle contains any of words +5\nscore >= 10 => MQL\n",
                         "names.ripe": "field title, country: text\nlist words from \"words.txt\"\ndefine near_us = country in (\"KR\", \"JP\")\n",
                         "words.txt": "VP\nCTO\n이사\n"}, ["out.csv"], weight=4),
        Scenario("check to SARIF", ["check", "rules.ripe", "untidy.ripe", "--format", "sarif", "-o", "report.sarif"],
                 base | {"untidy.ripe": UNTIDY}, ["report.sarif"], reports=True, weight=4),
        Scenario("test to JUnit", ["test", "rules.ripe", "--format", "junit", "-o", "report.xml"], base, ["report.xml"], reports=True, weight=4),
        Scenario("explain as JSON", ["explain", "rules.ripe", "leads.jsonl", "--events", "events.csv", "--id", "lead-7", "--format", "json",
                                     "-o", "why.json"] + two, base | {"leads.jsonl": jsonl(leads(300))}, ["why.json"], weight=4),
    ]
    if have_zstd:
        out.append(Scenario("score zstd", ["score", "rules.ripe", "leads.csv.zst", "--events", "events.csv.zst", "-o", "out.csv.zst"] + two,
                            base | {"leads.csv.zst": zstd(leads(300).encode()), "events.csv.zst": zstd(events(900, 300).encode())},
                            ["out.csv.zst"], weight=2))
    if have_jit:
        out.append(Scenario("score compiled", ["score", "rules.ripe", "--engine", "jit"] + both + tail, base, ["out.csv"],
                            notes=True, weight=4))
    if have_arrow:
        out.append(Scenario("score to Parquet", ["score", "rules.ripe", "-o", "out.parquet"] + both + two, base, ["out.parquet"], notes=True, spared=ARROW,
                            weight=4))
        out.append(Scenario("score to Arrow", ["score", "rules.ripe", "-o", "out.arrow"] + both + two, base, ["out.arrow"], notes=True, spared=ARROW,
                            weight=4))
        # Scores are read again as leads.
        for name in ("leads.parquet", "leads.arrow"):
            scores = made(ripe, base, ["score", "rules.ripe"] + both + two, name)
            out.append(Scenario(f"score from {name}", ["score", "scored.ripe", name] + tail, {"scored.ripe": SCORED, name: scores}, ["out.csv"],
                                notes=True, spared=ARROW, weight=4))
    return out
