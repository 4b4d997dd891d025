# The attributes of pkgs.rto. Everything is lazy: what is not selected is neither derived nor, but for names, decoded.
# A project that keeps copies of the data names where they are:
#   pkgs.rto = import ./rto.nix { pkgs = final; catalog = ./catalog; outputs = ./outputs; wrappers = ./wrappers; }
{
  pkgs,
  catalog ? ./catalog, # folder of go1.NN.toml: what is known of each Go release
  outputs ? ./outputs, # folder of <system>.toml: NAR hashes of what recipes gave, by `rto lock`
  wrappers ? ../wrappers, # folder of rto's Go sources
}:
let
  inherit (builtins)
    attrNames
    concatMap
    fromTOML
    isString
    listToAttrs
    pathExists
    readFile
    ;
  nixpkgs = import ./nixpkgs.nix pkgs;
  inherit (nixpkgs) system;
  platform =
    {
      x86_64-linux = "linux-amd64";
      aarch64-linux = "linux-arm64";
      x86_64-darwin = "darwin-amd64";
      aarch64-darwin = "darwin-arm64";
    }
    .${system} or (throw "rto: no Go toolchain of rto's runs on ${system} [RTO_PLATFORM]");

  version = import ./version.nix;
  recipe = import ./recipe.nix;
  known = import ./catalog.nix {
    inherit version platform;
    folder = catalog;
  };
  select = import ./select.nix {
    inherit version;
    catalog = known;
  };
  project = import ./project.nix { inherit version; };
  toolchain = import ./toolchain.nix {
    inherit
      nixpkgs
      platform
      recipe
      wrappers
      ;
  };
  locks =
    let
      file = outputs + "/${system}.toml";
    in
    if pathExists file then fromTOML (readFile file) else { };

  # null where there is none. One of another recipe is told from it in toolchain.nix.
  lockOf =
    name:
    let
      lock = locks.${name} or null;
      field =
        key:
        if isString (lock.${key} or null) then
          lock.${key}
        else
          throw "rto: the lock of Go ${name} has no ${key} (outputs/${system}.toml); rto lock writes it [RTO_LOCK]";
    in
    if lock == null then
      null
    else
      {
        recipe = field "recipe";
        nar = field "nar";
      };

  build =
    patch: options:
    toolchain (
      {
        version = patch.version.name;
        inherit (patch) nar family;
        lock = lockOf patch.version.name;
      }
      // options
    );
  # Answers of select.nix become a toolchain or an error.
  selected =
    answer: options:
    if answer ? error then
      throw answer.text
    else
      let
        inherit (version.parseRelease answer.name) series;
        fits = builtins.filter (patch: patch.version.name == answer.name) known.patches.${series};
      in
      build (builtins.head fits) options;

  byPatch = listToAttrs (
    concatMap (
      series:
      map (patch: {
        name = version.attribute patch.version;
        value = build patch { };
      }) (builtins.filter (patch: patch.pinned) known.patches.${series})
    ) known.series
  );
  bySeries = listToAttrs (
    concatMap (
      series:
      let
        answer = select.request series;
      in
      if answer ? error then
        [ ]
      else
        [
          {
            name = version.seriesAttribute series;
            value = selected answer { };
          }
        ]
    ) known.series
  );
  toolchains = byPatch // bySeries;
in
toolchains
// rec {
  # The newest release of the newest series.
  latest = mkGo { };

  # version: 1.23, 1.23.4, 1.24rc1, stable, oldstable, a range. contentAddressed: a floating output, which needs the
  # experimental feature ca-derivations. useLock: false builds a locked patch as an ordinary derivation.
  mkGo =
    {
      version ? "latest",
      contentAddressed ? false,
      useLock ? true,
    }:
    selected (select.request version) ({ inherit contentAddressed; } // (if useLock then { } else { lock = null; }));

  # What a go.mod or go.work asks for: its toolchain line, else its go line, at least that version.
  fromGoMod =
    file:
    selected (select.project (project {
      text = readFile file;
      file = baseNameOf (toString file);
    })) { };

  # A shell with that toolchain. observe: what its builds observe unless GO_INSTRUMENT… says otherwise.
  mkShell = import ./shell.nix { inherit (nixpkgs) mkShellNoCC; };

  # For tools: all toolchains by attribute name.
  inherit toolchains;
}
