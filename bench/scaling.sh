#!/usr/bin/env bash
# Time and memory of a scan against the length of the history: makes bare repositories of the first quarter, the first
# half and all of the commits that HEAD reaches, scans each RUNS times in turn, and prints medians and their ratios:
#   bench/scaling.sh [-n RUNS] REPO...
# No step is quadratic where "CPU a commit" and "CPU a MB" stay level. One thread; --prove-budget 0: trying literals is
# bounded by time, not by length.
set -euo pipefail
runs=3
source "$(dirname "${BASH_SOURCE[0]}")/options.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export GIT_NO_LAZY_FETCH=1 GIT_NO_REPLACE_OBJECTS=1

# The newest commit of HEAD's first-parent line whose history has at most $2 commits.
commit_with() {
  local repository=$1 wanted=$2 low=0 middle
  local high=$((${#line[@]} - 1))
  while [ $low -lt $high ]; do
    middle=$(((low + high) / 2))
    if [ "$(git -C "$repository" rev-list --count "${line[$middle]}")" -le "$wanted" ]; then
      high=$middle
    else
      low=$((middle + 1))
    fi
  done
  echo "${line[$low]}"
}

for repository in "${repositories[@]}"; do
  mapfile -t line < <(git -C "$repository" rev-list --first-parent HEAD)
  all=$(git -C "$repository" rev-list --count HEAD)
  for part in 4 2 1; do
    bare="$folder/part$part"
    rm -rf "$bare"
    git init -q --bare -b main "$bare"
    commit=$(commit_with "$repository" $((all / part)))
    # Deltas are taken over as they are; what a partial clone lacks is lacking here, too.
    git -C "$repository" pack-objects -q --revs --stdout --missing=allow-any --delta-base-offset <<<"$commit" |
      git -C "$bare" index-pack --stdin >/dev/null
    git -C "$bare" update-ref refs/heads/main "$commit"
  done
  python3 - "$packrake" "$runs" "$folder" "$repository" <<'PYTHON'
import json, os, statistics, subprocess, sys, time
packrake, runs, folder, repository = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]

def scan(part):
    report = f"{folder}/report.jsonl"
    begin = time.monotonic()
    child = subprocess.Popen([packrake, "scan", "-q", "-j1", "--stats", "--prove-budget", "0", "-f", "jsonl", "-o", report,
                              f"{folder}/part{part}"])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 3):
        sys.exit(f"scaling: packrake ended with {child.returncode}")
    with open(report, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, record

results = {part: [] for part in (4, 2, 1)}
for run in range(runs):
    for part in results:
        results[part].append(scan(part))
print(f"{repository}: medians of {runs}, one thread")
print("history   commits    objects  packed MB  found  wall s   CPU s   peak MiB  CPU a commit  CPU a MB (all = 1)")
rows = []
for part, measured in results.items():
    wall, cpu, memory = (statistics.median(m[i] for m in measured) for i in range(3))
    record = measured[0][3]
    pack = f"{folder}/part{part}/objects/pack"
    packed = sum(os.path.getsize(f"{pack}/{name}") for name in os.listdir(pack) if name.endswith(".pack")) / 1e6
    commits = record["objects"]["commit"]["read"]
    objects = sum(tally["read"] for tally in record["objects"].values())
    rows.append((part, commits, objects, packed, record["findings"], wall, cpu, memory))
last = rows[-1]
for part, commits, objects, packed, found, wall, cpu, memory in rows:
    name = {4: "1/4", 2: "1/2", 1: "all"}[part]
    print(f"{name:7} {commits:9,} {objects:10,} {packed:10.1f} {found:6,} {wall:7.2f} {cpu:7.2f} {memory:10.0f}"
          f" {cpu / commits / (last[6] / last[1]):13.2f} {cpu / packed / (last[6] / last[3]):9.2f}")
PYTHON
done
