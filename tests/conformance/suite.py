"""Reads the conformance suite: the files NN-*.txt of this folder, in the format that README.md describes, as cases.

`load()` gives every case whole (rules, data and expectations, with the shared parts already put in), so that a runner needs to know
nothing of the short forms. `run.py` runs them on a command; `tests/reference/conformance.py` runs them on the Python reference.
"""
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-20T12:00:00Z"
TRUTH = {"true": 1, "false": 10, "unknown": 0}
# What a case says of the result, and which of it is looked at, by the kind of the case.
CHECKED = {"expect", "errors", "warnings", "rejects", "unreadable", "tests", "explain", "run", "status", "stdout", "stderr", "says"}
OF_KIND = {"score": {"expect", "warnings", "rejects", "unreadable", "stdout", "stderr", "status"}, "error": {"errors"}, "test": {"tests"},
           "explain": {"explain", "expect"}, "run": {"run", "status", "stdout", "stderr", "says"}}
SECTIONS = {"rules", "leads", "leads.jsonl", "leads.tsv", "events", "events.jsonl", "as-of", "options", "expect", "errors", "warnings",
            "tests", "rejects", "unreadable", "explain", "run", "status", "stdout", "stderr", "says"}


class Malformed(Exception):
    """The suite itself is wrong: a place and what."""


@dataclass
class Case:
    where: str  # file:line
    chapter: int
    origin: str  # hand or reference
    title: str
    kind: str  # score, error, test, explain, run
    files: dict = field(default_factory=dict)  # name -> bytes; rules.ripe among them
    leads: str = "leads.csv"
    events: list = field(default_factory=list)
    as_of: str = AS_OF
    options: list = field(default_factory=list)
    expect: list = None  # [(id or None, score, stage or None, {group: points})], one for each lead, in order
    errors: list = None  # [(code, line)]
    warnings: list = None
    tests: list = None  # [(name, passed)]
    rejects: list = None  # [(file, line, part of the reason)]
    unreadable: list = None  # [(column, cells)]
    explain: tuple = None  # (id, [(line of the rule, points)])
    run: list = None  # arguments of the command
    status: int = None
    stdout: str = None
    stderr: list = None  # parts that it must hold
    says: list = None  # parts that either output must hold

    @property
    def rules(self):
        return self.files["rules.ripe"]


def load(paths=None):
    """All cases, in the order of the files; a title that stands twice in a chapter is an error of the suite."""
    out, seen = [], {}
    for path in sorted(Path(p) for p in paths) if paths else sorted(HERE.glob("[0-9][0-9]-*.txt")):
        for case in Reader(path).read():
            key = (case.chapter, case.title)
            if key in seen:
                raise Malformed(f"{case.where}: {case.title!r} stands already at {seen[key]}")
            seen[key] = case.where
            out.append(case)
    return out


class Reader:
    """One file: `@` lines share parts with the cases after them, `? ! ~ $` are cases in one line, `===` begins a case of sections."""

    def __init__(self, path):
        self.path = Path(path)
        # Not splitlines(): a cell may hold U+2028 and its like.
        self.lines = self.path.read_text(encoding="utf-8").split("\n")
        self.i = 0
        self.chapter, self.origin = int(self.path.name[:2]), "hand"
        self.reset()

    def reset(self):
        self.shared = {"rules": "", "leads": "id\na\n", "as-of": AS_OF}

    def fail(self, what):
        raise Malformed(f"{self.path.name}:{self.i + 1}: {what}")

    def read(self):
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if line.startswith("@"):
                self.directive(line)
            elif line.startswith("=== "):
                yield self.whole()
                continue
            elif line[:2] in ("? ", "! ", "~ ", "$ "):
                yield self.one_line(line)
            elif line and not line.startswith("#"):
                self.fail(f"what is {line!r}?")
            self.i += 1

    def directive(self, line):
        word, _, value = line[1:].partition(" ")
        if word == "origin" and value in ("hand", "reference"):
            self.origin = value
        elif word == "end":  # of a case of sections
            pass
        elif word == "reset":
            self.reset()
        elif word == "as-of":
            self.shared["as-of"] = value
        elif word in ("rules", "leads", "leads.jsonl", "events", "events.jsonl"):
            kind = word.split(".")[0]
            if kind != "rules":
                self.shared = {k: v for k, v in self.shared.items() if k.split(".")[0] != kind}
            body = []
            self.i += 1
            while self.i < len(self.lines) and self.lines[self.i] != "@end":
                body.append(self.lines[self.i] + "\n")
                self.i += 1
            self.shared[word] = "".join(body)
        else:
            self.fail(f"unknown directive {line!r}")

    def where(self):
        return f"{self.path.name}:{self.i + 1}"

    def one_line(self, line):
        parts = [p.strip(" ") for p in line[2:].split(" :: ")]
        if len(parts) != 3:
            self.fail("a case in one line is `TITLE :: RULES :: EXPECTATION`")
        title, text, wanted = parts[0], parts[1].replace("⏎", "\n"), parts[2].split()
        case = self.begin(title, dict(self.shared))
        first = self.shared["rules"].count("\n") + 1
        if line[0] == "?":
            if set(wanted) - set(TRUTH):
                self.fail(f"true, false or unknown, not {wanted}")
            text = f"({text}) +1\nnot ({text}) +10"
            case.expect = [(None, str(TRUTH[w]), None, {}) for w in wanted]
        elif line[0] == "$":
            case.expect = [self.expectation(None, shlex.split(p)) for p in parts[2].split(";")]
        else:
            found = [(w.partition("+")[0], first + int(w.partition("+")[2] or 0)) for w in wanted]
            if line[0] == "!":
                case.errors, case.kind = found, "error"
            else:
                case.warnings = found if wanted != ["none"] else []
        case.files["rules.ripe"] = (self.shared["rules"] + text + "\n").encode()
        return case

    def expectation(self, id_, words):
        groups = dict(w.split("=", 1) for w in words[1:] if "=" in w)
        stages = [w for w in words[1:] if "=" not in w]
        if not re.fullmatch(r"-?\d+(\.\d{1,3})?", words[0]) or len(stages) > 1:
            self.fail(f"not an expectation: {words}")
        return id_, words[0], stages[0] if stages else None, groups

    def begin(self, title, sections):
        case = Case(self.where(), self.chapter, self.origin, title, "score", as_of=sections["as-of"].strip())
        for name, text in sections.items():
            if name == "rules":
                case.files["rules.ripe"] = text.encode()
            elif name.startswith("leads"):
                case.leads = name if "." in name else "leads.csv"
                case.files[case.leads] = text.encode()
            elif name.startswith("events"):
                case.events.append(name if "." in name else "events.csv")
                case.files[case.events[-1]] = text.encode()
        return case

    def whole(self):
        title, place, start = self.lines[self.i][4:].strip(), self.where(), self.i
        self.i += 1
        sections, name = {}, None
        while self.i < len(self.lines):
            line = self.lines[self.i]
            if line.startswith(("=== ", "@")) or (name is None and not line.startswith("--- ")):
                break
            if line.startswith("--- "):
                name = line[4:].strip()
                if name in sections:
                    self.fail(f"a second {name}")
                sections[name] = ""
            elif name is not None:
                sections[name] += line + "\n"
            self.i += 1
        # An empty line before the next case belongs to nobody.
        sections = {k: v[:-1] if v.endswith("\n\n") else v for k, v in sections.items()}
        case = self.fill(title, sections)
        case.where = place
        if self.i == start + 1:
            self.fail("a case without sections")
        return case

    def fill(self, title, sections):
        shared = dict(self.shared)
        if any(s.startswith("leads") for s in sections):
            shared = {k: v for k, v in shared.items() if not k.startswith("leads")}
        if any(s.startswith("events") for s in sections):
            shared = {k: v for k, v in shared.items() if not k.startswith("events")}
        heads = ("rules", "leads", "leads.jsonl", "leads.tsv", "events", "events.jsonl", "as-of")
        mine = {k: v for k, v in sections.items() if k in heads}
        if "rules" in mine:
            mine["rules"] = shared["rules"] + mine["rules"]
        case = self.begin(title, {**shared, **mine})
        for name, text in sections.items():
            head, _, rest = name.partition(" ")
            lines = [x for x in text.split("\n") if x]
            if bool(rest) != (head in ("file", "bytes", "explain")):
                self.fail(f"section {name!r}: a name stands behind file, bytes and explain, and behind these alone")
            if head == "file":
                case.files[rest] = text.encode()
            elif head == "bytes":  # \xHH, \r, \n and \\ are escapes; line breaks of the suite do not count
                case.files[rest] = "".join(lines).encode().decode("unicode_escape").encode("latin-1") \
                    if "".join(lines).isascii() else self.fail("bytes are written in ASCII")
                if rest.startswith("events"):
                    case.events = [rest]
                if rest.startswith("leads"):
                    case.files.pop(case.leads if case.leads != rest else "", None)
                    case.leads = rest
            elif head == "options":
                case.options = shlex.split(text)
            elif head == "expect":
                words = [shlex.split(x) for x in lines]
                case.expect = [self.expectation(w[0], w[1:]) for w in words]
            elif head in ("errors", "warnings"):
                found = [(x.split()[0], int(x.split()[1])) for x in lines]
                setattr(case, head, found)
            elif head == "tests":
                case.tests = [(x.partition(" ")[2], {"pass": True, "fail": False}[x.partition(" ")[0]]) for x in lines]
            elif head == "rejects":
                case.rejects = [(x.split(" ", 2)[0], int(x.split(" ", 2)[1]), x.split(" ", 2)[2]) for x in lines]
            elif head == "unreadable":
                case.unreadable = [(x.rpartition(" ")[0], int(x.rpartition(" ")[2])) for x in lines]
            elif head == "explain":
                case.explain = (rest, [(int(x.split()[0]), x.split()[1]) for x in lines])
            elif head == "run":
                case.run = shlex.split(text)
            elif head == "status":
                case.status = int(text)
            elif head == "stdout":
                case.stdout = text
            elif head in ("stderr", "says"):
                setattr(case, head, lines)
            elif head not in SECTIONS:
                self.fail(f"unknown section {name!r}")
        case.kind = ("run" if case.run else "test" if case.tests is not None else "explain" if case.explain else
                     "error" if case.errors is not None else "score")
        ignored = {s.partition(" ")[0] for s in sections} & CHECKED - OF_KIND[case.kind]
        if ignored:
            self.fail(f"{title!r}: in a case of this kind nobody looks at {', '.join(sorted(ignored))}")
        if case.kind == "run" and case.status is None or case.kind == "score" and (
                case.expect is None and case.rejects is None and case.warnings is None and case.stdout is None):
            self.fail(f"{title!r} expects nothing")
        return case
