# Answers the rows of tests/fixtures/resolution.json that need no source: version, or error code, by row number.
{ table }:
let
  inherit (builtins)
    attrNames
    concatMap
    elem
    filter
    fromJSON
    isList
    listToAttrs
    readFile
    sort
    ;
  version = import ../../overlays/version.nix;
  project = import ../../overlays/project.nix { inherit version; };

  # As tests/version/support.ts: minor -> releases for linux-amd64, or minor -> platform -> releases.
  catalogOf = small: platform: {
    inherit platform;
    series = map (v: v.series) (version.ascending (map version.parse (attrNames small)));
    patches = builtins.mapAttrs (
      _: releases:
      let
        byPlatform = if isList releases then { linux-amd64 = releases; } else releases;
        names = attrNames (
          listToAttrs (
            map (name: {
              inherit name;
              value = null;
            }) (concatMap (p: byPlatform.${p}) (attrNames byPlatform))
          )
        );
      in
      map (v: {
        version = v;
        pinned = elem v.name (byPlatform.${platform} or [ ]);
      }) (version.ascending (map version.parseRelease names))
    ) small;
  };

  answer =
    row:
    let
      select = import ../../overlays/select.nix {
        inherit version;
        catalog = catalogOf row.catalog (row.platform or "linux-amd64");
      };
      file = name: select.project (project {
        file = name;
        text = row.${if name == "go.mod" then "goMod" else "goWork"};
      });
      it =
        if row ? request then
          select.request row.request
        else if row ? goMod then
          file "go.mod"
        else
          file "go.work";
    in
    it.name or it.error;
in
map (row: if row ? source || row ? allowUntested then null else answer row) (fromJSON (readFile table)).rows
