{
  description = "A stand-in for nixpkgs, for tests without it: the host's own programs under nixpkgs' names";

  outputs =
    { self }:
    let
      host = "/usr"; # text, not a path: nothing of it is copied to the store
      genAttrs =
        names: value:
        builtins.listToAttrs (
          map (name: {
            inherit name;
            value = value name;
          }) names
        );
      makeBinPath = packages: builtins.concatStringsSep ":" (map (package: "${package}/bin") packages);
      libraries = {
        x86_64-linux = "/usr/lib/x86_64-linux-gnu";
        aarch64-linux = "/usr/lib/aarch64-linux-gnu";
      };
      pkgs =
        system:
        let
          make =
            name: script: environment:
            derivation (
              {
                inherit name system;
                builder = "${host}/bin/bash";
                args = [
                  "-c"
                  "${script}; exit 0"
                ];
                outputs = [ "out" ];
                PATH = "${host}/bin";
              }
              // environment
            );
        in
        {
          inherit (self) lib;
          stdenv.hostPlatform = { inherit system; };
          bash = host;
          coreutils = host;
          findutils = host;
          unzip = host;
          curl = host;
          glibc = make "glibc" "mkdir $out; ln -s ${libraries.${system}} $out/lib" { };
          cacert = make "cacert" "mkdir -p $out/etc/ssl/certs; ln -s /etc/ssl/certs/ca-certificates.crt $out/etc/ssl/certs/ca-bundle.crt" { };
          # `nix develop` takes it from here.
          bashInteractive = make "bash-interactive" "mkdir -p $out/bin; ln -s ${host}/bin/bash $out/bin/bash" { };
          mkShellNoCC =
            { packages, ... }@args:
            make "nix-shell" "export > $out" (
              builtins.removeAttrs args [ "packages" ] // { PATH = "${makeBinPath packages}:${host}/bin"; }
            );
        };
    in
    {
      lib = { inherit genAttrs makeBinPath; };
      legacyPackages = genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] pkgs;
    };
}
