# The catalog's TOML files as one system sees them. A file is read when its series is asked for, a pin when it is used.
# Faults are RTO_CATALOG, as in driver/version/catalogfamily.ts.
{ version, folder, platform }:
let
  inherit (builtins)
    addErrorContext
    all
    attrNames
    concatMap
    fromJSON
    fromTOML
    head
    isList
    isString
    listToAttrs
    match
    readDir
    readFile
    sort
    ;
  broken =
    series: entry: why:
    throw "rto: the catalog is broken: ${why} (go${series}.toml, ${entry}) [RTO_CATALOG]";

  minors = concatMap (
    name:
    let
      found = match "go1[.](0|[1-9][0-9]{0,5})[.]toml" name;
    in
    if found == null then [ ] else [ (fromJSON (head found)) ]
  ) (attrNames (readDir folder));

  decode =
    series:
    let
      file = folder + "/go${series}.toml";
      document = addErrorContext "while reading ${toString file}" (fromTOML (readFile file));
      base = config "base" (document.base or (broken series "base" "it has no table [base]"));
      config =
        entry: table:
        if !isString (table.family or null) then
          broken series entry "family is missing, or is not a string"
        else if !(isList (table.runtime or null) && all isString table.runtime) then
          broken series entry "runtime is missing, or is not a list of strings"
        else
          table;
      patch =
        name: entry:
        let
          v = version.parseRelease name;
          shown = ''patches."${name}"'';
          pin = entry.${platform};
          sri = match "sha256-[A-Za-z0-9+/]{43}=";
        in
        if v == null then
          broken series shown "it is not the name of a Go release, as 1.20, 1.21.0 or 1.23rc1"
        else if v.series != series then
          broken series shown "it is a release of ${v.series}, not of ${series}"
        else
          {
            version = v;
            pinned = entry ? ${platform};
            nar =
              if isString (pin.nar or null) && sri pin.nar != null then
                pin.nar
              else
                broken series "${shown}.${platform}" "nar is missing, or is not sha256-<base64 of 32 bytes>";
            family = if entry ? override then config shown (base // entry.override) else base;
          };
      patches = map (name: patch name document.patches.${name}) (attrNames (document.patches or { }));
    in
    sort (a: b: version.compare a.version b.version < 0) patches;
in
rec {
  inherit platform;
  # Ascending: [ "1.19" … ].
  series = map (minor: "1.${toString minor}") (sort (a: b: a < b) minors);
  # series -> ascending list of { version; pinned (for this platform); nar; family (overrides merged in) }.
  patches = listToAttrs (
    map (name: {
      inherit name;
      value = decode name;
    }) series
  );
}
