{
  description = "rto: a reproducible, instrumented Go toolchain for every Go patch release";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      each = lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      pkgs = system: nixpkgs.legacyPackages.${system};
      rto = each (system: import ./overlays/rto.nix { pkgs = pkgs system; });
    in
    {
      overlays.default = import ./overlays;

      packages = each (
        system:
        rto.${system}.toolchains
        // {
          default = rto.${system}.latest;
          rto = import ./overlays/command.nix {
            pkgs = pkgs system;
            root = ./.;
          };
        }
      );

      apps = each (system: {
        rto = {
          type = "app";
          program = "${self.packages.${system}.rto}/bin/rto";
        };
      });

      # Each toolchain's shell has that go; the default one, of the newest, has rto too.
      devShells = each (
        system:
        let
          shell = packages: _: go: rto.${system}.mkShell { inherit go packages; };
        in
        builtins.mapAttrs (shell [ ]) rto.${system}.toolchains
        // {
          default = shell [ self.packages.${system}.rto ] null rto.${system}.latest;
        }
      );

      # lib.<system>.fromGoMod ./go.mod, lib.<system>.mkGo { version = "1.23"; }, lib.<system>.mkShell { go = …; }
      lib = each (system: { inherit (rto.${system}) fromGoMod mkGo mkShell; });

      templates.default = {
        path = ./templates/default;
        description = "An instrumented Go for a Go project: development shell, direnv, CI";
      };

      checks = each (
        system:
        import ./tests/nix/checks.nix {
          pkgs = pkgs system;
          go = rto.${system}.latest;
        }
      );
    };
}
