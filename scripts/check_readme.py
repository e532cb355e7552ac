#!/usr/bin/env python3
"""Runs every command of README.md's console blocks in a folder with a sample repository, and fails on one that does not
end as it should: `check_readme.py PACKRAKE_BINARY`. A scan, and `crack`, may end with 0 or 1 (findings); everything else
with 0. The two set-up commands are left out: scripts/check_fresh proves them. The output that the page shows must be what
the command before it prints, line by line, but for "..." and for object ids, which the sample's new keys change."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SET_UP = ("./scripts/", "git clone https://")
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```console\n\$ ([^\n]*)\n```\n\n```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text: str):
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                yield line[2:]


def not_printed(shown: str, printed: str):
    """The first line of `shown` that `printed` lacks after those before it, or None."""
    def plain(line):
        return re.sub(r"\b[0-9a-f]{10,}\b", "ID", line.rstrip())

    rest = iter([plain(line) for line in printed.splitlines()])
    for line in shown.splitlines():
        if line != "..." and plain(line) not in rest:
            return line
    return None


def main() -> int:
    binary = pathlib.Path(sys.argv[1]).resolve()
    failures = ran = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "bin").mkdir()
        shutil.copy(binary, work / "bin/packrake")
        subprocess.run([str(ROOT / "scripts/make_sample_repo"), str(work / "shop")], check=True)
        environment = {**os.environ, "PATH": f"{work}/bin:{os.environ['PATH']}", "HOME": folder, "NO_COLOR": "1"}
        page = (ROOT / "README.md").read_text(encoding="utf-8")
        for command, shown in SHOWN.findall(page):
            done = subprocess.run(["bash", "-c", command], cwd=work, env=environment, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, check=False)
            if (line := not_printed(shown, done.stdout)) is not None:
                failures += 1
                print(f"README.md: `{command}` does not print, or not there: {line}\n{done.stdout}")
        for command in commands(page):
            if command.startswith(SET_UP):
                continue
            done = subprocess.run(["bash", "-c", command], cwd=work, env=environment, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, check=False)
            ran += 1
            finds = re.search(r"packrake (scan|git|dir|stdin|crack|-)", command) is not None
            if done.returncode not in ((0, 1) if finds else (0,)):
                failures += 1
                print(f"README.md: `{command}` ended with {done.returncode}:\n{done.stderr[-2000:]}")
    print(f"{ran} commands of README.md run, {failures} failed")
    return 1 if failures or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
