#!/bin/sh
# Runs a command in another root folder that has another Nix, with the repository, temporary files and
# certificates at their own places:
#   tests/nix/in-root.sh ROOT REPOSITORY FOLDER COMMAND…
# Needs root, and a ROOT made by:
#   mmdebstrap --variant=apt --include=nix-bin,unzip,curl,ca-certificates,nodejs,npm trixie ROOT
set -eu
root=$1 repository=$2 folder=$3
shift 3
export root repository folder
exec unshare --mount sh -euc '
  for path in /proc /dev /sys "${TMPDIR:-/tmp}" "$repository" /etc/ssl /etc/resolv.conf /etc/hosts; do
    if [ -d "$path" ]; then mkdir -p "$root$path"; else touch "$root$path"; fi
    mount --rbind "$path" "$root$path"
  done
  exec chroot "$root" sh -euc "cd \"\$folder\"; exec \"\$@\"" sh "$@"
' sh "$@"
