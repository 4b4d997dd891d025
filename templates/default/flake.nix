{
  description = "A Go project with an instrumented Go";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";
    # Where rto's flake is: write its URL here, or once for this machine `nix registry add rto URL`.
    rto.url = "rto";
    rto.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs =
    { nixpkgs, rto, ... }:
    let
      # Those for which rto's catalog has the Go that go.mod asks for; there are "x86_64-darwin" and "aarch64-darwin" too.
      each = nixpkgs.lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
      ];
      pkgs =
        system:
        import nixpkgs {
          inherit system;
          overlays = [ rto.overlays.default ];
        };
    in
    {
      # The Go that go.work or go.mod asks for. What its builds observe: rto.toml, else reflect, unsafe and crypto.
      devShells = each (system: {
        default = (pkgs system).rto.mkShell { go = (pkgs system).rto.fromGoMod ./.; };
      });
    };
}
