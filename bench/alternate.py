#!/usr/bin/env python3
"""Times several commands on the same repositories in alternating repetitions and prints medians and ratios. Used by
bench/history.sh and bench/peers.sh; nothing here knows what the commands do."""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def measure(command: list[str], environment: dict[str, str], limit: float) -> tuple[float, float, int, bytes]:
    """Wall seconds, peak resident MiB, exit status and standard output of one run."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL,
                                   env={**os.environ, **environment})
        deadline = start + limit
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > deadline:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.002)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, process.returncode, output.read()


def alternate(commands: dict[str, list[str]], runs: int, once: set[str], limit: float = 1800):
    """name -> ([seconds], peak MiB, status, output), one warm-up first; names in `once` run a single time."""
    results = {name: ([], 0.0, 0, b"") for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            if name in once and run > 0:
                continue
            seconds, peak, status, output = measure(command, {}, limit)
            times, _, _, _ = results[name]
            if run > 0 or name in once:
                times.append(seconds)
            results[name] = (times, peak, status, output)
    return results


def machine() -> str:
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{len(os.sched_getaffinity(0))} x {model}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--packrake", required=True)
    parser.add_argument("--inflate", required=True)
    parser.add_argument("--slow", action="store_true", help="also git log -p, once")
    parser.add_argument("repositories", nargs="+")
    arguments = parser.parse_args()

    print(f"machine: {machine()}; medians of {arguments.runs} alternating runs after one warm-up, wall seconds")
    for repository in arguments.repositories:
        git = ["git", "-C", repository]
        whole = [arguments.packrake, "scan", "-q", "-f", "jsonl", repository]
        scan = whole + ["--prove-budget", "0"]  # proof reads the history a second time, where a token asks for it
        threads = str(len(os.sched_getaffinity(0)))
        with tempfile.TemporaryDirectory() as folder:
            commands = {
                "git cat-file --batch-all-objects": git + ["cat-file", "--batch-all-objects", "--unordered", "--batch", "--buffer"],
                "packrake": scan + ["-j", threads],
                "packrake, literals tried": whole + ["-j", threads],
                "packrake -j1": scan + ["-j", "1"],
                "packrake --no-delta": scan + ["-j", threads, "--no-delta"],
                "packrake --no-pack": scan + ["-j", threads, "--no-pack"],
            }
            packs = sorted(pathlib.Path(repository).glob("**/objects/pack/*.pack"))
            if len(packs) == 1:
                commands["git index-pack"] = ["git", "index-pack", f"--threads={threads}", "-o", f"{folder}/x.idx", str(packs[0])]
            if os.path.exists(arguments.inflate):
                commands["rebuild only"] = [arguments.inflate, "--threads", threads, repository]
            once = {"packrake, literals tried", "packrake --no-pack", "git index-pack"}
            if arguments.slow:
                commands["git log -p --all -U0"] = git + ["log", "-p", "--all", "-U0"]
                once.add("git log -p --all -U0")
            # What git prints is gigabytes: it goes to /dev/null, as its own users would send it.
            commands = {name: ["sh", "-c", 'exec "$@" >/dev/null', "sh", *command] if command[0] == "git" else command
                        for name, command in commands.items()}
            results = alternate(commands, arguments.runs, once)
        base = statistics.median(results["git cat-file --batch-all-objects"][0])
        print(f"\n{repository}")
        print(f"  {'':34} {'median':>8} {'min':>8} {'max':>8} {'ratio':>7} {'peak MiB':>9} {'exit':>5}")
        for name, (times, peak, status, _) in results.items():
            median = statistics.median(times)
            print(f"  {name:34} {median:8.3f} {min(times):8.3f} {max(times):8.3f} {median / base:7.3f} {peak:9.0f} {status:5}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
