{
  description = "rto: a reproducible, instrumented Go toolchain for every Go patch release";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      each = make: lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system} self.lib.${system});
    in
    {
      overlays.default = import ./overlays;

      # The functions: lib.<system>.{fromGoMod, mkGo, mkShell}. Packages are data, so they are not among them.
      lib = lib.genAttrs systems (system: import ./overlays/rto.nix { pkgs = nixpkgs.legacyPackages.${system}; });

      packages = each (pkgs: rto: rto.toolchains // { default = rto.latest; });

      devShells = each (
        pkgs: rto:
        builtins.mapAttrs (_: go: rto.mkShell { inherit go; }) rto.toolchains
        // {
          default = rto.mkShell { go = rto.latest; };
        }
      );
    };
}
