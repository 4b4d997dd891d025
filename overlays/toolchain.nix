# One toolchain: the stock tree as a fixed-output fetch, then the instrumented tree made from it.
{
  nixpkgs, # nixpkgs.nix, applied
  platform,
  recipe,
  wrappers, # folder of rto's Go sources
  stockGo ? null, # of rto.nix
}:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elem
    fromJSON
    readFile
    toJSON
    ;
  inherit (nixpkgs) system;
  wrappersDigest = recipe.wrappersDigest wrappers;
  sources = recipe.wrappersFor wrappers;
  # What every go that makes a toolchain is told, as lines NAME=VALUE.
  settings = fromJSON (readFile (wrappers + "/install/environment.json"));
  lines = concatStringsSep "\n" (map (name: "${name}=${settings.${name}}") (attrNames settings));
  fixed = nar: {
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
    outputHash = nar;
  };
  floating = {
    __contentAddressed = true;
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
  };

  stockOf =
    version: nar:
    derivation (
      {
        inherit system;
        name = "go-${version}-${platform}-stock";
        builder = nixpkgs.bash;
        args = [ ./builders/fetch.sh ];
        outputs = [ "out" ];
        PATH = nixpkgs.tools;
        SSL_CERT_FILE = nixpkgs.certificates;
        module = "golang.org/toolchain";
        version = "v0.0.1-go${version}.${platform}";
        usual = "direct"; # as the driver does without a GOPROXY and without a go that names one
        origin = "https://go.dev/dl/mod"; # where `direct` leads for this module
        # As nixpkgs' own Go fetchers; with a daemon this is the daemon's environment.
        impureEnvVars = [
          "GOPROXY"
          "http_proxy"
          "https_proxy"
          "all_proxy"
          "no_proxy"
          "NIX_SSL_CERT_FILE"
        ];
        preferLocalBuild = true;
      }
      // fixed nar
    );
in
{
  version, # Go's own name: "1.23.12"
  nar, # SRI of the NAR of the stock tree
  family, # the configuration, overrides merged in
  lock ? null, # { recipe; nar; } of outputs/<system>.toml
  contentAddressed ? false,
}:
let
  digest = recipe.digest {
    source = nar;
    wrappers = wrappersDigest;
    inherit family;
  };
  # A lock of another recipe is no lock: the bits it names are those of other sources.
  locked = lock != null && builtins.deepSeq lock (lock.recipe == digest);
  address =
    if contentAddressed then
      floating
    else if locked then
      fixed lock.nar
    else
      { };
  stock =
    if stockGo == null then
      stockOf version nar
    else
      stockGo { inherit version platform nar; };
  dynamic = elem "cmd/go" (family.static or [ ]);
in
derivation (
  {
    inherit system stock;
    name = recipe.toolchainName version digest;
    builder = nixpkgs.bash;
    args = [ ./builders/install.sh ];
    outputs = [ "out" ];
    allowedReferences = [ ]; # what lies where its contents say cannot name a store path
    PATH = nixpkgs.tools;
    wrappers = sources;
    settings = lines;
    about = toJSON {
      go = version;
      recipe = digest;
      inherit platform family;
    };
  }
  // (if dynamic && nixpkgs.loader != null then { inherit (nixpkgs) loader; } else { })
  // address
)
// {
  inherit version stock;
  recipe = digest;
  locked = locked && !contentAddressed;
  meta = {
    description = "Go ${version} that logs which reflect, unsafe, crypto and other functions a program ran";
    mainProgram = "go";
    platforms = [ system ];
  };
}
