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
npm install --no-audit --no-fund "directus@$version" mysql2

# Directus runs scripts of its "flows" in isolated-vm, whose native part comes ready-made for some machines only and is
# compiled on others. Where it does not load, Directus would not start at all. The benchmark has no flows, so an empty
# module does in its place; nothing that is measured goes through it.
if ! node -e 'require("isolated-vm")' >/dev/null 2>&1; then
  echo "isolated-vm does not load on this machine: an empty module takes its place."
  echo 'module.exports = {};' > node_modules/isolated-vm/isolated-vm.js
fi

node node_modules/directus/cli.js --version
