# `import nixpkgs { system = …; overlays = [ … ]; }`, as of nixpkgs.
{
  system,
  overlays ? [ ],
}:
let
  base = import ./packages.nix (import ./lib.nix) system;
  pkgs = builtins.foldl' (prev: overlay: prev // overlay pkgs prev) base overlays;
in
pkgs
