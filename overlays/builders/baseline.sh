# Builder: nothing, where a program does what its committed baseline says; else it fails and shows what is new.
# In: actual, baseline.
set -euo pipefail
export LC_ALL=C
if ! diff -u --label baseline --label now "$baseline" "$actual"; then
  echo "rto: its tests do not do what the baseline says: - is no longer done, + is new" >&2
  echo "rto: if that is meant, the baseline is now $actual" >&2
  exit 1
fi
echo "as in the baseline" >"$out"
exit 0
