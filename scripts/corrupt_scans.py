#!/usr/bin/env python3
"""corrupt_scans.py PROGRAM [MUTATIONS] [SEED]: damages the pack and the index of a generated repository with planted
secrets at random so many times (1,000), and each time runs `PROGRAM scan` on it, in turn as it is, with --no-delta, with
--no-pack and with --verify-objects. Fails on a crash, a sanitizer's report, a scan of more than a minute, an exit status
that is none of 1 and 3, and on 1 (complete) with other findings than the sound repository has. Meant for a program of the
`asan` preset (scripts/corrupt_packs)."""

import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

SCRIPTS = pathlib.Path(__file__).resolve().parent
MODES = ([], ["--no-delta"], ["--no-pack"], ["--verify-objects"])
SANITIZER_STATUS = 99
# libgit2 asks for as much memory as a damaged header says, and takes no for an answer: no reason to end the program. Our
# own code would end it then, with a status of its own.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": f"exitcode={SANITIZER_STATUS}:allocator_may_return_null=1",
               "UBSAN_OPTIONS": f"exitcode={SANITIZER_STATUS}", "GIT_CONFIG_GLOBAL": os.devnull,
               "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder, *arguments, **options):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=ENVIRONMENT, capture_output=True, **options)


def make_repository(folder):
    """The sample repository, and 60 versions of a file on top, in one pack with delta chains."""
    subprocess.run([sys.executable, str(SCRIPTS / "make_sample_repo"), str(folder)], check=True)
    chance = random.Random(1)
    lines = [f"line {n}: {chance.getrandbits(64):x}" for n in range(200)]
    stream = []
    for version in range(60):
        lines[chance.randrange(len(lines))] = f"line of version {version}: {chance.getrandbits(64):x}"
        text = "\n".join(lines) + "\n"
        stream.append(f"commit refs/heads/notes\ncommitter A <a@example.org> {1750000000 + version} +0000\n"
                      f"data 3\nv{version % 10}\n\nM 644 inline notes.txt\ndata {len(text)}\n{text}\n")
    git(folder, "fast-import", "--quiet", input="".join(stream).encode())
    git(folder, "-c", "pack.threads=1", "repack", "-a", "-d", "-f", "-k", "--depth=30")
    git(folder, "prune-packed")


def mutated(sound, chance):
    """`sound` damaged as files are: cut short, flipped, overwritten, a piece moved (as tests/support/mutate.h)."""
    data = bytearray(sound)
    kind = chance.randrange(6)
    if kind == 0:
        del data[chance.randrange(len(data)):]
    elif kind == 1:
        del data[len(data) - chance.randrange(64):]
    elif kind == 2:
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 3:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 4:
        at = chance.randrange(len(data))
        data[at:at + 512] = bytes(len(data[at:at + 512]))
    else:
        source, target = chance.randrange(len(data)), chance.randrange(len(data))
        size = min(chance.randrange(200), len(data) - max(source, target))
        data[target:target + size] = data[source:source + size]
    return bytes(data)


def scan(program, repository, mode):
    """Exit status, the fingerprints found, and what went to stderr; the status is None when it did not end."""
    command = [program, "scan", "-q", "-f", "jsonl", "--prove-budget", "0", *mode, str(repository)]
    try:
        run = subprocess.run(command, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None, set(), b""
    found = set()
    for line in run.stdout.splitlines():
        record = json.loads(line)
        if "fingerprint" in record:
            found.add(record["fingerprint"])
    return run.returncode, found, run.stderr


def main() -> int:
    if not 2 <= len(sys.argv) <= 4:
        print(__doc__, file=sys.stderr)
        return 2
    program = sys.argv[1]
    mutations = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="packrake-damage-"))
    repository = folder / "repo"
    make_repository(repository)
    [pack] = (repository / ".git/objects/pack").glob("*.pack")
    files = [pack, pack.with_suffix(".idx")]
    sound = [file.read_bytes() for file in files]
    for file in files:
        file.chmod(0o644)
    status, expected, _ = scan(program, repository, [])
    if status != 1 or len(expected) < 5:
        print(f"corrupt_scans.py: the sound repository: status {status}, {len(expected)} findings", file=sys.stderr)
        return 2

    statuses = collections.Counter()
    for number in range(mutations):
        damaged = 0 if number % 3 else 1
        for file, data in zip(files, sound):
            file.write_bytes(data)
        files[damaged].write_bytes(mutated(sound[damaged], chance))
        # Each mode meets packs and indexes: there are three mutations to an index and four modes.
        mode = MODES[number % len(MODES)]
        status, found, errors = scan(program, repository, mode)
        statuses[status] += 1
        if number % 100 == 99:
            print(f"{number + 1} of {mutations}", flush=True)
        if status == 3 or (status == 1 and found == expected):
            continue
        print(f"corrupt_scans.py: mutation {number} {' '.join(mode)}: status {status}, {len(found)} of {len(expected)} "
              f"findings, kept in {folder}\n{errors.decode(errors='replace')[-4000:]}", file=sys.stderr)
        return 1
    print(f"{mutations} scans of damaged repositories: {statuses[3]} incomplete, {statuses[1]} with all there is to find")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
