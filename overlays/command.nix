# The rto command as a package: the driver compiled, with the npm packages that it needs to run. root is the repository.
{
  nixpkgs,
  derive,
  root,
}:
let
  inherit (builtins)
    elem
    filter
    fromJSON
    head
    path
    readFile
    split
    substring
    stringLength
    ;
  inherit (nixpkgs) node system;
  inherit (fromJSON (readFile (root + "/package.json"))) version files;

  # The first part of each path that npm packs too; what npm leaves out of them is never read.
  shipped = map (file: head (split "/" file)) (filter (file: substring 0 1 file != "!") files);

  # What package-lock.json names for running, as npm unpacks it. To renew after it changed: build with another hash, and
  # Nix tells the right one.
  modulesHash = "sha256-tYQdDEIpTPLxi9ZjAMEv/6o8HH/oWJhf9H7DL2cS4Vo=";

  # The files and folders of the repository with these names, alone.
  only =
    name: names:
    path {
      inherit name;
      path = root;
      filter =
        file: _:
        elem (head (split "/" (substring (stringLength (toString root) + 1) (stringLength file) file))) names;
    };

  modules = derive {
    pname = "rto-node-modules";
    inherit system version;
    builder = nixpkgs.bash;
    args = [ ./builders/modules.sh ];
    src = only "rto-package" [
      "package.json"
      "package-lock.json"
      ".npmrc"
    ];
    PATH = "${nixpkgs.tools}:${node}/bin";
    NODE_EXTRA_CA_CERTS = nixpkgs.certificates;
    impureEnvVars = [
      "npm_config_registry"
      "http_proxy"
      "https_proxy"
      "no_proxy"
    ];
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
    outputHash = modulesHash;
  };
in
derive {
  pname = "rto";
  inherit modules node system version;
  inherit (nixpkgs) bash;
  builder = nixpkgs.bash;
  args = [ ./builders/command.sh ];
  src = only "rto-source" (
    filter (name: name != "dist") shipped
    ++ [
      "driver"
      "LICENSE"
      "package.json"
      "tsconfig.json"
      "tsconfig.build.json"
    ]
  );
  PATH = "${nixpkgs.tools}:${nixpkgs.typescript}/bin";
  passthru = { inherit modules; };
  meta = {
    description = "Runs Go programs with a reproducible, instrumented Go toolchain and says what they did";
    mainProgram = "rto";
  };
}
