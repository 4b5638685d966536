#!/usr/bin/env python3
"""Runs clang-tidy on the files that need it: those whose text, or a header of ours that they reach, changed since their
last clean run. Arguments: the clang-tidy program, a build folder with compile_commands.json, then optionally file
prefixes to limit it to. Files that passed are remembered in BUILD/clang-tidy-clean.json.
"""
import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys

import include_graph


def reachable(root, path, cache):
    """The repository's files that `path` includes, directly or not, itself among them."""
    pending, seen = [path], {path}
    while pending:
        current = pending.pop()
        if current not in cache:
            with open(os.path.join(root, current), encoding="utf-8", errors="replace") as file:
                headers = [m.group(2) for m in include_graph.INCLUDE.finditer(file.read())]
            cache[current] = [t for t in (include_graph.resolve(root, current, h) for h in headers) if t]
        for target in cache[current]:
            if target not in seen:
                seen.add(target)
                pending.append(target)
    return sorted(seen)


def fingerprint(root, files, command):
    digest = hashlib.sha256(command.encode())
    for path in [".clang-tidy", "tests/.clang-tidy"] + files:
        full = os.path.join(root, path)
        if os.path.exists(full):
            with open(full, "rb") as file:
                digest.update(path.encode() + b"\0" + file.read() + b"\0")
    return digest.hexdigest()


def main():
    tidy, build, prefixes = sys.argv[1], sys.argv[2], tuple(sys.argv[3:])
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = {os.path.relpath(c["file"], root): c["command"] for c in json.load(file)}
    memory = os.path.join(build, "clang-tidy-clean.json")
    clean = {}
    if os.path.exists(memory):
        with open(memory, encoding="utf-8") as file:
            clean = json.load(file)

    cache, todo = {}, {}
    for path, command in sorted(commands.items()):
        ours = path.startswith(("compiler/", "runtime/", "tests/")) and not path.startswith(include_graph.GENERATED)
        if ours and path.endswith(".cc") and (not prefixes or path.startswith(prefixes)):
            mark = fingerprint(root, reachable(root, path, cache), command)
            if clean.get(path) != mark:
                todo[path] = mark

    def run(path):
        return path, subprocess.run([tidy, "--quiet", "-p", build, os.path.join(root, path)],
                                    capture_output=True, text=True)

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, result in pool.map(run, todo):
            if result.returncode == 0:
                clean[path] = todo[path]
            else:
                failed += 1
                print(f"{result.stdout}{'' if result.stdout.strip() else result.stderr}", end="", flush=True)
    with open(memory, "w", encoding="utf-8") as file:
        json.dump(clean, file, indent=0)
    print(f"clang-tidy: {len(todo)} of {len(commands)} files needed it, {failed} with problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
