# From a request, or what a project's file asks for, to one catalogued release: the rules of driver/version where the
# source cannot be asked. tests/fixtures/resolution.json is run against both. Answers { name; } or { error; text; }.
{ version, catalog }:
let
  inherit (builtins)
    any
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    head
    length
    match
    ;
  inherit (version) compare;
  inherit (catalog) patches platform series;

  parseRange = import ./range.nix;
  trim = text: head (match "[ \t\n]*((.*[^ \t\n])?)[ \t\n]*" text);
  oldest = 19; # OLDEST of driver/version/resolution.ts
  minorOf = name: (version.parse name).minor;
  last = list: elemAt list (length list - 1);
  first = list: if list == [ ] then null else head list;
  isRelease = patch: patch.version.kind == "release";
  isPinned = patch: patch.pinned;
  newestFirst = builtins.genList (i: elemAt series (length series - 1 - i)) (length series);

  found = v: { inherit (v) name; };
  refuse = error: text: {
    inherit error;
    text = "rto: ${text} [${error}]";
  };

  shown = v: if v.explicit then v.name else v.series;
  namesOf =
    name:
    let
      pinned = map (patch: patch.version.name) (filter isPinned (patches.${name} or [ ]));
    in
    if pinned == [ ] then
      "Go ${name} has none for ${platform}"
    else
      "Go ${name} has ${list pinned}";
  newestKnown = first (
    concatMap (
      name:
      let
        fits = filter (patch: isRelease patch && isPinned patch) patches.${name};
      in
      if fits == [ ] then [ ] else [ (last fits).version.name ]
    ) newestFirst
  );
  newest = if newestKnown == null then "none" else newestKnown;

  list = concatStringsSep ", ";
  catalogued = "it has ${list series}, newest is ${newest}";
  unavailable = "is not in the catalog for ${platform}, and Nix asks nobody else";

  tooOld =
    v: refuse "RTO_VERSION_OLD" "Go ${shown v} is older than 1.${toString oldest}, the oldest that can be instrumented";
  unknown = what: refuse "RTO_VERSION_UNKNOWN" "no Go ${what} in the catalog; ${catalogued}";
  unasked =
    v:
    refuse "RTO_VERSION_UNASKED" "Go ${shown v} ${unavailable}; ${namesOf v.series}; `rto catalog update ${v.series} --folder FOLDER` learns what is new for rto.override { extraCatalog = FOLDER; }";
  missing = v: refuse "RTO_VERSION_MISSING" "the catalog has nothing as new as Go ${shown v}; newest is ${newest}";

  # The newest of these patches, or whether the source might have one that is not pinned for this platform.
  pick =
    group:
    let
      pinned = filter isPinned group;
    in
    if pinned != [ ] then
      { inherit (last pinned) version; }
    else if group != [ ] then
      { miss = "unasked"; }
    else
      null;

  # The newest release of a series, else its newest candidate; floor: null, or only from that version on.
  newestIn =
    name: floor:
    let
      known = patches.${name};
      enough = filter (patch: floor == null || !floor.explicit || compare patch.version floor >= 0) known;
      releases = pick (filter isRelease enough);
      others = pick (filter (patch: !isRelease patch) enough);
    in
    if known == [ ] then
      { miss = "unasked"; }
    else if releases != null then
      releases
    else if others != null then
      others
    else
      { miss = "absent"; };

  known =
    v: answer:
    if v.minor < oldest then
      tooOld v
    else if !elem v.series series then
      unknown v.series
    else
      answer;

  newestOf =
    v:
    known v (
      let
        it = newestIn v.series null;
      in
      if it ? version then found it.version else unasked v
    );

  pins = v: any (patch: isPinned patch && compare patch.version v == 0) patches.${v.series};
  exactly = v: known v (if pins v then found v else unasked v);

  # The series that passes, counted from the newest; null where there are not so many. None older is read.
  nthHaving =
    test: nth: names:
    if names == [ ] then
      null
    else if !any test patches.${head names} then
      nthHaving test nth (builtins.tail names)
    else if nth == 0 then
      head names
    else
      nthHaving test (nth - 1) (builtins.tail names);

  # stable is the newest series with a release, oldstable the one before.
  byWord =
    word: nth:
    let
      tests = [
        (patch: isRelease patch && isPinned patch)
        isRelease
        (_: true)
      ];
      fitting = filter (test: nthHaving test 0 newestFirst != null) tests;
      choice = if fitting == [ ] then null else nthHaving (head fitting) nth newestFirst;
    in
    if choice != null then newestOf (version.parse choice) else unknown "that is ${word}";

  # The newest release in a range, of what is pinned for this platform.
  byRange =
    text: within:
    let
      fits = name: filter (patch: within patch.version) patches.${name};
      # Newest minor first, within it ascending.
      inside = concatMap fits newestFirst;
      pinned = filter isPinned inside;
      sameMinor = patch: patch.version.minor == (head pinned).version.minor;
    in
    if pinned != [ ] then
      found (last (filter sameMinor pinned)).version
    else if inside != [ ] then
      refuse "RTO_VERSION_UNASKED" "what is in the range '${text}' ${unavailable}; newest is ${newest}"
    else
      refuse "RTO_RANGE_EMPTY" "nothing in the catalog is in the range '${text}'; ${catalogued}";

  # The floor's own series first, then the newer ones: what asks for at least 1.23.99 is content with 1.24.
  upward =
    floor: exact:
    let
      go =
        candidates:
        let
          name = head candidates;
          own = name == floor.series;
          it = newestIn name (if own then floor else null);
        in
        if candidates == [ ] then
          missing floor
        else if own && exact && pins floor then
          found floor
        else if it ? version && (own || it.version.kind == "release") then
          found it.version
        else if it.miss or null == "unasked" || (own && floor.explicit) then
          unasked floor
        else
          go (builtins.tail candidates);
    in
    go (filter (name: minorOf name >= floor.minor) series);
in
{
  request =
    asked:
    let
      text = trim asked;
      v = version.parse (elemAt (match "(= *)?(.*)" text) 1);
      within = parseRange text;
    in
    if text == "latest" || text == "stable" then
      byWord text 0
    else if text == "oldstable" then
      byWord text 1
    else if v != null then
      (if v.explicit then exactly v else newestOf v)
    else if within != null then
      byRange text within
    else
      refuse "RTO_REQUEST" "'${text}' is not a Go version, as 1.23, 1.23.4, 1.24rc1, stable or '>=1.21 <1.24'";

  # floor: { version; exact; } of project.nix, or its { error; text; }.
  project =
    floor:
    let
      v = floor.version;
      beyond = series == [ ] || v.minor > minorOf (last series);
      supported = filter (name: minorOf name >= oldest) series;
      start = if supported == [ ] then oldest else minorOf (head supported);
    in
    if floor ? error then
      floor
    else if v.minor < oldest then
      upward (version.ofSeries start) false
    else if beyond then
      (if v.explicit then exactly v else newestOf v)
    else
      upward v floor.exact;
}
