# Go's version names and their order, as driver/version/goversion.ts has them. Needs neither nixpkgs nor the catalog.
let
  inherit (builtins)
    compareVersions
    elemAt
    fromJSON
    match
    sort
    ;
  digits = "(0|[1-9][0-9]{0,5})";
  form = match "(go)?1[.]${digits}([.]${digits}|(beta|rc)([1-9][0-9]{0,5}))?";
  # Up to 1.20 a first release had no third number.
  nameOf =
    v:
    if v.kind != "release" then
      "${v.series}${v.kind}${toString v.number}"
    else if v.number == 0 && v.minor <= 20 then
      v.series
    else
      "${v.series}.${toString v.number}";
  complete = v: v // { name = nameOf v; };
in
rec {
  # "go1.23.4" -> { minor = 23; kind = "release"; number = 4; series = "1.23"; name = "1.23.4"; explicit = true; }, or
  # null where it is no Go version. explicit: false where only a series was written.
  parse =
    text:
    let
      found = form text;
      patch = elemAt found 3;
      pre = elemAt found 4;
    in
    if found == null then
      null
    else
      complete rec {
        minor = fromJSON (elemAt found 1);
        kind = if pre == null then "release" else pre;
        number = fromJSON (
          if patch != null then
            patch
          else if pre != null then
            elemAt found 5
          else
            "0"
        );
        series = "1.${toString minor}";
        explicit = patch != null || pre != null;
      };

  # A name that stands for one release and never for a series: "1.20" is the first of 1.20, "1.21" is nothing.
  parseRelease =
    text:
    let
      v = parse text;
    in
    if v != null && v.name == text then v // { explicit = true; } else null;

  # The minor as a whole: what "1.23" reads as.
  ofSeries =
    minor:
    complete {
      inherit minor;
      kind = "release";
      number = 0;
      series = "1.${toString minor}";
      explicit = false;
    };

  # Negative, 0 or positive. compareVersions takes 1.20 for older than 1.20rc1, so it is given numbers alone.
  compare = a: b: compareVersions (key a) (key b);
  ascending = sort (a: b: compare a b < 0);

  # "1.20" -> "go_1_20_0", because go_1_20 is the series; "1.23rc1" -> "go_1_23rc1".
  attribute =
    v: seriesAttribute v.series + (if v.kind == "release" then "_" else v.kind) + toString v.number;
  seriesAttribute = series: "go_1_${toString (parse series).minor}";

  key =
    v:
    let
      ranks = {
        beta = 0;
        rc = 1;
        release = 2;
      };
    in
    "${toString v.minor}.${toString ranks.${v.kind}}.${toString v.number}";
}
