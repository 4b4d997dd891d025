# Packages of nixpkgs' buildGoModule, built by an instrumented go. Only what nixpkgs documents is used: overrideAttrs, the
# phases' hooks, and passthru.go.
{
  nixpkgs,
  derive,
  known, # catalog.nix
  version, # version.nix
  mkGo,
  rto, # the command
}:
let
  inherit (builtins)
    any
    concatStringsSep

    isFunction
    removeAttrs
    ;
  nameOf = package: package.pname or package.name or "the package";

  # The release that a go of nixpkgs is, where the catalog has it, else the newest of its series.
  likeOf =
    stock:
    let
      v = version.parse stock.version;
      exact = any (one: one.name == v.name) (known.names.${v.series} or [ ]);
    in
    mkGo { version = if exact then v.name else v.series; };

  own = [
    "observe"
    "go"
    "baseline"
    "without"
  ];

  observe =
    package:
    let
      stock = package.go or nixpkgs.go;
    in
    {
      observe, # as GO_INSTRUMENT: "crypto,os/exec.Command,-crypto/rand.Read"
      go ? likeOf stock, # an instrumented go
      baseline ? null, # file with what passthru.behaviour compares
      # Fields that a baseline does not have: where a call stands changes with every edit, what it does does not.
      without ? [
        "file"
        "line"
      ],
    }:
    let
      instrumented = go.override { inherit observe; };
      isGo = input: input ? GOOS && input ? GOARCH || input.pname or "" == "go";
      swap = map (input: if isGo input then instrumented else input);
      # Before anything is changed in what was installed, so that wrapped programs are seen as well.
      check = ''
        ${rto}/bin/rto inspect --strict "$out"
      '';
      observed = package.overrideAttrs (
        old:
        let
          inputs = old.nativeBuildInputs or [ ];
        in
        {
          nativeBuildInputs =
            if any isGo inputs then
              swap inputs
            else
              throw "rto: ${nameOf package} has no go among its nativeBuildInputs, as buildGoModule gives it [RTO_OBSERVE_PACKAGE]";
          disallowedReferences = swap (old.disallowedReferences or [ ]);
          preFixup = check + (old.preFixup or "");
          passthru = (old.passthru or { }) // {
            go = instrumented;
            unobserved = package;
            inherit events behaviour;
          };
        }
      );

      # What the tests of the package did, in an order and with words that are the same every time.
      events = observed.overrideAttrs (old: {
        pname = "${nameOf package}-events";
        outputs = [ "out" ];
        doCheck = true;
        preCheck = ''
          export INSTRUMENTATION_LOG_PATH=$NIX_BUILD_TOP/rto-events.jsonl
          : >"$INSTRUMENTATION_LOG_PATH"
        ''
        + (old.preCheck or "");
        installPhase = ''
          ${rto}/bin/rto events --canonical "$NIX_BUILD_TOP/rto-events.jsonl" >"$out"
        '';
        dontFixup = true;
        doInstallCheck = false;
      });

      actual = derive {
        pname = "${nameOf package}-behaviour.jsonl";
        version = package.version or "0";
        inherit (nixpkgs) system;
        builder = nixpkgs.bash;
        args = [ ./builders/behaviour.sh ];
        PATH = nixpkgs.tools;
        inherit rto events;
        without = concatStringsSep "," without;
      };
      behaviour = derive {
        pname = "${nameOf package}-behaviour";
        version = package.version or "0";
        inherit (nixpkgs) system;
        builder = nixpkgs.bash;
        args = [ ./builders/baseline.sh ];
        PATH = "${nixpkgs.tools}:${nixpkgs.diff}";
        inherit actual;
        baseline =
          if baseline != null then
            baseline
          else
            throw "rto: ${nameOf package} has no baseline to compare with; build its behaviour.actual, commit that file, and name it: observe … { baseline = ./FILE; } [RTO_BASELINE]";
        passthru = { inherit actual; };
      };
    in
    observed;

  # buildGoModule of nixpkgs with `observe`, `go`, `baseline` and `without` among its arguments.
  buildGoModule =
    args:
    let
      asked = if isFunction args then args package else args;
      plain =
        if isFunction args then (final: removeAttrs (args final) own) else removeAttrs args own;
      package = nixpkgs.buildGoModule plain;
      mine = builtins.listToAttrs (
        map (name: {
          inherit name;
          value = asked.${name};
        }) (builtins.filter (name: asked ? ${name}) own)
      );
    in
    observe package ({ observe = "reflect,unsafe,crypto"; } // mine);
in
{
  inherit observe buildGoModule;
}
