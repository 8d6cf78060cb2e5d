#!/usr/bin/env bash
# Compares a scan of a repository's history with what git needs to print every object, and with our own bare pass, which
# inflates and resolves everything and scans nothing: the physical limit. One run, warm cache; the ratios are the answer.
#   compare-history.sh PROGRAM REPOSITORY [RUNS]      needs hyperfine and GNU time
set -euo pipefail
program=$1 repository=$2 runs=${3:-5}
here=$(cd "$(dirname "$0")" && pwd)
csv=$(mktemp)
trap 'rm -f "$csv"' EXIT

dotnet build -v q -c Release "$here" >/dev/null
bare="$here/bin/Release/net10.0/PatScan.Benchmarks bare $repository"
git="git -C $repository cat-file --batch --batch-all-objects --unordered --buffer"
scan="$program scan -q --no-progress --history $repository"

hyperfine -N -i --warmup 1 --runs "$runs" --export-csv "$csv" "$scan" "$bare" "$git" >/dev/null 2>&1
peak=$(mktemp)
/usr/bin/time -f %M -o "$peak" $scan >/dev/null 2>&1 || true

printf '%-12s %10s %10s\n' '' median 'CPU s'
awk -F, -v peak="$(tail -n 1 "$peak")" '
  NR == 2 { scan = $4; printf "%-12s %8.2f s %10.2f   peak %.0f MB with mapped packs\n", "patscan", $4, $5+$6, peak/1024 }
  NR == 3 { bare = $4; printf "%-12s %8.2f s %10.2f\n", "bare pass", $4, $5+$6 }
  NR == 4 { git = $4;  printf "%-12s %8.2f s %10.2f\n", "git cat-file", $4, $5+$6 }
  END { printf "patscan / git %.3f   patscan / bare %.2f\n", scan/git, scan/bare }' "$csv"
rm -f "$peak"
