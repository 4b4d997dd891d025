# What of nixpkgs' lib is used.
{
  genAttrs =
    names: value:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = value name;
      }) names
    );
  makeBinPath = packages: builtins.concatStringsSep ":" (map (package: "${package}/bin") packages);
}
