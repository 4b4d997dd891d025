# What `nix flake check` builds.
{ pkgs, go }:
let
  inherit (builtins) elemAt filter genList length;
  table = ../fixtures/resolution.json;
  rows = (builtins.fromJSON (builtins.readFile table)).rows;
  answers = import ./resolution.nix { inherit table; };
  wrong = filter (
    i:
    let
      row = elemAt rows i;
      answer = elemAt answers i;
    in
    answer != null && answer != row.version or row.error
  ) (genList (i: i) (length rows));
in
{
  # Requests mean the same as for the driver.
  resolution =
    if wrong == [ ] then
      derivation {
        name = "resolution";
        inherit (pkgs.stdenv.hostPlatform) system;
        builder = "${pkgs.bash}/bin/bash";
        args = [
          "-euc"
          "echo ${toString (length rows)} rows > $out\nexit 0"
        ];
      }
    else
      throw "resolution.json, rows ${toString wrong}: ${builtins.toJSON (map (elemAt answers) wrong)}";

  # A program built by the newest toolchain logs what it was asked to.
  inherit (go.tests) observes;
}
