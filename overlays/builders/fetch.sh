# Builder: fetches a zip of the module golang.org/toolchain over the module proxy protocol and leaves its tree in $out,
# in the normal form of driver/source/normal.ts. Nix compares the result with the catalog's hash.
# In: module, version, usual (what is asked without a GOPROXY), origin (where `direct` leads), and GOPROXY of the
# environment.
set -euo pipefail
export LC_ALL=C
umask 022

# A certificate file of the user's own, as for nixpkgs' fetchers; a sandbox may hide it.
if [[ -r ${NIX_SSL_CERT_FILE:-} ]]; then export SSL_CERT_FILE=$NIX_SSL_CERT_FILE; fi

fail() {
  echo "rto: $*" >&2
  exit 1
}

# Downloads from one proxy. 0: done; 1: it has no such module; 2: it failed in another way. The URL, which may hold a
# password, is given on standard input: a command line is for everybody to read.
ask() {
  local status=0 code url="$1/$module/@v/$version.zip"
  [[ $url != *[$'\n\r']* ]] || return 2
  url=${url//\\/\\\\}
  code=$(printf 'url = "%s"\n' "${url//\"/\\\"}" |
    curl --silent --fail --location --retry 3 --proto '=https,http,file' --max-filesize $((1 << 30)) \
      --output toolchain.zip --write-out '%{http_code}' --config -) || status=$?
  [[ $status == 0 ]] && return 0
  rm -f toolchain.zip
  [[ $code == 404 || $code == 410 || $status == 37 ]] && return 1
  return 2
}

# As cmd/go reads GOPROXY: behind a comma the next is asked only when this one has no such module, behind a bar after
# any failure.
fetch() {
  local rest=${GOPROXY:-$usual} entry separator answer number=0
  while [[ -n $rest ]]; do
    entry=${rest%%[,|]*}
    rest=${rest#"$entry"}
    separator=${rest:0:1}
    rest=${rest:1}
    case $entry in
      '') continue ;;
      off) fail "$version is not in this store, and GOPROXY=off forbids fetching it" ;;
      direct) entry=$origin ;;
    esac
    number=$((number + 1))
    answer=0
    ask "${entry%/}" || answer=$?
    [[ $answer == 0 ]] && return
    # By its number: what of it is a password only a parser of URLs can tell, and this goes into build logs.
    echo "rto: proxy $number of GOPROXY $([[ $answer == 1 ]] && echo 'does not have' || echo 'failed to serve') $version" >&2
    [[ $answer == 2 && $separator != '|' ]] && break
  done
  fail "$version could not be fetched. GOPROXY$([[ -n ${GOPROXY:-} ]] || echo ", not set and so $usual,") was followed to its entry $number; a Nix daemon has a GOPROXY of its own"
}

fetch
root="$module@$version"
# The same limits as the driver's, before anything is unpacked.
[[ $(unzip -Zt toolchain.zip) =~ ^([0-9]+)\ files?,\ ([0-9]+)\ bytes ]] || fail "the zip of $version cannot be read"
((BASH_REMATCH[1] <= 100000 && BASH_REMATCH[2] <= 1 << 31)) || fail "the zip of $version holds too much: ${BASH_REMATCH[0]}"
while IFS= read -r name; do
  [[ $name == "$root"/* && $name/ != */../* ]] || fail "the zip of $version holds ${name:0:200}"
  parts=${name//[!\/]/}
  ((${#name} <= 1024 && ${#parts} < 64)) || fail "the zip of $version holds a name that is too long or too deep: ${name:0:200}"
done < <(unzip -Z1 toolchain.zip)
unzip -q toolchain.zip
rm toolchain.zip
mv "$root" "$out"

cd "$out"
odd=$(find . ! -type f ! -type d)
[[ -z $odd ]] || fail "the zip of $version holds what is no file: $odd"
find . -name _go.mod -type f | while IFS= read -r file; do mv "$file" "${file%_go.mod}go.mod"; done
# The zip's modes differ between servers; these are the ones that cmd/go sets.
find . -type f -exec chmod 644 {} +
find bin pkg/tool -type f -exec chmod 755 {} +
find lib -type f -name 'go_?*_?*_exec' -exec chmod 755 {} +
exit 0
