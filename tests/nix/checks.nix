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

  script =
    name: text: environment:
    derivation (
      {
        inherit name;
        inherit (pkgs.stdenv.hostPlatform) system;
        builder = "${pkgs.bash}/bin/bash";
        args = [
          "-euc"
          "${text}\nexit 0"
        ];
        outputs = [ "out" ];
        PATH = pkgs.lib.makeBinPath [ pkgs.coreutils ];
      }
      // environment
    );
in
{
  # Requests mean the same as for the driver.
  resolution =
    if wrong == [ ] then
      script "resolution" "echo ${toString (length rows)} rows > $out" { }
    else
      throw "resolution.json, rows ${toString wrong}: ${builtins.toJSON (map (elemAt answers) wrong)}";

  # A program built by the newest toolchain logs what it was asked to.
  observes = script "observes" ''
    export HOME=$PWD PATH=${go}/bin:$PATH
    mkdir example && cd example # go ignores a go.mod of the temporary folder itself
    printf 'module example\n' > go.mod
    printf 'package main\n\nimport "crypto/sha256"\n\nfunc main() { sha256.Sum256(nil) }\n' > main.go
    GO_INSTRUMENT=crypto go build -o example .
    INSTRUMENTATION_LOG_PATH=$PWD/log ./example
    [[ $(<log) == *'"operation":"crypto/sha256.Sum256"'*'"caller":"main.main"'* ]]
    cp log $out
  '' { };
}
