# A plain derivation that is overridden as those of nixpkgs are: pname, version, meta and passthru beside what Nix's own
# `derivation` takes, and overrideAttrs. It needs no stdenv, whose evaluation costs more than that of a toolchain.
let
  inherit (builtins) isFunction removeAttrs;
  beside = [
    "pname"
    "version"
    "meta"
    "passthru"
  ];

  # f: a set, old: { … }, or final: prev: { … }.
  changes =
    f: final: old:
    let
      once = if isFunction f then f old else f;
    in
    if isFunction once then f final old else once;

  derive =
    attrs:
    let
      named = {
        name = "${attrs.pname}-${attrs.version}";
        outputs = [ "out" ];
      };
      result =
        derivation (named // removeAttrs attrs beside)
        // (attrs.passthru or { })
        // {
          inherit (attrs) pname version;
          meta = attrs.meta or { };
          passthru = attrs.passthru or { };
          overrideAttrs = f: derive (attrs // changes f (attrs // { inherit (result) outPath; }) attrs);
        };
    in
    result;
in
derive
