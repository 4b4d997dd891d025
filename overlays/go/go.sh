# The go of an instrumented toolchain. It settles what is observed, then becomes the toolchain's own go. The rule is the
# one of rto's README: GO_INSTRUMENT…, else what this go was made for, else the nearest rto.toml, else the default.
# In: tree, observe, chosen, loader, usual.

# A GOROOT of the host's would be used instead of this one, and a toolchain that it asks for would observe nothing.
unset GOROOT
export GOTOOLCHAIN=local

fail() {
  echo "rto: $1: $2; write it as: observe = [\"reflect\", \"os/exec.Command\"] [RTO_CONFIG]" >&2
  exit 1
}

# Sets `words` to what the rto.toml $1 says, and leaves it unset where it does not. This much of TOML and no more.
readConfig() {
  local text found=() space=$'^[ \t\r\n]+' comment=$'^#[^\n]*'
  local key=$'^(observe|"observe"|\'observe\')[ \t]*=[ \t]*\\[' word=$'^("([^"\\\\\n]*)"|\'([^\'\n]*)\')'
  text=$(<"$1") || exit 1
  text=${text#$'\xef\xbb\xbf'}
  local state=outside comma=
  while [[ -n $text ]]; do
    if [[ $text =~ $space || $text =~ $comment ]]; then
      [[ $state == after && ${BASH_REMATCH[0]} == *$'\n'* ]] && state='done'
    elif [[ $state == outside && $text =~ $key ]]; then
      state=inside comma=no
    elif [[ $state == inside && $text == ,* && $comma == yes ]]; then
      comma=no
      text=${text:1}
      continue
    elif [[ $state == inside && $text == "]"* ]]; then
      state=after
      text=${text:1}
      continue
    elif [[ $state == inside && $comma == no && $text =~ $word ]]; then
      local name=${BASH_REMATCH[2]}${BASH_REMATCH[3]}
      [[ -n $name && $name != *[[:space:],]* ]] || fail "$1" "observe holds \"$name\", not one name"
      found+=("$name")
      comma=yes
    else
      local rest=${text%%$'\n'*}
      fail "$1" "cannot be read from: ${rest:0:60}"
    fi
    text=${text:${#BASH_REMATCH[0]}}
  done
  case $state in
    outside) ;;
    inside) fail "$1" 'its list does not end' ;;
    *)
      local IFS=,
      words=${found[*]-}
      words=${words:-none}
      ;;
  esac
}

# The nearest rto.toml, from where go works upward.
nearest() {
  local at=$PWD
  case ${2-} in
    -C | --C) at=${3-} ;;
    -C=* | --C=*) at=${2#*=} ;;
  esac
  at=$(cd -- "$at" 2>/dev/null && pwd -P) || return 0
  while :; do
    if [[ -e ${at%/}/rto.toml ]]; then
      config=${at%/}/rto.toml
      return
    fi
    [[ -n ${at%/} ]] || return 0
    at=${at%/*}
  done
}

builds() { [[ ${1-} == build || ${1-} == install || ${1-} == run || ${1-} == test ]]; }

if [[ ! -v GO_INSTRUMENT && ! -v GO_INSTRUMENT_REFLECT && ! -v GO_INSTRUMENT_UNSAFE && ! -v GO_INSTRUMENT_CRYPTO ]]; then
  config=
  [[ $chosen == 1 ]] || nearest "$@"
  [[ -z $config ]] || readConfig "$config"
  export GO_INSTRUMENT=${words-$observe}
  # Once for a derivation, whose builder runs go many times.
  said=${NIX_BUILD_TOP:+$NIX_BUILD_TOP/.rto-said}
  if [[ $chosen != 1 && ! -v words ]] && builds "$@" && [[ -z $said || ! -e $said ]]; then
    echo "rto: observing $observe, as neither GO_INSTRUMENT nor an rto.toml says what" >&2
    [[ -z $said || ! -w $NIX_BUILD_TOP ]] || : >"$said"
  fi
fi

# Programs that use C start by the interpreter that the C linker names. Where the usual one is not there, or a stub as in
# NixOS, it is the one of nixpkgs. Programs for other machines are left alone.
if [[ -n $loader && (! -e $usual || -e /etc/NIXOS) ]] && builds "$@" && [[ ${GOOS-}${GOARCH-} == '' ]]; then
  flags=$("$tree/bin/go" env CGO_LDFLAGS)
  [[ $flags == *dynamic-linker* ]] || export CGO_LDFLAGS="$flags -Wl,--dynamic-linker=$loader"
fi

exec "$tree/bin/go" "$@"
