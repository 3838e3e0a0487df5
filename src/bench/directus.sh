#!/bin/sh
# Installs Directus from npm for the benchmark "api" (docs/BENCHMARKS.md).
#
#   src/bench/directus.sh FOLDER [VERSION]
#
# Needs Node 22 and npm of it on the PATH. Nothing is installed outside FOLDER.
set -eu
folder=${1:?usage: src/bench/directus.sh FOLDER [VERSION]}
version=${2:-12.4.0}

case $(node --version) in
  v22.*) ;;
  *) echo "Directus 12 needs Node 22; this is $(node --version)." >&2; exit 1 ;;
esac

mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || npm init --yes >/dev/null
# Without install scripts: they would only compile what few machines have the tools for.
npm install --no-audit --no-fund --ignore-scripts "directus@$version" mysql2

# Directus runs scripts of its "flows" in isolated-vm, whose native part is compiled by such a script and does not load
# without. Directus would then not start at all. The benchmark has no flows, so an empty module does in its place; nothing
# that is measured goes through it.
if ! node -e 'require("isolated-vm")' >/dev/null 2>&1; then
  echo "isolated-vm does not load on this machine: an empty module takes its place."
  echo 'module.exports = {};' > node_modules/isolated-vm/isolated-vm.js
fi

node node_modules/directus/cli.js --version
