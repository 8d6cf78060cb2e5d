#!/usr/bin/env bash
# Compares a scan of a work tree with ripgrep's count of one literal over the same tree, in one run with a warm cache.
# Absolute times mean nothing on a busy machine; the ratio is the answer.
#   compare.sh PROGRAM TREE [RUNS]      needs hyperfine, rg and GNU time
set -euo pipefail
program=$1 tree=$2 runs=${3:-20}
scan="$program scan --no-progress -q $tree"
reference="rg -uuu -a -c JQQJ99 $tree"
csv=$(mktemp)
trap 'rm -f "$csv"' EXIT

hyperfine -N -i --warmup 3 --runs "$runs" --export-csv "$csv" "$reference" "$scan" >/dev/null 2>&1

peak() { local f; f=$(mktemp); /usr/bin/time -f %M -o "$f" "$@" >/dev/null 2>&1 || true; tail -n 1 "$f"; rm -f "$f"; }
echo "tree: $(find "$tree" -type f | wc -l) files, $(du -s --apparent-size -BM "$tree" | cut -f1)"
printf '%-10s %10s %10s %10s %10s\n' program median min 'CPU s' 'peak MB'
awk -F, -v rg="$(peak $reference)" -v ps="$(peak $scan)" '
  NR == 2 { m = $4; n = $7; printf "%-10s %8.1f ms %7.1f ms %8.3f %10.1f\n", "ripgrep", $4*1000, $7*1000, $5+$6, rg/1024 }
  NR == 3 { printf "%-10s %8.1f ms %7.1f ms %8.3f %10.1f\n", "patscan", $4*1000, $7*1000, $5+$6, ps/1024
            printf "ratio      %8.2f    %7.2f\n", $4/m, $7/n }' "$csv"
