# The stand-in's package set for one system. nixpkgs' names, the host's programs.
{
  lib,
  build,
  host,
  target,
  buildPackages,
}:
let
  system = host;
  hostPrograms = "/usr"; # text, not a path: nothing of it is copied to the store
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
        builder = "${hostPrograms}/bin/bash";
        args = [
          "-euc"
          "${script}\nexit 0"
        ];
        outputs = [ "out" ];
        PATH = "${hostPrograms}/bin";
      }
      // environment
    );
  # Packages are built where the set is built.
  inherit (import ./stdenv.nix { host = hostPrograms; system = build; }) mkDerivation;
  fetchModule =
    {
      module,
      version,
      hash,
    }:
    derivation {
      name = "module-source";
      system = build;
      builder = "${hostPrograms}/bin/bash";
      args = [ ./fetch-module.sh ];
      outputs = [ "out" ];
      PATH = "${hostPrograms}/bin";
      SSL_CERT_FILE = certificates;
      inherit module version;
      impureEnvVars = [
        "GOPROXY"
        "http_proxy"
        "https_proxy"
        "no_proxy"
      ];
      outputHashMode = "recursive";
      outputHashAlgo = "sha256";
      outputHash = hash;
    };
  # Stock Go of the build platform.
  goVersion = "1.24.13";
  goTree = fetchModule {
    module = "golang.org/toolchain";
    version = "v0.0.1-go${goVersion}.linux-amd64";
    hash = "sha256-s4PaPUAjLCfJwoyx5SjY/l48mbaINzkSL+sdGqjvJwQ=";
  };
  go = goTree // {
    pname = "go";
    version = goVersion;
    CGO_ENABLED = 1;
    GOOS = "linux";
    GOARCH = { x86_64-linux = "amd64"; aarch64-linux = "arm64"; }.${target};
    meta.platforms = [ host ];
  };
  buildGoModule = import ./go-module.nix { inherit mkDerivation go; };
in
{
  inherit lib buildPackages buildGoModule go;
  inherit (import ./modules.nix { inherit buildGoModule fetchModule; }) age yq-go;
  stdenv = {
    inherit mkDerivation;
    buildPlatform.system = build;
    hostPlatform.system = host;
    targetPlatform.system = target;
  };
  nixfmt = make "nixfmt" "mkdir -p $out/bin; echo 'exec nixfmt \"$@\"' > $out/bin/nixfmt; chmod +x $out/bin/nixfmt" { };
  bash = hostPrograms;
  coreutils = hostPrograms;
  findutils = hostPrograms;
  diffutils = hostPrograms;
  unzip = hostPrograms;
  curl = hostPrograms;
  nodejs = make "nodejs" "mkdir -p $out/bin; for it in node npm; do ln -s $(command -v $it) $out/bin; done" {
    PATH = "/usr/local/bin:${hostPrograms}/bin";
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
        PATH = "/usr/local/bin:${hostPrograms}/bin";
        NODE_EXTRA_CA_CERTS = certificates;
      };
  glibc = make "glibc" "mkdir $out; ln -s ${libraries.${system}} $out/lib" { };
  cacert = make "cacert" "mkdir -p $out/etc/ssl/certs; ln -s ${certificates} $out/etc/ssl/certs/ca-bundle.crt" { };
  # `nix develop` takes it from here.
  bashInteractive = make "bash-interactive" "mkdir -p $out/bin; ln -s ${hostPrograms}/bin/bash $out/bin/bash" { };
  # What nixpkgs' mkShell takes: packages and hooks of other shells are taken over, all else are variables.
  mkShellNoCC =
    {
      packages ? [ ],
      nativeBuildInputs ? [ ],
      inputsFrom ? [ ],
      shellHook ? "",
      ...
    }@args:
    let
      inputs = packages ++ nativeBuildInputs ++ builtins.concatMap (shell: shell.nativeBuildInputs) inputsFrom;
      hooks = map (shell: shell.shellHook or "") inputsFrom ++ [ shellHook ];
    in
    make "nix-shell" "export > $out" (
      removeAttrs args [
        "packages"
        "inputsFrom"
      ]
      // {
        PATH = "${lib.makeBinPath inputs}:${hostPrograms}/bin";
        nativeBuildInputs = inputs;
        shellHook = builtins.concatStringsSep "\n" hooks;
      }
    );
}
