#!/usr/bin/env python3
"""The work of bench/rules/jwt_cost.sh."""

import argparse
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from alternate import alternate, machine, print_table  # noqa: E402

# All that read code: while one of them is left, texts are still read as programs.
LEFT_OUT = ("jwt.secret.*", "jwt.key.sink", "jwt.misuse.*", "framework.*")
WITHOUT = "without " + ", ".join(LEFT_OUT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("repositories", nargs="+")
    arguments = parser.parse_args()
    print(f"machine: {machine()}; medians of {arguments.runs} alternating runs after one warm-up; "
          "wall and CPU seconds; MiB")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for repository in arguments.repositories:
            scan = [os.environ["PACKRAKE"], "scan", "-q", "-f", "jsonl", "--prove-budget", "0", repository]
            fewer = scan + [word for rule in LEFT_OUT for word in ("--disable-rule", rule)]
            results = alternate({WITHOUT: fewer, "all rules": scan}, arguments.runs)
            if any(run.status == 2 for taken in results.values() for run in taken):
                print(f"jwt_cost.py: packrake ended with status 2 on {repository}", file=sys.stderr)
                return 2
            print(f"\n{repository}")
            print_table(results, WITHOUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
