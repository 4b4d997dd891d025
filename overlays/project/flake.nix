{
  description = "Instrumented Go toolchains, locked, as `rto overlay` wrote them";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      each = nixpkgs.lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      rto = each (system: import ./overlays/rto.nix { pkgs = nixpkgs.legacyPackages.${system}; });
      # A system for which none of the releases here is pinned has none.
      newest = system: if rto.${system}.toolchains == { } then { } else { default = rto.${system}.latest; };
      packages = system: rto.${system}.toolchains // newest system;
    in
    {
      overlays.default = import ./overlays;
      packages = each packages;
      devShells = each (
        system: builtins.mapAttrs (_: go: rto.${system}.mkShell { inherit go; }) (packages system)
      );
      lib = each (system: {
        inherit (rto.${system})
          buildGoModule
          fromGoMod
          mkGo
          mkShell
          observe
          ;
      });
    };
}
