"""Holds the bill of materials to the build that it describes: `check_sbom.py BUILD`.

Made twice it has the same bytes; it has every shared object that the command loads and every archive that it is linked from; each package that
is in the program (the compiler's own and libc apart) has its row in docs/dependencies.md, with a version that fits. The last line is `N passed,
M failed`.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What belongs to the compiler and to every program, and the parts of what has a row under its project's name.
TOOLCHAIN = re.compile(r"libc6|libc6-dev|libgcc|libstdc\+\+|linux-libc-dev|gcc-")
ROWS = {"absl": "Abseil", "antlr4": "ANTLR 4", "uuid": "libuuid", "fmt": "fmt", "utf8proc": "utf8proc", "re2": "RE2", "fast-float": "fast_float",
        "nlohmann": "nlohmann-json", "simdjson": "simdjson", "xxhash": "xxHash", "zstd": "zstd", "zlib": "zlib", "cli11": "CLI11",
        "pyarrow": "Arrow and Parquet", "llvm": "LLVM"}


def main():
    build = Path(sys.argv[1]).resolve()
    wrong = []
    checks = 0
    with tempfile.TemporaryDirectory() as scratch:
        texts = []
        for name in ("a.json", "b.json"):
            out = Path(scratch) / name
            subprocess.run([sys.executable, str(ROOT / "tools/sbom.py"), "--build", str(build), "--output", str(out)], check=True, stdout=subprocess.DEVNULL)
            texts.append(out.read_bytes())
    checks += 1
    if texts[0] != texts[1]:
        wrong.append("made twice it differs")
    bill = json.loads(texts[0])
    linked = [c for c in bill["components"] if c["scope"] == "required"]
    files = " ".join(p["value"] for c in linked for p in c.get("properties", []) if p["name"] == "ripe:file")

    needed = re.findall(r"(\S+) => (/\S+)", subprocess.run(["ldd", str(build / "ripe")], capture_output=True, text=True, check=True).stdout)
    commands = subprocess.run(["ninja", "-C", str(build), "-t", "commands", "ripe"], capture_output=True, text=True, check=True).stdout
    archives = [w for w in commands.strip().splitlines()[-1].split() if w.startswith("/usr/") and w.endswith(".a")]
    if len(needed) < 3 or len(archives) < 3:
        wrong.append(f"the command has only {len(needed)} shared objects and {len(archives)} archives: this looks at the wrong thing")
    for path in [p for _, p in needed] + archives:
        checks += 1
        if f"{Path(path).resolve()} sha256:" not in files:
            wrong.append(f"{path} is linked and not in the bill")

    table = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for c in linked:
        if TOOLCHAIN.match(c["name"]):
            continue
        checks += 1
        row = next((text for key, text in ROWS.items() if key in c["name"]), None)
        line = next((x for x in table.splitlines() if row and x.startswith("|") and row in x.split("|")[1]), None)
        if line is None:
            wrong.append(f"{c['name']} is in the program and has no row in docs/dependencies.md")
            continue
        version = re.sub(r"^\d+:", "", c["version"])
        stated = [v.strip() for v in re.split(r"[,(]", line.split("|")[2])]
        dense = version.replace("-", "")
        if not any(v and (version.startswith(v) or dense.startswith(v.replace("-", ""))) for v in stated):
            wrong.append(f"{c['name']} is {c['version']}, docs/dependencies.md says {line.split('|')[2].strip()}")
    for text in wrong:
        print(f"FAIL {text}")
    print(f"{checks - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
