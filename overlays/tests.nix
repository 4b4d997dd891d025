# What a toolchain's passthru.tests and `nix flake check` build: a program of its that logs what it was asked to.
{ nixpkgs, derive }:
go: {
  observes = derive {
    pname = "rto-go-observes";
    inherit (go) version;
    inherit (nixpkgs) system;
    builder = nixpkgs.bash;
    args = [ ./builders/observes.sh ];
    PATH = nixpkgs.tools;
    inherit go;
  };
}
