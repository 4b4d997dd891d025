# The overlay: pkgs.rto.{go_1_23_12, go_1_23, latest, fromGoMod, mkGo, mkShell, observe, buildGoModule, rto}. See rto.nix.
final: _: { rto = import ./rto.nix { pkgs = final; }; }
