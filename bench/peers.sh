#!/usr/bin/env bash
# Runs other scanners on the same repositories, without network validation, one run each after a warm-up of the page
# cache, and prints wall seconds, peak memory and the number of distinct secrets each found:
#   bench/peers.sh REPO...
# Takes what it finds: KINGFISHER (PyPI: kingfisher-bin), GITLEAKS (Go module github.com/zricethezav/gitleaks/v8),
# TRUFFLEHOG, BETTERLEAKS: paths of binaries, or programs on PATH. Their rules differ, so do their counts: the secrets
# that one of them has and packrake lacks are the interesting part (--list prints digests of them, never the secrets).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec python3 "$root/bench/peers.py" "$@"
