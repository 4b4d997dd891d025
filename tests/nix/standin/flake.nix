{
  description = "A stand-in for nixpkgs, for tests without it: the host's own programs under nixpkgs' names";

  outputs = _: rec {
    lib = import ./lib.nix;
    legacyPackages = lib.genAttrs [
      "x86_64-linux"
      "aarch64-linux"
      "x86_64-darwin"
      "aarch64-darwin"
    ] (system: import ./. { inherit system; });
  };
}
