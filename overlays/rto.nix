# The attributes of pkgs.rto. Everything is lazy: what is not selected is neither derived nor, but for names, decoded.
# A project that keeps copies of the data names where they are:
#   pkgs.rto = import ./rto.nix { pkgs = final; catalog = ./catalog; outputs = ./outputs; wrappers = ./wrappers; }
# pkgs.rto.override { extraCatalog = ./catalog; } changes any of these.
{
  pkgs,
  catalog ? ./catalog, # folder of go1.NN.toml: what is known of each Go release
  extraCatalog ? [ ], # such a folder, or several, with releases that the catalog does not have
  outputs ? ./outputs, # folder of <system>.toml: NAR hashes of what recipes gave, by `rto lock`
  wrappers ? ../wrappers, # folder of rto's Go sources
  stockGo ? null, # { version, platform, nar }: stock Go, unpacked as builders/fetch.sh does; fetched unless told
  root ? ../., # the repository, of which `rto` is built
}@given:
let
  inherit (builtins)
    concatMap
    filter
    fromTOML
    head
    isList
    isString
    listToAttrs
    pathExists
    readFile
    ;
  nixpkgs = import ./nixpkgs.nix pkgs;
  derive = import ./derive.nix;
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
    folders = [ catalog ] ++ (if isList extraCatalog then extraCatalog else [ extraCatalog ]);
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
      stockGo
      wrappers
      ;
  };
  package = import ./go.nix { inherit nixpkgs derive; };
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

  command =
    if pathExists (root + "/driver") then
      import ./command.nix { inherit nixpkgs derive root; }
    else
      throw "rto: this copy of the overlay has the toolchains, and not the sources of the rto command [RTO_COMMAND_ABSENT]";

  # A cross set's packages are built by the go that runs on the builder, and whose target this set is.
  forBuilding =
    if nixpkgs.cross then import ./rto.nix (given // { pkgs = nixpkgs.buildPackages; }) else attributes;

  # patch: { version; nar; family; }. options: those of mkGo beside version.
  build =
    patch: options:
    let
      name = patch.version.name;
      unwrapped = toolchain {
        version = name;
        inherit (patch) nar family;
        lock = if options.useLock or true then lockOf name else null;
        contentAddressed = options.contentAddressed or false;
      };
    in
    package {
      inherit unwrapped;
      observe = options.observe or null;
      override = more: build patch (options // more);
      spliced = if nixpkgs.cross then forBuilding.mkGo (options // { version = name; }) else null;
      updateScript = [
        "${command}/bin/rto"
        "catalog"
        "update"
        patch.version.series
        "--folder"
        "overlays/catalog"
      ];
      tests = import ./tests.nix { inherit nixpkgs derive; };
    };
  # Answers of select.nix become a toolchain or an error.
  selected =
    answer: options:
    if answer ? error then
      throw answer.text
    else
      let
        inherit (version.parseRelease answer.name) series;
        fits = filter (patch: patch.version.name == answer.name) known.patches.${series};
      in
      build (head fits) options;
  # A release that the caller pins, by the configuration of its series, else of the newest.
  pinned =
    name: nar: options:
    let
      v = version.parseRelease name;
      newest = builtins.elemAt known.series (builtins.length known.series - 1);
    in
    if v == null then
      throw "rto: nar belongs to one release, as 1.23.4 or 1.24rc1, and '${name}' is none [RTO_REQUEST]"
    else
      build {
        version = v;
        inherit nar;
        family = known.bases.${v.series} or known.bases.${newest};
      } options;

  byPatch = listToAttrs (
    concatMap (
      series:
      map (v: {
        name = version.attribute v;
        value = selected (select.request (requestOf v)) { };
      }) known.names.${series}
    ) known.series
  );
  # "1.20" would be the series.
  requestOf = v: if v.kind == "release" then "${v.series}.${toString v.number}" else v.name;
  bySeries = listToAttrs (
    map (series: {
      name = version.seriesAttribute series;
      value = selected (select.request series) { };
    }) (filter (series: known.names.${series} != [ ]) known.series)
  );
  toolchains = byPatch // bySeries;

  # What a go.mod or go.work asks for, or the folder of one: its toolchain line, else its go line, at least that version.
  fromGoMod =
    path:
    let
      # In a pure evaluation the folder above a flake cannot be listed, so the name says it.
      isFolder = builtins.match ".*[.](mod|work)" (baseNameOf path) == null;
      inFolder =
        if pathExists (path + "/go.work") then path + "/go.work" else path + "/go.mod";
      file = if isFolder then inFolder else path;
    in
    if !pathExists file then
      throw "rto: there is no ${toString file}; `go mod init` makes one, and a flake sees it after `git add` [RTO_PROJECT_MISSING]"
    else
      selected (select.project (project {
        text = readFile file;
        file = baseNameOf (toString file);
      })) { };

  # version: 1.23, 1.23.4, 1.24rc1, stable, oldstable, a range. nar: of the normalised stock tree, for a release that the
  # catalog does not have. contentAddressed: a floating output, which needs the experimental feature ca-derivations.
  # useLock: false builds a locked patch as an ordinary derivation. observe: what builds observe unless GO_INSTRUMENT…
  # says otherwise.
  mkGo =
    {
      version ? "latest",
      nar ? null,
      contentAddressed ? false,
      useLock ? true,
      observe ? null,
    }:
    let
      options = { inherit contentAddressed useLock observe; };
    in
    if nar == null then selected (select.request version) options else pinned version nar options;

  packages = import ./observe.nix {
    inherit
      nixpkgs
      derive
      known
      version
      ;
    inherit (forBuilding) mkGo;
    rto = if nixpkgs.cross then forBuilding.rto else command;
  };

  attributes = toolchains // {
    inherit fromGoMod mkGo toolchains;
    # The newest release of the newest series.
    latest = mkGo { };
    # A shell with a toolchain, the newest unless told.
    mkShell = import ./shell.nix {
      mkShell = nixpkgs.mkShellNoCC;
      latest = mkGo { };
    };
    # A package of nixpkgs built with observation, and the builder of such packages.
    inherit (packages) observe buildGoModule;
    # The rto command.
    rto = command;
    override = more: import ./rto.nix (given // more);
  };
in
attributes
