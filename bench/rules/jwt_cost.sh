#!/usr/bin/env bash
# Times scans of whole histories with all built-in rules, and without those that read code for JWT secrets and misuse:
#   bench/rules/jwt_cost.sh [-n RUNS] REPO...
# RUNS (5) times in turn after one warm-up, which compiles the smaller set into a cache of its own. Prints medians and what
# all rules cost as a multiple, on the clock and in CPU time.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
runs=5
source "$here/../options.sh"
PACKRAKE=$packrake exec python3 "$here/jwt_cost.py" --runs "$runs" "${repositories[@]}"
