#!/usr/bin/env python3
"""Holds the documentation to the program and to itself.

1. Every ```ripe block of README*.md, docs/reference.md, docs/tutorial*.md, docs/adding-*.md passes `ripe check`: an error
   fails, a warning does not. A block is a file of its own. One that speaks of things declared elsewhere names them in
   comments of the Markdown right above it, which readers do not see:

       <!-- ripe: list target_industries = ("Software") -->

   Files that a block names (`use "team.ripe"`, `list x from "accounts.txt"`) are put beside it with something harmless in.
2. Every relative link of every *.md of the repository leads to a file, and `#heading` links within docs/ to a heading.
3. Every code that the documentation mentions (R012) is in the catalogue.

Argument: the command. The last line is `N passed, M failed`.
"""
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WITH_RULES = ("README*.md", "docs/reference*.md", "docs/tutorial*.md", "docs/adding-*.md")
SKIPPED = re.compile(r"(^|/)(build[^/]*|node_modules|\.[^/]*)/")


def pages():
    for path in sorted(ROOT.rglob("*.md")):
        name = path.relative_to(ROOT).as_posix()
        if not SKIPPED.search(name):
            yield name, path.read_text(encoding="utf-8")


def blocks(text, language):
    """(line of the fence, given lines, the block) for each fenced block of that language."""
    lines = text.split("\n")
    given, at = [], 0
    while at < len(lines):
        line = lines[at]
        comment = re.fullmatch(r"<!-- ripe: (.*) -->", line.strip())
        fence = re.fullmatch(r"(\s*)```\s*([\w-]*)[^`]*", line)
        if comment:
            given.append(comment.group(1))
        elif fence:
            end = next((i for i in range(at + 1, len(lines)) if lines[i].strip() == "```"), len(lines))
            if fence.group(2) == language:
                indent = len(fence.group(1))
                yield at + 1, given, "\n".join(x[indent:] for x in lines[at + 1:end]) + "\n"
            given, at = [], end
        elif line.strip():
            given = []
        at += 1


def without_code(text):
    text = re.sub(r"(?ms)^\s*```.*?^\s*```\s*$", "", text)
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)


def check_rules(ripe, given, block):
    """What `ripe check` has against it, or nothing."""
    with tempfile.TemporaryDirectory(prefix="ripe-docs-") as folder:
        for kind, name in re.findall(r'\b(use|from)\s+"([^"]+)"', block):
            beside = Path(folder) / name
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text("# nothing\n" if kind == "use" else "one\n", encoding="utf-8")
        rules = Path(folder) / "rules.ripe"
        rules.write_text("".join(g + "\n" for g in given) + block, encoding="utf-8")
        done = subprocess.run([ripe, "check", "--lang", "en", "rules.ripe"], cwd=folder, capture_output=True, text=True,
                              encoding="utf-8", errors="replace", timeout=60)
        return "" if done.returncode == 0 else f"status {done.returncode}\n{done.stdout}{done.stderr}".strip()


def anchors(text):
    """The anchors that GitHub gives the headings."""
    found = set()
    for title in re.findall(r"(?m)^#{1,6}\s+(.*?)\s*$", re.sub(r"(?ms)^```.*?^```", "", text)):
        title = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title).replace("`", "").lower()
        kept = (c for c in title if c in " -_" or unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Mn")
        base = slug = "".join(kept).replace(" ", "-")
        count = 0
        while slug in found:
            count += 1
            slug = f"{base}-{count}"
        found.add(slug)
    return found


def check_links(name, text):
    problems = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        if re.match(r"[a-z][a-z+.-]*:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists():
            problems.append(f"{target}: there is no such file")
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            problems.append(f"{target}: there is no such heading")
    return problems


def main():
    ripe = str(Path(sys.argv[1]).resolve())
    passed = failed = 0

    def note(name, problem):
        nonlocal passed, failed
        passed += not problem
        failed += bool(problem)
        if problem:
            print(f"{name}: {problem}")

    with_rules = {p.relative_to(ROOT).as_posix() for pattern in WITH_RULES for p in ROOT.glob(pattern)}
    codes = set(re.findall(r'"(R\d{3})"', "".join(p.read_text(encoding="utf-8")
                                                 for p in sorted((ROOT / "compiler/diag").glob("catalogue_*.inc")))))
    for name, text in pages():
        note(f"{name}: links", "; ".join(check_links(name, text)))
        prose = re.sub(r"R\d{3} to R\d{3}", "", re.sub(r"(?ms)^\s*```.*?^\s*```\s*$", "", text))
        unknown = sorted(set(re.findall(r"\bR\d{3}\b", prose)) - codes)
        note(f"{name}: codes", unknown and "no such code: " + ", ".join(unknown))
        if name in with_rules:
            for line, given, block in blocks(text, "ripe"):
                note(f"{name}:{line}", check_rules(ripe, given, block))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
