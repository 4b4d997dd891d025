# Unpacks a module's zip from the proxies that GOPROXY names. In: module, version.
set -euo pipefail
for proxy in ${GOPROXY//[,|]/ }; do
  if curl -sSfL -o module.zip "$proxy/$module/@v/$version.zip" 2>>failures; then break; fi
done
[[ -e module.zip ]] || { cat failures >&2; exit 1; }
unzip -q module.zip
mv "$module@$version" "$out"
if [[ $module == golang.org/toolchain ]]; then
  find "$out" -name _go.mod | while IFS= read -r file; do mv "$file" "${file%_go.mod}go.mod"; done
  find "$out" -type f -exec chmod 644 {} +
  find "$out"/bin "$out"/pkg/tool -type f -exec chmod 755 {} +
  find "$out"/lib -type f -name 'go_?*_?*_exec' -exec chmod 755 {} +
fi
exit 0
