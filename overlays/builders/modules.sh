# Builder: what `npm ci` unpacks for running rto, without what differs between versions of npm. Every package is checked
# against package-lock.json by npm, and the whole by Nix.
# In: src.
set -euo pipefail
export LC_ALL=C HOME=$PWD/home
umask 022
mkdir home rto
cp "$src"/package.json "$src"/package-lock.json "$src"/.npmrc rto
cd rto
npm ci --omit=dev --ignore-scripts --no-update-notifier
rm -rf node_modules/.bin node_modules/.package-lock.json
find node_modules -type d -empty -delete # npm 9 leaves the folders of what it omits
find node_modules -type f -exec chmod 644 {} +
# Node finds one package from another by folders of this name.
mkdir "$out"
mv node_modules "$out"
exit 0
