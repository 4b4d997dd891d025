# What Go calls the machine that Nix calls "aarch64-linux": "linux" and "arm64".
system:
let
  parts = builtins.match "([^-]+)-(.+)" system;
  named =
    what: names: name:
    names.${name} or (throw "rto: ${system} is no system that Go builds for: it has no ${what} for ${name} [RTO_TARGET]");
in
{
  GOARCH = named "GOARCH" {
    x86_64 = "amd64";
    aarch64 = "arm64";
    i686 = "386";
    armv6l = "arm";
    armv7l = "arm";
    riscv64 = "riscv64";
    loongarch64 = "loong64";
    powerpc64 = "ppc64";
    powerpc64le = "ppc64le";
    s390x = "s390x";
    mips = "mips";
    mipsel = "mipsle";
    mips64 = "mips64";
    mips64el = "mips64le";
    wasm32 = "wasm";
  } (builtins.head parts);
  GOOS = named "GOOS" {
    linux = "linux";
    darwin = "darwin";
    windows = "windows";
    freebsd = "freebsd";
    netbsd = "netbsd";
    openbsd = "openbsd";
    wasi = "wasip1";
  } (builtins.elemAt parts 1);
}
