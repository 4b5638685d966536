#!/usr/bin/env python3
"""Holds the arrows of docs/architecture.md: which folder may include which, no cycles, no long files.

Run by ctest and by `./dev lint`; with a folder as argument, checks that tree instead of this one. To allow a new arrow,
edit MAY_INCLUDE and say why in docs/decisions/.
"""
import os
import re
import sys

# Folder -> what it may include directly. Arrows are transitive: what those may include is allowed too.
MAY_INCLUDE = {
    "compiler/source": [],
    "compiler/diag": ["compiler/source"],
    "compiler/types": ["compiler/diag"],
    "compiler/ops": ["compiler/types"],
    "compiler/syntax": ["compiler/types", "compiler/ops"],  # the tree names its operators by their table's ids
    "compiler/check": ["compiler/syntax", "compiler/ops"],
    "compiler/ir": ["compiler/check", "compiler/ops"],
    "compiler/llvm": ["compiler/ir"],
    "runtime/include": [],
    "runtime/columns": ["compiler/ir"],
    "runtime/interp": ["compiler/ir", "runtime/columns"],
    "runtime/jit": ["compiler/llvm", "runtime/columns", "runtime/include"],  # Status, Result
    "runtime/arrow": [],  # a library of its own; io includes its abi.h, which is plain C
    "runtime/io": ["runtime/include", "runtime/columns", "runtime/arrow", "compiler/source", "compiler/diag"],
    "runtime/api": ["runtime/include", "runtime/interp", "runtime/jit", "runtime/io", "compiler/check"],
    "runtime/cli": ["runtime/include"],
    "runtime/python": ["runtime/include"],
}
# Outside libraries that only some places may include: a pattern of the header's path -> file or folder prefixes.
ONLY_FROM = {
    r"^(antlr4-runtime\.h|antlr4-runtime/|Ripe(Lexer|Parser)\.h|compiler/syntax/generated/)": [
        "compiler/syntax/parse.cc", "compiler/syntax/generated/"],
    r"^llvm(-c)?/": ["compiler/llvm/", "runtime/jit/", "tests/agree/"],
    r"^(simdjson|zstd|zlib|xxhash)\.h$": ["runtime/", "tests/api/", "tests/io/", "tests/fuzz/"],
    r"^(arrow|parquet)/": ["runtime/arrow/"],
    r"^CLI/": ["runtime/cli/"],
    r"^catch2/": ["tests/"],
}
MAX_LINES = 800
# Where sources are looked for, which of them count for length, and what is written by a tool.
TREES = ("compiler", "runtime", "tests", "stdlib", "grammar", "cmake")
INCLUDING = (".cc", ".h", ".c", ".cpp", ".inc")
MEASURED = INCLUDING + (".py", ".ripe", ".g4", ".cmake")
GENERATED = ("compiler/syntax/generated/",)
# Folders of data and results within the trees, which are not source.
SKIPPED_FOLDERS = re.compile(r"^(__pycache__|node_modules|golden|goldens|cases|corpus|data|\..*|build.*)$")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def closure(arrows):
    """Each folder -> the set of all it may reach."""
    reach = {}

    def visit(folder, path):
        if folder in path:
            sys.exit("MAY_INCLUDE has a cycle: " + " -> ".join(path + [folder]))
        if folder not in reach:
            reach[folder] = set()
            for target in arrows[folder]:
                reach[folder] |= {target} | visit(target, path + [folder])
        return reach[folder]

    for folder in arrows:
        visit(folder, [])
    return reach


def source_files(root):
    for tree in TREES:
        for folder, names, files in os.walk(os.path.join(root, tree)):
            names[:] = sorted(n for n in names if not SKIPPED_FOLDERS.match(n))
            for name in sorted(files):
                if name.endswith(MEASURED):
                    yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def folder_of(path):
    """compiler/syntax/parse.cc -> compiler/syntax; None outside compiler and runtime."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] in ("compiler", "runtime") and len(parts) > 2 else None


def find_cycle(graph):
    """One cycle of the graph as a list of its nodes, or None."""
    state = {}

    def visit(node, path):
        state[node] = "open"
        for target in sorted(graph.get(node, ())):
            if state.get(target) == "open":
                return path[path.index(target):] + [target]
            if target not in state:
                found = visit(target, path + [target])
                if found:
                    return found
        state[node] = "done"
        return None

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in state:
            found = visit(node, [node])
            if found:
                return found
    return None


def resolve(root, including, header):
    """The repository's file that `header` names, or None when it belongs to somebody else."""
    for base in ("", "runtime/include/", os.path.dirname(including) + "/"):
        path = os.path.normpath(base + header).replace(os.sep, "/")
        if os.path.isfile(os.path.join(root, path)):
            return path
    return None


def check(root):
    reach = closure(MAY_INCLUDE)
    problems, files, folders, count = [], {}, {}, 0
    for path in source_files(root):
        if path.startswith(GENERATED):
            continue
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            text = file.read()
        count += 1
        lines = text.count("\n")
        if lines > MAX_LINES:
            problems.append(f"{path}:{MAX_LINES + 1}: {lines} lines; at most {MAX_LINES}")
        if not path.endswith(INCLUDING):
            continue
        folder = folder_of(path)
        if folder and folder not in MAY_INCLUDE:
            problems.append(f"{path}:1: folder {folder} is not in MAY_INCLUDE of tests/lint/include_graph.py")
        for match in INCLUDE.finditer(text):
            where = f"{path}:{text.count(chr(10), 0, match.start(2)) + 1}"
            header = match.group(2)
            for pattern, allowed in ONLY_FROM.items():
                if re.search(pattern, header) and not path.startswith(tuple(allowed)):
                    problems.append(f"{where}: <{header}> may be included only from {', '.join(allowed)}")
            target = resolve(root, path, header)
            if target is None:
                if match.group(1) == '"' and header.startswith(("compiler/", "runtime/", "tests/", "ripe/")):
                    problems.append(f"{where}: there is no {header}")
                continue
            files.setdefault(path, set()).add(target)
            into = folder_of(target)
            if folder is None or into is None or into == folder:
                if folder and target.startswith("tests/"):
                    problems.append(f"{where}: {folder} includes {target}: tests are not for programs")
                continue
            folders.setdefault(folder, set()).add(into)
            if into not in reach.get(folder, ()):
                problems.append(f"{where}: {folder} may not include {into} ({header})")
    for kind, graph in (("files", files), ("folders", folders)):
        cycle = find_cycle(graph)
        if cycle:
            problems.append(f"include cycle of {kind}: " + " -> ".join(cycle))
    return count, problems


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(here))
    count, problems = check(root)
    for problem in problems:
        print(problem)
    print(f"include graph: {count} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
