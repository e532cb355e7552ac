#!/usr/bin/env python3
"""Makes a bare repository of a million objects and 40,000 refs: make_million.py FOLDER [COMMITS [REFS]]. Each of COMMITS
(250,000) commits has a tree of its own, a folder of its own in it, and a blob; half of the refs are packed, half are files.
Takes about a minute; the objects are the same every time."""

import pathlib
import subprocess
import sys


def stream(commits: int):
    """What `git fast-import` reads. A line of history of 1,000 commits each, so that trees stay small."""
    for i in range(commits):
        content = f"value {i} of {commits}\n" + f"line {i * 7919 % 1000003}\n" * (i % 5)
        message = f"change {i}\n"
        start = i % 1000 == 0
        yield f"commit refs/heads/line-{i // 1000}\nmark :{i + 1}\n"
        yield f"committer A U Thor <author@example.com> {1500000000 + 60 * i} +0000\n"
        yield f"data {len(message)}\n{message}"
        if not start:
            yield f"from :{i}\n"
        yield f"M 100644 inline d{i % 50}/f{i % 7}.txt\ndata {len(content)}\n{content}\n"


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1])
    commits = int(sys.argv[2]) if len(sys.argv) > 2 else 250_000
    refs = int(sys.argv[3]) if len(sys.argv) > 3 else 40_000
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=line-0", folder], check=True)
    marks = folder / "marks"
    importer = subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet", f"--export-marks={marks.resolve()}"],
                                stdin=subprocess.PIPE, text=True)
    importer.stdin.writelines(stream(commits))
    importer.stdin.close()
    if importer.wait() != 0:
        return 1
    ids = [line.split()[1] for line in sorted(marks.read_text().splitlines(), key=lambda line: int(line[1:].split()[0]))]
    marks.unlink()

    subprocess.run(["git", "-C", folder, "pack-refs", "--all"], check=True)
    own = (commits + 999) // 1000
    packed = [f"{ids[i * 13 % commits]} refs/tags/v{i:05}" for i in range(max(0, refs // 2 - own))]
    with (folder / "packed-refs").open() as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("^")]
    header, named = lines[0], sorted(lines[1:] + packed, key=lambda line: line.split()[1])
    # Without "fully-peeled": what a tag points to is then not known from the file alone.
    (folder / "packed-refs").write_text("\n".join([header.replace(" fully-peeled", "")] + named) + "\n")
    for i in range(refs // 2):
        ref = folder / f"refs/remotes/origin/topic-{i // 200}/change-{i}"
        ref.parent.mkdir(parents=True, exist_ok=True)
        ref.write_text(ids[i * 29 % commits] + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
