# Semver ranges over Go's versions (https://github.com/npm/node-semver#ranges), as far as driver/version/range.ts takes
# them: ">=1.21 <1.24", "^1.22", "1.20 - 1.22", "1.22.x", "1.19 || 1.21". text -> null, or a test of versions.
let
  inherit (builtins)
    all
    any
    compareVersions
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    foldl'
    fromJSON
    head
    isString
    length
    match
    split
    stringLength
    ;
  number = "0|[1-9][0-9]{0,8}";
  part = "(${number}|[xX*])";
  comparator = match "([<>]=?|[=^~])?(go)?(${number})([.]${part}([.]${part})?)?((rc|beta)(${number}))?";
  words = separator: text: filter (word: isString word && word != "") (split separator text);

  # Points on the line of versions. below: before every pre-release of it, which semver writes 1.24.0-0.
  point = major: minor: patch: {
    inherit major minor patch;
    rank = 3;
    pre = 0;
  };
  below = major: minor: patch: point major minor patch // { rank = 0; };
  ranks = {
    beta = 1;
    rc = 2;
    release = 3;
  };
  place = v: {
    major = 1;
    inherit (v) minor;
    patch = if v.kind == "release" then v.number else 0;
    rank = ranks.${v.kind};
    pre = if v.kind == "release" then 0 else v.number;
  };
  compare =
    a: b:
    let
      key =
        p:
        concatStringsSep "." (
          map toString [
            p.major
            p.minor
            p.patch
            p.rank
            p.pre
          ]
        );
    in
    compareVersions (key a) (key b);
  sameRelease = a: b: a.major == b.major && a.minor == b.minor && a.patch == b.patch;

  # "^1.22" -> { op; major; minor; patch; at }: numbers, null where left open, and where it begins. null: no comparator.
  parse =
    text:
    let
      found = comparator text;
      at = elemAt found;
      open = part: part == null || elem part [ "x" "X" "*" ];
      major = fromJSON (at 2);
      minor = if open (at 4) then null else fromJSON (at 4);
      patch = if minor == null || open (at 6) then null else fromJSON (at 6);
      start = point major (if minor == null then 0 else minor) (if patch == null then 0 else patch);
      pre = at 7 != null;
    in
    # Go has candidates of a minor's first release alone, and writes them without its third number.
    if found == null || (pre && (minor == null || at 5 != null)) then
      null
    else
      {
        inherit major minor;
        # Semver takes 1.x.3 behind ^ and ~ and in hyphen ranges alone.
        odd = minor == null && !open (at 6) && at 0 != "^" && at 0 != "~";
        patch = if pre then 0 else patch;
        # What may stand in a hyphen range; with a whole version there, semver takes no "=".
        plain = at 0 == null || (at 0 == "=" && patch == null && !pre);
        op = if at 0 == null then "=" else at 0;
        at =
          if pre then
            start
            // {
              rank = ranks.${at 8};
              pre = fromJSON (at 9);
            }
          else
            start;
      };

  # The first point behind everything that a partial version stands for.
  end = c: if c.minor == null then below (c.major + 1) 0 0 else below c.major (c.minor + 1) 0;
  least = point: {
    op = ">=";
    inherit point;
  };
  less = point: {
    op = "<";
    inherit point;
  };

  # A comparator as bounds that all have to hold.
  bounds =
    c:
    let
      partial = c.patch == null;
      released = p: p // { rank = 3; };
    in
    if c.op == "^" then
      [
        (least c.at)
        (less (below (c.major + 1) 0 0))
      ]
    else if c.op == "~" || (c.op == "=" && partial) then
      [
        (least c.at)
        (less (end c))
      ]
    else if c.op == ">" && partial then
      [ (least (released (end c))) ]
    else if c.op == "<=" && partial then
      [ (less (end c)) ]
    else if c.op == "<" && partial then
      [ (less (c.at // { rank = 0; })) ]
    else
      [
        {
          inherit (c) op;
          point = c.at;
        }
      ];

  holds =
    v: bound:
    let
      order = compare v bound.point;
    in
    {
      "=" = order == 0;
      "<" = order < 0;
      "<=" = order <= 0;
      ">" = order > 0;
      ">=" = order >= 0;
    }
    .${bound.op};

  # One alternative: its bounds, or null. An operator may stand apart from its version.
  alternative =
    text:
    let
      joined = foldl' (
        found: word:
        if match "[<>]=?|[=^~]" word != null then
          found // { op = found.op + word; }
        else
          {
            op = "";
            list = found.list ++ [ (found.op + word) ];
          }
      ) none (words "[ \t\n]+" text);
      none = {
        op = "";
        list = [ ];
      };
      inherit (joined) list;
      parsed = map parse list;
      hyphen = length list == 3 && elemAt list 1 == "-";
      from = parse (head list);
      to = parse (elemAt list 2);
    in
    if list == [ ] || joined.op != "" then
      null
    else if hyphen then
      (
        if from == null || to == null || !from.plain || !to.plain then
          null
        else
          [ (least from.at) ] ++ bounds (to // { op = "<="; })
      )
    else if any (c: c == null || c.odd) parsed then
      null
    else
      concatMap bounds parsed;
in
text:
let
  range = stringLength text <= 200 && match "[<>=^~].*|(go)?[0-9]+|.*[ |*xX].*" text != null;
  alternatives = map alternative (filter isString (split "[|][|]" text));
  # A pre-release counts where the range names one of the same release.
  within =
    v: set:
    all (holds v) set
    && (v.rank == ranks.release || any (bound: bound.point.rank != ranks.release && sameRelease v bound.point) set);
in
if !range || elem null alternatives then null else v: any (within (place v)) alternatives
