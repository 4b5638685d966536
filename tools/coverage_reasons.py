"""Which ways of which branches no test takes, and the reason that stands for each: what `tools/coverage.py` holds its GROUPS to.

`outcomes()` reads every way of every branch from llvm-cov's functions, since its list by file leaves out those inside macros
(`RIPE_RETURN_IF_ERROR`). One that is taken in one instance of a template, or by one of the programs, is taken. `read()` reads
`tests/coverage/exemptions.txt`, which says how an entry looks, and `judge()` puts both together: each way not taken needs one entry, and
an entry that fits more or fewer ways than it says is an error, so that the file cannot rot. No line numbers: they would. A class may be
`sampled`: what only a failing call takes, of which `--faults N` makes some fail; its ways must be there, taken or not.
"""
import bisect
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

EXPANSION = 1
MARKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Way:
    file: str
    line: int
    function: str
    condition: str
    way: str  # "true" or "false"

    def __str__(self):
        return f"{self.file}:{self.line}: {self.way} {self.condition} @ {self.function}"


@dataclass
class Entry:
    number: int
    file: str
    way: str
    condition: str
    function: str
    times: int
    reason: str
    sampled: bool = False
    found: int = 0


def function_names(mangled):
    """The last name of each, without namespaces, arguments and the lambdas inside."""
    listed = sorted(mangled)
    plain = subprocess.run(["c++filt"], input="\n".join(n.split(":")[-1].split(";")[-1] for n in listed), capture_output=True, text=True,
                           check=True).stdout.splitlines()
    return {name: last_name(text) for name, text in zip(listed, plain)}


def last_name(text):
    text = text.replace("(anonymous namespace)", "").replace("operator()", "")
    text = re.sub(r"\[abi:\w+\]|'lambda\d*'|\$_\d+|\{lambda", "", text)
    found = re.search(r"operator\s*(\W{1,3})\(", text)
    if found:
        return "operator" + found[1].strip()
    depth, kept = 0, []
    for at, c in enumerate(text):
        depth += c in "<(["
        if depth == 0:
            kept.append(c)
        depth -= c in ">)]" and not text[:at].endswith("-")
    parts = [p.strip().split(" ")[-1] for p in re.sub(r" const\b.*", "", "".join(kept)).split("::")]
    return next((p for p in reversed(parts) if p and p != "const" and not p.startswith("#")), text)


def source(text, region):
    """What stands in the source from (line, column) to (line, column), on one line."""
    first, left, last, right = region[:4]
    lines = [line.encode() for line in text[first - 1:last]]
    lines[-1] = lines[-1][:right - 1]
    lines[0] = lines[0][left - 1:]
    found = MARKS.sub(" ", b" ".join(lines).decode(errors="replace")).strip()
    if found == ":":  # `for (… : …)`
        return text[first - 1].strip()
    return found or MARKS.sub(" ", text[first - 1][left - 1:]).strip()  # a macro within a macro of others


class Counts:
    """How often the code at a place ran."""

    def __init__(self, segments):
        self.segments = [s for s in segments if s[3]]
        self.places = [(s[0], s[1]) for s in self.segments]

    def at(self, line, column):
        found = bisect.bisect_right(self.places, (line, column)) - 1
        return self.segments[found][2] if found >= 0 else 0


def constant(text, branch, where, counts):
    """Decided when compiled, so that there is no other way: `while (true)`, `if constexpr`. llvm-cov says 0 and 0 for these."""
    if branch[4] or branch[5]:
        return False
    before = text[where[0] - 1][:where[1] - 1]
    return source(text, where) == "true" or "if constexpr" in before or counts.at(where[0], where[1]) > 0


def outcomes(functions, files, root, wanted, uncounted):
    """{Way with its place: times taken} of the files whose names start with `wanted`."""
    texts, counts, taken, ways = {}, {}, defaultdict(int), {}
    here = [f for f in functions if any(relative(name, root, wanted) for name in f["filenames"])]
    names = function_names({f["name"] for f in here})
    for function in here:
        # Macros: {file of the expansion: where the macro stands}.
        stands = {r[6]: r for r in function["regions"] if r[7] == EXPANSION}
        for branch in function["branches"]:
            where, place, chain = branch[:4], branch[6], []
            while place in stands:
                chain.append(tuple(where))
                where, place = stands[place][:4], stands[place][5]
            name = relative(function["filenames"][place], root, wanted)
            if name is None:
                continue
            if name not in texts:
                texts[name] = (root / name).read_text(encoding="utf-8").splitlines()
                counts[name] = Counts(files[name]["segments"]) if name in files else Counts([])
            text = texts[name]
            if uncounted(text, where, branch) or not chain and constant(text, branch, where, counts[name]):
                continue
            for way, times in (("true", branch[4]), ("false", branch[5])):
                key = (name, *where, *chain, way)
                taken[key] += times
                ways[key] = Way(name, where[0], names[function["name"]], source(text, where), way)
    return [(ways[key], times) for key, times in sorted(taken.items(), key=lambda i: (i[0][0], i[0][1], i[0][2], str(i[0])))]


def relative(name, root, wanted):
    path = Path(name)
    if not path.is_relative_to(root):
        return None
    name = str(path.relative_to(root))
    return name if name.startswith(wanted) else None


def read(path):
    """([Entry], {class: reason}, [what is wrong])."""
    entries, classes, sampled, wrong, file = [], {}, set(), [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if found := re.fullmatch(r"class ([\w-]+)(, sampled)?: (.+)", line):
            classes[found[1]] = found[3]
            if found[2]:
                sampled.add(found[1])
        elif found := re.fullmatch(r"in (\S+)", line):
            file = found[1]
        elif found := re.fullmatch(r"(true|false|both) (.+) @ (\S+)(?: x(\d+))?: (.+)", line):
            reason = found[5]
            if (mark := re.fullmatch(r"\[([\w-]+)\]", reason)) and mark[1] not in classes:
                wrong.append(f"line {number}: there is no class {mark[1]}")
            if file is None:
                wrong.append(f"line {number}: no `in FILE` before it")
            entries.append(Entry(number, file, found[1], found[2], found[3], int(found[4] or 1), reason, reason[1:-1] in sampled))
        else:
            wrong.append(f"line {number}: neither an entry nor a class nor `in FILE`: {line[:80]}")
    used = {e.reason[1:-1] for e in entries if e.reason.startswith("[")}
    wrong += [f"class {name} is used by no entry" for name in classes if name not in used]
    return entries, classes, wrong


def judge(found, entries):
    """([ways without a reason], [what is wrong with entries]) of what outcomes() found."""
    by_key, wrong, bare = {}, [], []
    for e in entries:
        for way in ("true", "false") if e.way == "both" else (e.way,):
            key = (e.file, e.function, e.condition, way)
            if key in by_key:
                wrong.append(f"line {e.number}: said before, in line {by_key[key].number}")
            by_key[key] = e
    for way, times in found:
        entry = by_key.get((way.file, way.function, way.condition, way.way))
        if entry is not None and (entry.sampled or not times):
            entry.found += 1
        elif not times:
            bare.append(way)
    for e in entries:
        should = e.times * (2 if e.way == "both" else 1)
        if e.found != should:
            wrong.append(f"line {e.number}: {e.file}: {e.way} {e.condition} @ {e.function}: stands for {should} ways{' of failing calls' if e.sampled else ' not taken'}, there are {e.found}")
    return bare, wrong
