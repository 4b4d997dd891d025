# The recipe digest: everything that decides the bits of a toolchain. driver/toolchain/recipe.ts computes the same, and
# says why so.
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    hashFile
    hashString
    lessThan
    match
    path
    readDir
    sort
    substring
    toJSON
    ;
  # An allow-list: leftovers of a build, an editor or a system count for nothing.
  counts =
    name:
    match "[.].*|.*_test[.]go" name == null && match "go[.]mod|.*[.](go|s|h|toml|json)" name != null;
  entered = name: match "[._].*|testdata|node_modules" name == null;

  files =
    root: prefix:
    let
      entries = readDir (root + "/${prefix}");
      below =
        name:
        if entries.${name} == "directory" && entered name then
          files root "${prefix}${name}/"
        else if entries.${name} == "regular" && counts name then
          [ "${prefix}${name}" ]
        else
          [ ];
    in
    concatMap below (attrNames entries);
in
{
  # Hex, of what the installer and the compiler stand-in are built from: names and contents, sorted by whole path.
  wrappersDigest =
    root:
    let
      found = sort lessThan (files root "");
      line = name: "${hashFile "sha256" (root + "/${name}")}  ${name}\n";
    in
    if found == [ ] then
      throw "rto: ${toString root} holds no sources of rto [RTO_WRAPPERS]"
    else
      hashString "sha256" (concatStringsSep "" (map line found));

  # Hex, of the whole recipe. source: SRI of the stock tree's NAR; family: the configuration, overrides merged in.
  digest =
    {
      source,
      wrappers,
      family,
    }:
    hashString "sha256" "rto-recipe-1\n${source}\n${wrappers}\n${toJSON family}\n";

  toolchainName = version: digest: "rto-go-${version}-${substring 0 12 digest}";

  # The files that count as a store path of their own, so that a build cannot see what the digest does not cover.
  wrappersFor =
    root:
    path {
      path = root;
      name = "rto-wrappers";
      filter =
        file: type:
        if type == "directory" then entered (baseNameOf file) else type == "regular" && counts (baseNameOf file);
    };
}
