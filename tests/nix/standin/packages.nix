# The stand-in's package set for one system. nixpkgs' names, the host's programs.
lib: system:
let
  host = "/usr"; # text, not a path: nothing of it is copied to the store
  certificates = "/etc/ssl/certs/ca-certificates.crt";
  libraries = {
    x86_64-linux = "/usr/lib/x86_64-linux-gnu";
    aarch64-linux = "/usr/lib/aarch64-linux-gnu";
  };
  make =
    name: script: environment:
    derivation (
      {
        inherit name system;
        builder = "${host}/bin/bash";
        args = [
          "-euc"
          "${script}\nexit 0"
        ];
        outputs = [ "out" ];
        PATH = "${host}/bin";
      }
      // environment
    );
in
{
  inherit lib;
  stdenv.hostPlatform = { inherit system; };
  bash = host;
  coreutils = host;
  findutils = host;
  unzip = host;
  curl = host;
  nodejs = make "nodejs" "mkdir -p $out/bin; for it in node npm; do ln -s $(command -v $it) $out/bin; done" {
    PATH = "/usr/local/bin:${host}/bin";
  };
  # Hosts have none in a known place. The version that nixpkgs has.
  typescript =
    make "typescript"
      ''
        export HOME=$PWD
        npm install --silent --ignore-scripts --prefix $out typescript@5.9
        ln -s node_modules/.bin $out/bin
      ''
      {
        PATH = "/usr/local/bin:${host}/bin";
        NODE_EXTRA_CA_CERTS = certificates;
      };
  glibc = make "glibc" "mkdir $out; ln -s ${libraries.${system}} $out/lib" { };
  cacert = make "cacert" "mkdir -p $out/etc/ssl/certs; ln -s ${certificates} $out/etc/ssl/certs/ca-bundle.crt" { };
  # `nix develop` takes it from here.
  bashInteractive = make "bash-interactive" "mkdir -p $out/bin; ln -s ${host}/bin/bash $out/bin/bash" { };
  mkShellNoCC =
    { packages, ... }@args:
    make "nix-shell" "export > $out" (
      removeAttrs args [ "packages" ] // { PATH = "${lib.makeBinPath packages}:${host}/bin"; }
    );
}
