#!/usr/bin/env python3
"""Compares two builds of packrake on whole histories: bench/builds.py [-n RUNS] BEFORE AFTER REPO...

Scans each repository with both programs in turn, RUNS (7) times after one warm-up, with as many threads as there are
processors and with one, and prints medians, their ratios to BEFORE, and the greatest memory. On a shared machine no
other way tells whether a change pays: the same build differs by a tenth from one minute to the next.
"""

import argparse
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from alternate import alternate, machine, print_table  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--runs", type=int, default=7)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("repositories", nargs="+")
    arguments = parser.parse_args()
    print(f"machine: {machine()}; medians of {arguments.runs} alternating runs after one warm-up; wall and CPU seconds; MiB")
    for repository in arguments.repositories:
        print(f"\n{repository}")
        for threads in sorted({len(os.sched_getaffinity(0)), 1}, reverse=True):
            options = ["scan", "-q", "-f", "jsonl", "--prove-budget", "0", "-j", str(threads), repository]
            names = [f"{name} -j{threads}" for name in ("before", "after")]
            programs = (os.path.abspath(arguments.before), os.path.abspath(arguments.after))
            commands = {name: [program, *options] for name, program in zip(names, programs)}
            print_table(alternate(commands, arguments.runs, set()), names[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
