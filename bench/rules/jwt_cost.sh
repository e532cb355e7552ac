#!/usr/bin/env bash
# Times scans of whole histories with all built-in rules, and without those that read code for JWT secrets and misuse:
#   bench/rules/jwt_cost.sh [-n RUNS] REPO...
# RUNS (5) times in turn after one warm-up, which compiles the smaller set into a cache of its own. Prints medians and what
# all rules cost as a multiple, on the clock and in CPU time.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
runs=5
while getopts n: option; do
  case $option in n) runs=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
PACKRAKE=${PACKRAKE:-$here/../../build/release/packrake} exec python3 "$here/jwt_cost.py" --runs "$runs" "$@"
