# A development shell in which `go` is an instrumented one, as `rto shell` makes it.
{ mkShellNoCC }:
{
  go,
  packages ? [ ],
  observe ? "reflect,unsafe,crypto",
}:
mkShellNoCC {
  packages = [ go ] ++ packages;
  GOTOOLCHAIN = "local";
  rtoObserve = observe;
  # A GOROOT of the host's would be used instead of go's own. The user's word on what is observed counts, be it empty.
  shellHook = ''
    unset GOROOT
    if [[ ! -v GO_INSTRUMENT && ! -v GO_INSTRUMENT_REFLECT && ! -v GO_INSTRUMENT_UNSAFE &&
      ! -v GO_INSTRUMENT_CRYPTO ]]; then
      export GO_INSTRUMENT=$rtoObserve
    fi
    unset rtoObserve
  '';
}
