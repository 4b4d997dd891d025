# Everything that is used of nixpkgs, in one place: a package set with these few attributes is enough
# (tests/nix/standin is one). Of none of them a bit reaches a toolchain.
pkgs: {
  # The builders, which are bash scripts, and what they call.
  bash = "${pkgs.bash}/bin/bash";
  tools = pkgs.lib.makeBinPath [
    pkgs.coreutils
    pkgs.findutils
    pkgs.unzip
    pkgs.curl
  ];
  certificates = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";

  # What starts a go that is linked to glibc (stock 1.19 and 1.20) where no loader lies at the usual place.
  loader =
    {
      x86_64-linux = "${pkgs.glibc}/lib/ld-linux-x86-64.so.2";
      aarch64-linux = "${pkgs.glibc}/lib/ld-linux-aarch64.so.1";
    }
    .${pkgs.stdenv.hostPlatform.system} or null;

  # Development shells; `nix develop` itself adds bashInteractive.
  inherit (pkgs) mkShellNoCC;

  # The rto command.
  node = pkgs.nodejs;
  inherit (pkgs) typescript;

  inherit (pkgs.stdenv.hostPlatform) system;
}
