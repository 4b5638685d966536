"""The bill of materials of a build, as CycloneDX 1.5 JSON: `python3 tools/sbom.py --build build [--output FILE]` (`./dev sbom`).

What is in it is not a list kept by hand, it is looked up: the shared objects and archives on the link lines of the command and of the
libraries it opens, the headers that their objects were compiled from (Ninja's dependency log), and for each of these files the Debian package
that it came with, or the pinned wheel. The tools and wheels that are pinned for building alone are there with scope `excluded`. The same
build on the same packages gives the same bytes: no time, no random number.

`--check` writes nothing: it compares with docs/sbom/debian-12.lock, the versions that this repository was last tested with, and says what
differs (status 1). `--lock` writes that file anew.
"""
import argparse
import hashlib
import json
import re
import subprocess
import sys
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ["ripe", "libripe_jit.so", "libripe_arrow.so"]
LOCK = ROOT / "docs/sbom/debian-12.lock"
NAMESPACE = uuid.UUID("8d3cbb0e-6f9c-5f0a-9d38-7a1f5c2f9c11")


def call(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", check=False).stdout


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


class Packages:
    """Which Debian package a file belongs to, and what is known of it."""

    def __init__(self):
        self.owner = {}

    def learn(self, paths):
        todo = sorted({p for p in paths if p not in self.owner})
        asked = {}
        for path in todo:
            for name in {path, str(Path(path).resolve()), path.removeprefix("/usr"), str(Path(path).resolve()).removeprefix("/usr")}:
                asked.setdefault(name, []).append(path)
        names = sorted(asked)
        for at in range(0, len(names), 500):
            for line in call("dpkg-query", "-S", *names[at:at + 500]).splitlines():
                who, _, path = line.partition(": ")
                if path in asked and not who.startswith("diversion"):
                    self.owner |= {p: who.split(",")[0].split(":")[0] for p in asked[path]}
        for path in todo:
            self.owner.setdefault(path, None)

    def about(self, package):
        rows = call("dpkg-query", "-W", "-f", "${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t${Homepage}\n", package)
        version, arch, source, source_version, home = rows.splitlines()[0].split("\t")
        return {"version": version, "arch": arch, "source": source, "source_version": source_version, "home": home}


def licence(package):
    """The licence of `Files: *` in a machine-readable copyright file, else None."""
    path = Path(f"/usr/share/doc/{package}/copyright")
    if not path.exists():
        return None
    for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")):
        if re.search(r"^Files:\s*\*\s*$", paragraph, re.M):
            found = re.search(r"^License:\s*(\S.*)$", paragraph, re.M)
            return found.group(1).strip() if found else None
    return None


def linked_files(build):
    """{file: "static" or "shared"} of the link lines, and what the shared objects need in turn."""
    found = {}
    for target in TARGETS:
        if not (build / target).exists():
            continue
        line = call("ninja", "-C", build, "-t", "commands", target).strip().splitlines()[-1]
        for word in re.findall(r"\S+", line):
            path = Path(word)
            if path.is_absolute() and re.search(r"\.a$|\.so(\.|$)", path.name) and not path.is_relative_to(build):
                # The link lines name `libz.so`, a link that the headers' package brings: what is loaded is what it points to.
                found[str(path if path.suffix == ".a" else path.resolve())] = "static" if path.suffix == ".a" else "shared"
        for name, path in re.findall(r"(\S+) => (\S+) \(0x", call("ldd", build / target)):
            if not Path(path).is_relative_to(build):
                found.setdefault(str(Path(path).resolve()), "shared")
    # A shared object of the link line that nothing needs is not loaded (--as-needed); its package counts by its headers.
    loaded = {Path(p).resolve() for t in TARGETS if (build / t).exists() for _, p in re.findall(r"(\S+) => (\S+) \(0x", call("ldd", build / t))}
    return {f: how for f, how in found.items() if how == "static" or Path(f).resolve() in loaded}


def headers(build):
    """Every header outside of the source tree that an object of the targets was compiled from."""
    found, ours = set(), False
    for line in call("ninja", "-C", build, "-t", "deps").splitlines():
        if not line.startswith(" "):
            ours = bool(re.match(r"CMakeFiles/ripe_(?!test_|bench|inject)\w+\.dir/|CMakeFiles/ripe\.dir/", line))
        elif ours and line.strip().startswith("/"):
            found.add(line.strip())
    return {f for f in found if f.startswith("/usr/") or "/pyarrow" in f}


def pins():
    """What ./dev and the requirement files pin: [(name, version, sha256 or None, registry, linked)]."""
    dev = (ROOT / "dev").read_text(encoding="utf-8")

    def value(name):
        found = re.search(rf"^{name}=([^\s#]+)", dev, re.M)
        return found.group(1) if found else None
    out = [("pyarrow", value("pyarrow_version"), value("pyarrow_sha256"), "pypi", True),
           ("antlr4", value("antlr_version"), value("antlr_sha256"), "maven/org.antlr", False)]
    for file in sorted(ROOT.glob("tests/**/*requirements*.txt")) + sorted(ROOT.glob("tools/*requirements*.txt")):
        text = file.read_text(encoding="utf-8").replace("\\\n", " ")
        for name, version, rest in re.findall(r"^([\w.-]+)==(\S+)(.*)$", text, re.M):
            digest = re.search(r"--hash=sha256:([0-9a-f]{64})", rest)
            out.append((name, version, digest.group(1) if digest else None, "pypi", False))
    return out


def component(name, version, purl, scope, **more):
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope, "purl": purl}
    return found | {k: v for k, v in more.items() if v}


def debian_components(build, packages):
    """({package: component}, files that no package owns)."""
    linked = linked_files(build)
    read = headers(build)
    packages.learn(list(linked) + sorted(read))
    how, files, strange = {}, {}, []
    for path in sorted(linked) + sorted(read):
        package = packages.owner[path]
        if package is None:
            strange.append(path)
            continue
        how.setdefault(package, set()).add(linked.get(path, "headers"))
        if path in linked:
            files.setdefault(package, set()).add(str(Path(path).resolve()))
    out = {}
    for package in sorted(how):
        about = packages.about(package)
        purl = f"pkg:deb/debian/{package}@{about['version'].replace('+', '%2B').replace(':', '%3A')}?arch={about['arch']}"
        properties = [{"name": "ripe:used-as", "value": ", ".join(sorted(how[package]))},
                      {"name": "ripe:debian-source", "value": f"{about['source']} {about['source_version']}"}]
        properties += [{"name": "ripe:file", "value": f"{f} sha256:{sha256(f)}"} for f in sorted(files.get(package, []))]
        known = licence(package)
        out[package] = component(package, about["version"], purl, "required", licenses=[{"license": {"name": known}}] if known else [],
                                 externalReferences=[{"type": "website", "url": about["home"]}] if about["home"] else [], properties=properties)
    return out, strange


def bill(build):
    packages = Packages()
    debian, strange = debian_components(build, packages)
    components = list(debian.values())
    arrow = [f for f in strange if "/pyarrow" in f]
    for name, version, digest, registry, linked in pins():
        used = linked and bool(arrow)
        purl = f"pkg:{registry}/{name}@{version}"
        if any(c["purl"] == purl for c in components):
            continue
        components.append(component(name, version, purl, "required" if used else "excluded",
                                    hashes=[{"alg": "SHA-256", "content": digest}] if digest else []))
    unknown = [f for f in strange if f not in arrow]
    if unknown:
        raise SystemExit("sbom.py: no package owns " + ", ".join(unknown[:10]))
    components.sort(key=lambda c: (c["name"], c["version"], c["scope"]))
    version = re.search(r"project\(ripe VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")).group(1)
    made = [{"type": "file", "name": t, "hashes": [{"alg": "SHA-256", "content": sha256(build / t)}]} for t in TARGETS if (build / t).exists()]
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": f"ripe@{version}", "name": "ripe", "version": version, "components": made}},
        "components": components,
        "dependencies": [{"ref": f"ripe@{version}", "dependsOn": [c["bom-ref"] for c in components if c["scope"] == "required"]}],
    }
    body["serialNumber"] = f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(body, sort_keys=True))}"
    return body


def lock_text():
    """The packages that ./dev installs for building, and their versions here."""
    dev = (ROOT / "dev").read_text(encoding="utf-8")
    names = sorted({n for block in re.findall(r"^packages_\w+=\((.*?)\)", dev, re.M | re.S) for n in block.split()})
    rows = dict(line.split("\t") for line in call("dpkg-query", "-W", "-f", "${Package}\t${Version}\n", *names).splitlines() if line.split("\t")[1])
    return "".join(f"{name}={rows[name]}\n" for name in names if name in rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--lock", action="store_true")
    options = parser.parse_args()
    if options.lock:
        LOCK.parent.mkdir(parents=True, exist_ok=True)
        LOCK.write_text("# Debian packages that this repository was last built and tested with (python3 tools/sbom.py --lock).\n" + lock_text())
        return 0
    if options.check:
        wanted = {line for line in LOCK.read_text().splitlines() if not line.startswith("#")}
        here = set(lock_text().splitlines())
        for line in sorted(here - wanted):
            print(f"here {line}, in {LOCK.relative_to(ROOT)} not")
        return 1 if here - wanted else 0
    if not (options.build / "ripe").exists():
        raise SystemExit(f"sbom.py: {options.build}/ripe is not there; ./dev build makes it")
    text = json.dumps(bill(options.build.resolve()), indent=1, ensure_ascii=False) + "\n"
    output = options.output or options.build / "ripe.cdx.json"
    output.write_text(text, encoding="utf-8")
    count = text.count('"purl"')
    print(f"{output}: {count} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
