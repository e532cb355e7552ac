# For `source` by programs called as PROGRAM [-n RUNS] REPO...: sets `runs` (which the caller set to its default before),
# `packrake` (PACKRAKE, or the `release` build's) and `repositories`. Without REPO prints the comment that the program
# begins with; ends with status 2 on that and on an option it does not know.
while getopts n: option; do
  case $option in n) runs=$OPTARG ;; *) exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '2,/^[^#]/s/^# //p' "$0" >&2; exit 2; }
repositories=("$@")
packrake=${PACKRAKE:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/build/release/packrake}
