# The toolchain as a package that users of a Go know: bin/go settles what is observed (go/go.sh), share/go is the tree
# that toolchain.nix makes, whose bits are the same everywhere.
{ nixpkgs, derive }:
let
  inherit (nixpkgs) system target;
  default = "reflect,unsafe,crypto";
in
{
  unwrapped,
  observe ? null, # what builds observe where GO_INSTRUMENT… does not say; without it rto.toml says, else the default
  override, # { observe; contentAddressed; useLock; } -> the same, changed
  spliced, # the same release for the builder of a cross set; null elsewhere
  updateScript,
  tests, # of this go
}:
let
  self = derive {
    pname = "rto-go";
    inherit (unwrapped) version;
    inherit system;
    builder = nixpkgs.bash;
    args = [ ./builders/go.sh ];
    PATH = nixpkgs.tools;
    tree = unwrapped;
    script = ./go/go.sh;
    inherit (nixpkgs) bash;
    observe = if observe == null then default else observe;
    chosen = if observe == null then "" else "1";
    loader = if nixpkgs.loader == null then "" else nixpkgs.loader;
    usual = nixpkgs.usualLoader;
    preferLocalBuild = true;
    meta = unwrapped.meta;
    passthru = {
      inherit
        unwrapped
        override
        updateScript
        ;
      tests = tests self;
      inherit (unwrapped) stock recipe locked;
      GOROOT = "${self}/share/go";
      # What buildGoModule of nixpkgs asks a go for.
      inherit (target) GOOS GOARCH;
      CGO_ENABLED = 1;
    }
    // (if spliced == null then { } else { __spliced.buildHost = spliced; });
  };
in
self
