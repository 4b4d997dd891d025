# pkgs.rto without flakes: (import FOLDER { }).go_1_23, nix-build -A rto
{
  pkgs ? import <nixpkgs> { },
}:
import ./overlays/rto.nix { inherit pkgs; }
