# `nix-shell`, as `nix develop`: the newest instrumented Go, and rto.
{
  pkgs ? import <nixpkgs> { },
}:
let
  rto = import ./. { inherit pkgs; };
in
rto.mkShell { packages = [ rto.rto ]; }
