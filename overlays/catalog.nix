# The catalog's TOML files as one system sees them, of one folder or of several, of which an earlier one counts. A file is
# read when its series is asked for, a pin when it is used. Faults are RTO_CATALOG, as in driver/version/catalogfamily.ts.
{ version, folders, platform }:
let
  inherit (builtins)
    addErrorContext
    all
    attrNames
    concatMap
    elemAt
    filter
    foldl'
    fromJSON
    fromTOML
    head
    isList
    isString
    length
    listToAttrs
    match
    pathExists
    readDir
    readFile
    sort
    split
    substring
    tail
    ;
  broken =
    series: entry: why:
    throw "rto: the catalog is broken: ${why} (go${series}.toml, ${entry}) [RTO_CATALOG]";
  setOf =
    value: names:
    listToAttrs (
      map (name: {
        inherit name;
        value = value name;
      }) names
    );

  minorsIn =
    folder:
    concatMap (
      name:
      let
        found = match "go1[.](0|[1-9][0-9]{0,5})[.]toml" name;
      in
      if found == null then [ ] else [ (head found) ]
    ) (attrNames (readDir folder));
  minors = map fromJSON (attrNames (setOf (_: null) (concatMap minorsIn folders)));
  series = map (minor: "1.${toString minor}") (sort (a: b: a < b) minors);

  # Files that have something on a series; the first has its base.
  filesOf = name: filter pathExists (map (folder: folder + "/go${name}.toml") folders);

  config =
    name: entry: table:
    if !isString (table.family or null) then
      broken name entry "family is missing, or is not a string"
    else if !(isList (table.runtime or null) && all isString table.runtime) then
      broken name entry "runtime is missing, or is not a list of strings"
    else
      table;
  documentOf = file: addErrorContext "while reading ${toString file}" (fromTOML (readFile file));
  baseIn =
    name: document: config name "base" (document.base or (broken name "base" "it has no table [base]"));

  # Release -> { version; pinned; nar; family; }
  decode =
    name: base: document:
    let
      patch =
        release:
        let
          entry = document.patches.${release};
          v = version.parseRelease release;
          shown = ''patches."${release}"'';
          pin = entry.${platform};
          sri = match "sha256-[A-Za-z0-9+/]{43}=";
        in
        if v == null then
          broken name shown "it is not the name of a Go release, as 1.20, 1.21.0 or 1.23rc1"
        else if v.series != name then
          broken name shown "it is a release of ${v.series}, not of ${name}"
        else
          {
            version = v;
            pinned = entry ? ${platform};
            nar =
              if isString (pin.nar or null) && sri pin.nar != null then
                pin.nar
              else
                broken name "${shown}.${platform}" "nar is missing, or is not sha256-<base64 of 32 bytes>";
            family = if entry ? override then config name shown (base // entry.override) else base;
          };
    in
    setOf patch (attrNames (document.patches or { }));

  patchesOf =
    name:
    let
      documents = map documentOf (filesOf name);
      base = baseIn name (head documents);
      # Of two that know a release, the earlier, but for what it has not for this platform.
      merge =
        known: more:
        more // known // setOf (one: more.${one}) (filter (one: !known.${one}.pinned or true && more ? ${one}) (attrNames known));
      merged = foldl' merge (decode name base (head documents)) (map (decode name base) (tail documents));
    in
    sort (a: b: version.compare a.version b.version < 0) (map (one: merged.${one}) (attrNames merged));

  # The names of what a file pins for this platform, by its headers alone, [patches."1.24.13".linux-amd64]: a file that
  # cannot be read takes away nothing but its own releases, and none but the one asked for is parsed.
  namesIn =
    file:
    concatMap (
      block:
      let
        found = match ''patches[.]"([^"]{1,20})"([.]([a-z0-9-]+))?] *(#.*)?'' (head (split "\n" (substring 0 128 block)));
        named = elemAt found 2;
        within = length (split "\n${platform}[ .=]" block) > 1;
      in
      if found != null && (if named == null then within else named == platform) then
        [ (head found) ]
      else
        [ ]
    ) (filter isString (split "\n[[]" (readFile file)));
  namesOf =
    name:
    let
      found = attrNames (setOf (_: null) (concatMap namesIn (filesOf name)));
    in
    filter (v: v != null && v.series == name) (map version.parseRelease found);
in
{
  inherit platform series;
  # series -> ascending list of { version; pinned (for this platform); nar; family (overrides merged in) }.
  patches = setOf patchesOf series;
  # series -> versions pinned for this platform, without reading more than headers.
  names = setOf namesOf series;
  # series -> configuration without overrides.
  bases = setOf (name: baseIn name (documentOf (head (filesOf name)))) series;
}
