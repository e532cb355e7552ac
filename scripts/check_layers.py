#!/usr/bin/env python3
"""Holds the three rules of the layout: the layers form a DAG, each library is included by one folder, and a family is
one file a member with one row in its table. Prints each breach as `file:line: reason`; exits 1 when there is one."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"

# Folder -> folders it may include (itself always).
LAYERS = {
    "base": set(),
    "text": {"base"},
    "rules": {"base", "text"},
    "match": {"base", "text", "rules"},
    "credential": {"base", "text", "rules", "match"},
    "pack": {"base"},
    "git": {"base", "text"},
    "source": {"base", "text", "git", "pack"},
    "findings": {"base", "text", "rules", "match", "credential"},
    "report": {"base", "text", "rules", "match", "credential", "findings"},
    "push": None,  # None: every folder named so far, and the public headers
    "sweep": None,
    "cli": None,
}

# What an include line must not name outside its folders. fmt is vocabulary, and may stand anywhere.
LIBRARIES = {
    r"spdlog/": {"base"},
    r"nlohmann/": {"base"},
    r"yaml-cpp/": {"base"},
    r"openssl/": {"base", "credential"},
    r"re2/": {"text"},
    r"toml\+\+|toml\.hpp": {"rules"},
    r"hs/|hs\.h|hs_": {"match"},
    r"libdeflate": {"pack"},
    r"git2": {"git"},
    r"sqlite3": {"sweep"},
    r"CLI/": {"cli"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def breaches(path: pathlib.Path, folder: str):
    allowed = LAYERS.get(folder, set())
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, name = match.groups()
        for library, folders in LIBRARIES.items():
            if re.match(library, name) and folder not in folders:
                yield f"{path.relative_to(ROOT)}:{number}: {name} belongs to {', '.join(sorted(folders))}/"
        if quote == "<" or name.startswith("packrake/"):
            continue
        target = name.split("/")[0]
        if allowed is not None and target in LAYERS and target != folder and target not in allowed:
            yield f"{path.relative_to(ROOT)}:{number}: {folder}/ may not include {target}/"


def main() -> int:
    found = []
    for folder in sorted(p.name for p in SOURCE.iterdir() if p.is_dir()):
        if folder not in LAYERS:
            found.append(f"src/{folder}: not a layer of the design")
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix in {".h", ".cc"}:
                found.extend(breaches(path, folder))
    for path in sorted((ROOT / "include").rglob("*.h")):
        found.extend(breaches(path, "include"))
    for line in found:
        print(line)
    print(f"{len(found)} breaches of the layers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
