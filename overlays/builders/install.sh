# Builder: makes a copy of a stock tree in $out and runs wrappers/install there, by that same stock go, as
# driver/toolchain/instrument.ts does. All that decides bits is in wrappers/.
# In: stock, wrappers, about (JSON), settings (lines NAME=VALUE); loader where the stock go is linked to glibc.
set -euo pipefail
export LC_ALL=C
umask 022

work=$(mktemp -d)
mkdir "$work/home" "$work/cache" "$work/tmp"

# An environment of its own: GOFLAGS, GOAMD64 and their like must not change a bit of the result.
mapfile -t fixed <<<"$settings"
alone() {
  env -i PATH="$PATH" HOME="$work/home" TMPDIR="$work/tmp" GOROOT="$out" GOCACHE="$work/cache" GOPATH="$work/home" \
    "${fixed[@]}" "$@"
}

cp -r "$stock" "$out"
chmod -R u+w "$out"

if [[ -n ${loader:-} ]]; then
  # This go may not start by itself here. It first makes the static one that the installer would make anyway.
  cd "$out/src"
  alone "$loader" --library-path "${loader%/*}" "$out/bin/go" build -trimpath -buildvcs=false -o "$work/go" cmd/go
  mv "$work/go" "$out/bin/go"
fi

cd "$wrappers"
alone "$out/bin/go" run -trimpath ./install "$out" "$about"
rm -rf "$work"
# Nix kills a builder that closes its output before it ends.
exit 0
