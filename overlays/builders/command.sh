# Builder: compiles the driver, and starts it from $out/bin/rto. Types are checked by `npm run check`, not here: that
# would need npm's packages of types.
# In: src, modules, node, bash.
set -euo pipefail
export LC_ALL=C
umask 022
mkdir -p "$out/bin" "$out/lib/rto"
cp -r "$src/." "$out/lib/rto"
chmod -R u+w "$out/lib/rto"
ln -s "$modules/node_modules" "$out/lib/rto/node_modules"
cd "$out/lib/rto"
echo '{ "extends": "./tsconfig.build.json", "compilerOptions": { "types": [], "noCheck": true } }' >tsconfig.nix.json
tsc -p tsconfig.nix.json
rm tsconfig*.json
printf '#!%s\nexec %s/bin/node %s/lib/rto/dist/bin.js "$@"\n' "$bash" "$node" "$out" >"$out/bin/rto"
chmod 755 "$out/bin/rto"
words=$out/lib/rto/driver/terminal/completion
mkdir -p "$out/share/bash-completion/completions" "$out/share/zsh/site-functions" "$out/share/fish/vendor_completions.d"
ln -s "$words/rto.bash" "$out/share/bash-completion/completions/rto"
ln -s "$words/rto.zsh" "$out/share/zsh/site-functions/_rto"
ln -s "$words/rto.fish" "$out/share/fish/vendor_completions.d/rto.fish"
exit 0
