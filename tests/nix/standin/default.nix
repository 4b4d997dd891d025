# `import nixpkgs { system = …; crossSystem = { system = …; }; overlays = [ … ]; }`, as of nixpkgs.
{
  system,
  crossSystem ? null,
  overlays ? [ ],
}:
let
  target = if crossSystem == null then system else crossSystem.system;
  # A set for programs that run on `host` and make programs for `target`.
  setOf =
    host: target: buildPackages:
    let
      base = import ./packages.nix {
        lib = import ./lib.nix;
        build = system;
        inherit host target;
        buildPackages = if buildPackages == null then pkgs else buildPackages;
      };
      pkgs = builtins.foldl' (prev: overlay: prev // overlay pkgs prev) base overlays;
    in
    pkgs;
  native = setOf system system null;
in
if crossSystem == null then native else setOf target target (setOf system target native)
