# Everything that is used of nixpkgs, in one place: a package set with these few attributes is enough
# (tests/nix/standin is one). Of none of them a bit reaches a toolchain. docs/nix.md says since when each exists.
pkgs:
let
  inherit (pkgs.stdenv.hostPlatform) system;
  # What programs are built for. Sets without cross compilation have the host alone.
  targetPlatform = pkgs.stdenv.targetPlatform or pkgs.stdenv.hostPlatform;
in
{
  inherit system;
  inherit (pkgs) lib;

  # The builders, which are bash scripts, and what they call.
  bash = "${pkgs.bash}/bin/bash";
  tools = pkgs.lib.makeBinPath [
    pkgs.coreutils
    pkgs.findutils
    pkgs.unzip
    pkgs.curl
  ];
  diff = "${pkgs.diffutils}/bin";
  certificates = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";

  # What starts a go that is linked to glibc (stock 1.19 and 1.20), and programs that use C, where no loader lies at the
  # usual place.
  loader =
    {
      x86_64-linux = "${pkgs.glibc}/lib/ld-linux-x86-64.so.2";
      aarch64-linux = "${pkgs.glibc}/lib/ld-linux-aarch64.so.1";
    }
    .${system} or null;
  usualLoader =
    {
      x86_64-linux = "/lib64/ld-linux-x86-64.so.2";
      aarch64-linux = "/lib/ld-linux-aarch64.so.1";
    }
    .${system} or "";

  # GOOS and GOARCH of what is built: { GOOS; GOARCH; }.
  target = import ./target.nix targetPlatform.system;
  # The set whose programs run where this one's are built: a go of it makes programs of this one.
  inherit (pkgs) buildPackages;
  cross = (pkgs.stdenv.buildPlatform or pkgs.stdenv.hostPlatform).system != system;

  # Development shells; `nix develop` itself adds bashInteractive.
  inherit (pkgs) mkShellNoCC;

  # Packages that Go programs are built by, and the go whose release they are built with unless told.
  inherit (pkgs) buildGoModule;
  inherit (pkgs) go;

  # The rto command.
  node = pkgs.nodejs;
  inherit (pkgs) typescript;

  inherit (pkgs) nixfmt;
}
