#!/usr/bin/env bash
# The package as its users get it: made by `npm pack`, read by publint and attw, installed without any script, and used.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What has no source any more must not be shipped: packing builds, and building takes it out.
mkdir -p dist/pipeline/gone
echo 'export {};' | tee dist/pipeline/without-source.js dist/pipeline/gone/without-source.js >dist/without-source.d.ts
tarball=$work/$(npm pack --silent --pack-destination "$work")
list=$(tar -tzf "$tarball")
stale=$(grep without-source <<<"$list" || true)
[ -z "$stale" ] || { printf 'shipped without a source:\n%s\n' "$stale"; exit 1; }
other=$(grep -vE '^package/(dist/(pipeline|indicators|reports|data-samples/generator)/.*\.(js|d\.ts)|package\.json|README(\.en)?\.md|CHANGELOG\.md|LICENSE)$' <<<"$list" || true)
[ -z "$other" ] || { printf 'shipped and not used:\n%s\n' "$other"; exit 1; }
printf '%s files, %s KB\n' "$(wc -l <<<"$list")" "$(($(stat -c %s "$tarball") / 1024))"

npx publint --strict "$tarball"
# The package has ES modules alone: what `require` and resolution of before 2020 would find is not asked.
npx attw "$tarball" --profile esm-only --no-color --no-emoji

mkdir "$work/user"
cd "$work/user"
npm init -y >/dev/null
npm install --silent --ignore-scripts "$tarball"
npx zhikong indicators ECMO-01 >/dev/null
node --input-type=module -e "
  import { defineIndicator, indicators } from 'zhikong';
  import { wilson } from 'zhikong/statistics';
  if (!wilson(8, 20) || indicators.length < 60 || typeof defineIndicator !== 'function') process.exit(1);"
npx zhikong demo --lang en >said || { cat said; exit 1; }
test -s zhikong-demo/reports/2026-10/centre/index.html
# The commands that it says to try next work as they stand; the file to check has a row to correct.
mapfile -t next < <(sed -n 's/^    npx zhikong /npx zhikong /p' said)
test "${#next[@]}" = 2
bash -c "${next[0]}" | tail -n 2
code=0
bash -c "${next[1]}" >/dev/null || code=$?
test "$code" = 1
npx zhikong verify --workspace zhikong-demo | tail -n 1
