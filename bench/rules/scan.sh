#!/usr/bin/env bash
# Times scans of whole histories with 300 and with 1,000 rules (make_rules.py; no built-in ones):
#   bench/rules/scan.sh [-n RUNS] REPO...
# RUNS (5) times in turn after one warm-up, which also compiles both sets into a cache of its own. Prints medians and the
# ratio of 1,000 rules to 300, on the clock and in CPU time.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
runs=5
source "$here/../options.sh"
PACKRAKE=$packrake exec python3 "$here/scan.py" --runs "$runs" "${repositories[@]}"
