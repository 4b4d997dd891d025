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

      # The toolchains by name (go_1_23_12, go_1_23, latest), and the rto command, which is the default.
      packages = each (
        system:
        rto.${system}.toolchains
        // {
          inherit (rto.${system}) latest rto;
          default = rto.${system}.rto;
        }
      );

      apps = each (
        system:
        let
          app = {
            type = "app";
            program = "${self.packages.${system}.rto}/bin/rto";
          };
        in
        {
          default = app;
          rto = app;
        }
      );

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

      # lib.<system>.fromGoMod ./go.mod, lib.<system>.mkGo { version = "1.23"; }, lib.<system>.observe pkgs.age { … }
      lib = each (system: {
        inherit (rto.${system})
          buildGoModule
          fromGoMod
          mkGo
          mkShell
          observe
          ;
      });

      templates.default = {
        path = ./templates/default;
        description = "An instrumented Go for a Go project: development shell, direnv, CI";
      };

      formatter = each (system: (pkgs system).nixfmt);

      checks = each (
        system:
        import ./tests/nix/checks.nix {
          pkgs = pkgs system;
          go = rto.${system}.latest;
        }
      );
    };
}
