#!/usr/bin/env python3
"""The work of bench/history.sh: packrake, several ways, and git on the same repositories."""

import argparse
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from alternate import alternate, machine, print_table  # noqa: E402

CAT_FILE = "git cat-file --batch-all-objects"


def commands_for(arguments, repository: str, folder: str, threads: str) -> tuple[dict[str, list[str]], set[str]]:
    """The commands, and the names of those that run once."""
    git = ["git", "-C", repository]
    whole = [arguments.packrake, "scan", "-q", "-f", "jsonl", repository]
    scan = whole + ["--prove-budget", "0"]  # proof reads the history a second time, where a token asks for it
    commands = {
        CAT_FILE: git + ["cat-file", "--batch-all-objects", "--unordered", "--batch", "--buffer"],
        "packrake": scan + ["-j", threads],
        "packrake -j1": scan + ["-j", "1"],
        "packrake --no-delta": scan + ["-j", threads, "--no-delta"],
        "packrake, literals tried": whole + ["-j", threads],
        "packrake --no-pack": scan + ["-j", threads, "--no-pack"],
    }
    packs = sorted(pathlib.Path(repository).glob("**/objects/pack/*.pack"))
    if len(packs) == 1:
        commands["git index-pack"] = ["git", "index-pack", f"--threads={threads}", "-o", f"{folder}/x.idx", str(packs[0])]
    for what in ("inflate", "rebuild"):
        commands[f"{what} only"] = [arguments.pack_bench, "--once", what, repository, threads]
    commands["git log -p --all -U0"] = git + ["log", "-p", "--all", "-U0"]
    once = {"packrake, literals tried", "packrake --no-pack", "git index-pack", "git log -p --all -U0"}
    for name in arguments.skip:
        commands.pop(name, None)
    # What git prints is gigabytes: it goes to /dev/null, as its own users would send it.
    return {name: ["sh", "-c", 'exec "$@" >/dev/null', "sh", *command] if command[0] == "git" else command
            for name, command in commands.items()}, once


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--packrake", required=True)
    parser.add_argument("--pack-bench", required=True)
    parser.add_argument("--skip", action="append", default=[], metavar="ROW", help="a row to leave out, by its name")
    parser.add_argument("repositories", nargs="+")
    arguments = parser.parse_args()
    if CAT_FILE in arguments.skip:
        parser.error(f"'{CAT_FILE}' is what all others are held against")

    print(f"machine: {machine()}; medians of {arguments.runs} alternating runs after one warm-up; wall and CPU seconds; MiB")
    for repository in arguments.repositories:
        with tempfile.TemporaryDirectory() as folder:
            commands, once = commands_for(arguments, repository, folder, str(len(os.sched_getaffinity(0))))
            results = alternate(commands, arguments.runs, once)
        print(f"\n{repository}")
        print_table(results, CAT_FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
