"""Runs several commands in alternating repetitions, and prints what they cost: medians, ratios to one of them, memory. What
the programs in this folder have in common; nothing here knows what the commands do."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Run:
    """One run of a command."""
    seconds: float  # on the clock
    cpu: float  # of all its threads, user and system
    peak: float  # MiB resident, mapped files among them
    anonymous: float  # MiB resident without mapped files, the greatest that was seen every few milliseconds
    status: int
    output: bytes


def anonymous_mib(pid: int) -> float:
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass  # it ended
    return 0


def measure(command: list[str], environment: dict[str, str] | None = None, limit: float = 1800) -> Run:
    """Runs `command` without a shell; kills it after `limit` seconds."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL,
                                   env={**os.environ, **(environment or {})})
        anonymous = 0.0
        while True:
            anonymous = max(anonymous, anonymous_mib(process.pid))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if not pid and time.perf_counter() > start + limit:
                process.kill()
                pid, status, usage = os.wait4(process.pid, 0)
            if pid:
                break
            time.sleep(0.004)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, anonymous, process.returncode,
                   output.read())


def alternate(commands: dict[str, list[str]], runs: int, once: set[str] | None = None) -> dict[str, list[Run]]:
    """`runs` runs of each command, one of each in turn, after one that warms the caches; of those in `once` the first."""
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            single = once is not None and name in once
            if single and turn > 0:
                continue
            run = measure(command)
            if turn > 0 or single:
                results[name].append(run)
    return results


def machine() -> str:
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{len(os.sched_getaffinity(0))} x {model}, load {os.getloadavg()[0]:.1f}"


def print_table(results: dict[str, list[Run]], base: str) -> None:
    """Medians, and their ratios to those of the command `base`. On a busy machine only those of CPU time mean much."""
    def median(name: str, key) -> float:
        return statistics.median(key(run) for run in results[name])

    def wall(run: Run) -> float:
        return run.seconds

    def cpu(run: Run) -> float:
        return run.cpu

    print(f"  {'':34} {'median':>8} {'min':>8} {'max':>8} {'ratio':>7} {'CPU':>8} {'ratio':>7} {'peak':>6} {'anonymous':>9} "
          f"{'exit':>5}")
    for name, taken in results.items():
        print(f"  {name:34} {median(name, wall):8.3f} {min(map(wall, taken)):8.3f} {max(map(wall, taken)):8.3f} "
              f"{median(name, wall) / median(base, wall):7.3f} {median(name, cpu):8.3f} "
              f"{median(name, cpu) / median(base, cpu):7.3f} {max(run.peak for run in taken):6.0f} "
              f"{max(run.anonymous for run in taken):9.0f} {taken[-1].status:5}", flush=True)
