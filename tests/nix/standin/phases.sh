# The builder of mkDerivation: phases and their hooks, by the names that nixpkgs' manual gives them.
set -eo pipefail
export TMPDIR=${TMPDIR:-$NIX_BUILD_TOP} HOME=$NIX_BUILD_TOP/home
for input in $nativeBuildInputs; do PATH=$input/bin:$PATH; done

# A hook or a phase is a function, or text of the derivation.
call() {
  if [[ -n ${!1-} ]]; then eval "${!1}"; elif declare -F "$1" >/dev/null; then "$1"; fi
}
runHook() { call "$1"; }

unpackPhase() {
  runHook preUnpack
  cp -r "$src" source
  chmod -R u+w source
  cd "source/${sourceRoot-}"
  runHook postUnpack
}
configurePhase() { runHook preConfigure && runHook postConfigure; }
buildPhase() { runHook preBuild && runHook postBuild; }
checkPhase() { runHook preCheck && runHook postCheck; }
installPhase() { runHook preInstall && runHook postInstall; }
fixupPhase() { runHook preFixup && runHook postFixup; }
installCheckPhase() { runHook preInstallCheck && runHook postInstallCheck; }

cd "$NIX_BUILD_TOP"
[[ -n ${dontUnpack-} ]] || call unpackPhase
call configurePhase
[[ -n ${dontBuild-} ]] || call buildPhase
[[ -z ${doCheck-} ]] || call checkPhase
call installPhase
[[ -n ${dontFixup-} ]] || call fixupPhase
[[ -z ${doInstallCheck-} ]] || call installCheckPhase
exit 0
