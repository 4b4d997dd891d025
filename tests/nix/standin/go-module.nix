# buildGoModule, written after the description in nixpkgs' manual ("Go"): the same arguments, phases, variables and passthru.
{ mkDerivation, go }:
let
  inherit (builtins) concatStringsSep isFunction removeAttrs;
  list = words: concatStringsSep " " words;

  build =
    go: attrs:
    mkDerivation (
      final:
      let
        args = if isFunction attrs then attrs final else attrs;
        vendorHash = args.vendorHash or (throw "buildGoModule: vendorHash is missing");
        goModules =
          if vendorHash == null then
            null
          else
            mkDerivation {
              name = "${args.pname}-${args.version}-go-modules";
              inherit (args) src;
              nativeBuildInputs = [ go ];
              env.SSL_CERT_FILE = "/etc/ssl/certs/ca-certificates.crt";
              impureEnvVars = [
                "GOPROXY"
                "http_proxy"
                "https_proxy"
                "no_proxy"
              ];
              buildPhase = ''
                export GOCACHE=$TMPDIR/go-cache GOPATH=$TMPDIR/go GOSUMDB=off GOTOOLCHAIN=local
                go mod vendor
              '';
              installPhase = "cp -r vendor $out";
              dontFixup = true;
              outputHashMode = "recursive";
              outputHashAlgo = "sha256";
              outputHash = vendorHash;
            };
      in
      {
        configurePhase = ''
          runHook preConfigure
          export GOCACHE=$TMPDIR/go-cache GOPATH=$TMPDIR/go GOPROXY=off GOSUMDB=off
          if [[ -n $goModules ]]; then rm -rf vendor; cp -r --reflink=auto $goModules vendor; fi
          runHook postConfigure
        '';
        buildPhase = ''
          runHook preBuild
          for package in ''${subPackages:-...}; do
            go install ''${tags:+-tags "$tags"} ''${ldflags:+-ldflags "$ldflags"} ./$package
          done
          runHook postBuild
        '';
        # Without -trimpath: tests may look for files beside their sources.
        checkPhase = ''
          runHook preCheck
          export GOFLAGS=''${GOFLAGS//-trimpath/}
          for package in ''${subPackages:-...}; do go test ''${tags:+-tags "$tags"} $checkFlags ./$package; done
          runHook postCheck
        '';
        installPhase = ''
          runHook preInstall
          mkdir -p $out
          folder=$GOPATH/bin
          if [[ -d $folder/''${GOOS}_$GOARCH ]]; then folder=$folder/''${GOOS}_$GOARCH; fi
          if [[ -d $folder ]]; then cp -r $folder $out/bin; fi
          runHook postInstall
        '';
        doCheck = true;
        disallowedReferences = [ go ];
      }
      // removeAttrs args [ "vendorHash" ]
      // {
        inherit goModules;
        nativeBuildInputs = [ go ] ++ args.nativeBuildInputs or [ ];
        subPackages = list (args.subPackages or [ ]);
        tags = concatStringsSep "," (args.tags or [ ]);
        ldflags = list (args.ldflags or [ ]);
        checkFlags = list (args.checkFlags or [ ]);
        env = {
          inherit (go) GOOS GOARCH;
          GO111MODULE = "on";
          GOTOOLCHAIN = "local";
          GOFLAGS = "-mod=vendor -trimpath";
          CGO_ENABLED = args.env.CGO_ENABLED or go.CGO_ENABLED;
        }
        // (args.env or { });
        passthru = {
          inherit go goModules vendorHash;
        }
        // (args.passthru or { });
        meta = {
          platforms = go.meta.platforms or [ ];
        }
        // (args.meta or { });
      }
    );
  overridable = go: {
    __functor = _: build go;
    override = changes: overridable (changes.go or go);
  };
in
overridable go
