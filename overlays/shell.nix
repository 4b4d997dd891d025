# A development shell in which `go` is an instrumented one: mkShell of nixpkgs, with all that it takes. It can be the
# inputsFrom of another shell: its hook holds values, and no variable of this shell.
{ mkShell, latest }:
{
  go ? latest,
  packages ? [ ],
  observe ? null, # without it an rto.toml says, else the default; see go/go.sh
  shellHook ? "",
  ...
}@args:
let
  quoted = "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] observe}'";
  # The user's word on what is observed counts, be it empty.
  selection = ''
    if [[ ! -v GO_INSTRUMENT && ! -v GO_INSTRUMENT_REFLECT && ! -v GO_INSTRUMENT_UNSAFE &&
      ! -v GO_INSTRUMENT_CRYPTO ]]; then
      export GO_INSTRUMENT=${quoted}
    fi
  '';
in
mkShell (
  removeAttrs args [
    "go"
    "observe"
  ]
  // {
    packages = [ go ] ++ packages;
    # A GOROOT of the host's would be used instead of go's own.
    shellHook = ''
      unset GOROOT
      export GOTOOLCHAIN=local
      ${if observe == null then "" else selection}
      ${shellHook}
    '';
  }
)
