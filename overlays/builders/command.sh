# Builder: compiles the driver, and starts it from $out/bin/rto. Types are checked by `npm run check`, not here: that
# would need npm's packages of types.
# In: src, modules, node, bash.
set -euo pipefail
export LC_ALL=C
umask 022
mkdir -p "$out/bin" "$out/lib/rto"
cp -r "$src/." "$out/lib/rto"
chmod -R u+w "$out/lib/rto"
ln -s "$modules" "$out/lib/rto/node_modules"
cd "$out/lib/rto"
echo '{ "extends": "./tsconfig.build.json", "compilerOptions": { "types": [], "noCheck": true } }' >tsconfig.nix.json
tsc -p tsconfig.nix.json
rm tsconfig*.json
printf '#!%s\nexec %s/bin/node %s/lib/rto/dist/bin.js "$@"\n' "$bash" "$node" "$out" >"$out/bin/rto"
chmod 755 "$out/bin/rto"
exit 0
