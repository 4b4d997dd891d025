# stdenv.mkDerivation as nixpkgs' manual describes it, as far as Go packages need it. The host's programs are its stdenv.
{ host, system }:
let
  inherit (builtins) isFunction removeAttrs;
  make =
    attrsOf:
    let
      final = attrsOf (final // { finalPackage = result; });
      spliced = input: input.__spliced.buildHost or input;
      result =
        derivation (
          removeAttrs final [
            "env"
            "meta"
            "passthru"
          ]
          // (final.env or { })
          // {
            name = final.name or "${final.pname}-${final.version}";
            inherit system;
            builder = "${host}/bin/bash";
            args = [ ./phases.sh ];
            outputs = final.outputs or [ "out" ];
            PATH = "${host}/bin";
            nativeBuildInputs = map spliced (final.nativeBuildInputs or [ ]);
          }
        )
        // (final.passthru or { })
        // {
          meta = final.meta or { };
          passthru = final.passthru or { };
          overrideAttrs =
            change:
            make (
              final:
              let
                old = attrsOf final;
                once = if isFunction change then change old else change;
              in
              old // (if isFunction once then change final old else once)
            );
        };
    in
    result;
in
{
  mkDerivation = attrs: make (if isFunction attrs then attrs else _: attrs);
}
