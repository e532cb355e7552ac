#!/usr/bin/env bash
# Compares a scan of whole histories with what git itself needs to read them:
#   bench/history.sh [-n RUNS] [-x ROW]... REPO...
# For each repository, RUNS (5) times in turn after one warm-up, what these cost: `git cat-file` of all objects; packrake
# (with --prove-budget 0, and once with the literals of the history tried on its tokens; one thread, --no-delta and, once,
# --no-pack); our own reader inflating all blobs and rebuilding them, with nobody looking; and, once, `git index-pack` and
# `git log -p --all -U0`. Prints medians and their ratios to `git cat-file`, on the clock and in CPU time, and the greatest
# memory, resident and anonymous. Absolute times are this machine's at this moment: quote ratios. -x leaves a row out.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=5
skip=()
while getopts n:x: option; do
  case $option in
    n) runs=$OPTARG ;;
    x) skip+=(--skip "$OPTARG") ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '2,8s/^# //p' "$0"; exit 2; }

packrake=${PACKRAKE:-$root/build/release/packrake}
pack_bench=${PACK_BENCH:-$root/build/release/bench/pack_bench}
for program in "$packrake" "$pack_bench"; do
  [ -x "$program" ] || { echo "history.sh: $program: not built (configure with -DPACKRAKE_BENCHMARKS=ON)" >&2; exit 2; }
done
exec python3 "$root/bench/history.py" --runs "$runs" --packrake "$packrake" --pack-bench "$pack_bench" "${skip[@]}" "$@"
