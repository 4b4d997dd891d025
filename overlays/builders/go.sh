# Builder: the toolchain as users of a Go expect it: bin/go and bin/gofmt, and the tree itself as share/go.
# In: tree, script (of bin/go), bash, observe (what its builds observe where nobody says; may be empty), chosen (1 where
# that was asked for), loader and usual (ELF interpreters: the one of nixpkgs' glibc, and the one that Go names).
set -euo pipefail
export LC_ALL=C
umask 022
mkdir -p "$out/bin" "$out/share"
ln -s "$tree" "$out/share/go"
ln -s "$tree/bin/gofmt" "$out/bin/gofmt"
{
  printf '#!%s\n' "$bash"
  for name in tree observe chosen loader usual; do printf '%s=%q\n' "$name" "${!name-}"; done
  cat "$script"
} >"$out/bin/go"
chmod 755 "$out/bin/go"
exit 0
