#!/usr/bin/env bash
# Compares a scan of whole histories with what git itself needs to read them:
#   bench/history.sh [-n RUNS] REPO...
# For each repository, in alternating repetitions after one warm-up, wall seconds of packrake (with --prove-budget 0, and
# once with the literals of the history tried on its tokens; --no-delta, --no-pack, one thread) and of git (cat-file of all
# objects, index-pack, inflate-only), their medians, and the ratio to `git cat-file`. Absolute times are this machine's at
# this moment: quote ratios.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=5
while getopts n: option; do
  case $option in n) runs=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '2,6s/^# //p' "$0"; exit 2; }

packrake=${PACKRAKE:-$root/build/release/packrake}
inflate=${PACK_BENCH:-$root/build/release/bench/pack_bench}
exec python3 "$root/bench/alternate.py" --runs "$runs" --packrake "$packrake" --inflate "$inflate" "$@"
