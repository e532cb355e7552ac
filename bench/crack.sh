#!/usr/bin/env bash
# Compares guessing the secrets of HS256 tokens with hashcat's CPU mode, both in one run:
#   bench/crack.sh [-n RUNS] [-w WORDS]
# RUNS times (3), alternating: hmac_bench, hashcat's own benchmark (`hashcat -b -m 16500 -D 1`), and `packrake crack` of
# one token that no word signed with a wordlist of WORDS lines (10,000,000). Prints each round, the medians, their ratios
# to hashcat and the peak memory of the last. Absolute figures are this machine's at this moment: quote ratios.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=3
words=10000000
while getopts n:w: option; do
  case $option in
    n) runs=$OPTARG ;;
    w) words=$OPTARG ;;
    *) sed -n '2,6s/^# //p' "$0"; exit 2 ;;
  esac
done
packrake=${PACKRAKE:-$root/build/release/packrake}
bench=${HMAC_BENCH:-$root/build/release/bench/hmac_bench}
command -v hashcat > /dev/null || { echo "crack.sh: hashcat is not installed" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Words as lists have them, eight to sixteen characters; and a token of a random secret.
awk -v n="$words" 'BEGIN { for (i = 0; i < n; ++i) printf "pass%dword%d\n", i, (i * 7919) % 1000 }' > "$folder/words"
python3 - > "$folder/token" << 'PYTHON'
import base64, hashlib, hmac, os
part = lambda b: base64.urlsafe_b64encode(b).rstrip(b"=")
text = part(b'{"alg":"HS256","typ":"JWT"}') + b"." + part(b'{"sub":"1234567890","name":"John Doe","iat":1516239022}')
print((text + b"." + part(hmac.new(os.urandom(32), text, hashlib.sha256).digest())).decode())
PYTHON

median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg); millions of secrets a second"
printf '%6s %12s %12s %16s\n' round hmac_bench hashcat 'packrake crack'
for round in $(seq "$runs"); do
  "$bench" --seconds 3 | awk '/^HS256/ { print $2 }' >> "$folder/ours"
  hashcat -b -m 16500 -D 1 --machine-readable 2> /dev/null | awk -F: '/:16500:/ { s += $NF } END { print s / 1e6 }' \
    >> "$folder/theirs"
  python3 - "$packrake" "$folder" "$words" << 'PYTHON' >> "$folder/program"
import resource, subprocess, sys, time
program, folder, words = sys.argv[1], sys.argv[2], int(sys.argv[3])
start = time.monotonic()
subprocess.run([program, "crack", folder + "/token", "--wordlist", folder + "/words"], stdout=subprocess.DEVNULL)
seconds = time.monotonic() - start
with open(folder + "/peak", "w") as out:
    out.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
print(round(words / seconds / 1e6, 2))
PYTHON
  printf '%6s %12s %12s %16s\n' "$round" "$(tail -1 "$folder/ours")" "$(tail -1 "$folder/theirs")" \
    "$(tail -1 "$folder/program")"
done
ours=$(median < "$folder/ours")
theirs=$(median < "$folder/theirs")
program=$(median < "$folder/program")
printf '%6s %12s %12s %16s\n' median "$ours" "$theirs" "$program"
awk -v a="$ours" -v b="$theirs" -v c="$program" -v p="$(cat "$folder/peak")" \
  'BEGIN { printf "ratio to hashcat: hmac_bench %.1f, packrake crack %.1f (peak %d MiB)\n", a / b, c / b, p }'
