#!/usr/bin/env python3
"""The work of bench/rules/scan.sh."""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from alternate import alternate, machine, print_table  # noqa: E402

COUNTS = (300, 1000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("repositories", nargs="+")
    arguments = parser.parse_args()
    print(f"machine: {machine()}; medians of {arguments.runs} alternating runs after one warm-up; wall and CPU seconds; MiB")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for count in COUNTS:
            rules = subprocess.run([sys.executable, str(HERE / "make_rules.py"), str(count)], capture_output=True, check=True)
            pathlib.Path(folder, f"{count}.yaml").write_bytes(rules.stdout)
        for repository in arguments.repositories:
            commands = {f"{count} rules": [os.environ["PACKRAKE"], "scan", "-q", "-f", "jsonl", "--prove-budget", "0",
                                           "--no-builtin-rules", "--rules", f"{folder}/{count}.yaml", repository]
                        for count in COUNTS}
            results = alternate(commands, arguments.runs)
            for run in (run for taken in results.values() for run in taken):
                if run.status == 2:  # a rule set that is refused would be the fastest of all
                    print(f"scan.py: packrake ended with status 2 on {repository}", file=sys.stderr)
                    return 2
            print(f"\n{repository}")
            print_table(results, f"{COUNTS[0]} rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
