# Builder: events without what says where in the sources they are, for a baseline.
# In: rto, events, without.
set -euo pipefail
export LC_ALL=C HOME=$PWD
"$rto/bin/rto" events --canonical --without "$without" "$events" >"$out"
exit 0
