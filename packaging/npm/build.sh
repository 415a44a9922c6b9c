#!/usr/bin/env bash
# Builds the package for npm from what the page for the browser is built from.
#
#   packaging/npm/build.sh            makes packaging/npm ready for `npm test` and `npm pack`
#
# Needs what packaging/browser/build.sh needs, and runs it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
browser=$here/../browser
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$browser/target}

"$browser/build.sh"
cp "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/rasoat_browser.wasm" "$here/rasoat.wasm"
{ cat "$browser/page/program.js" && printf '\nexport { started };\n'; } >"$here/program.js"

cd "$here"
npm ci --ignore-scripts --no-audit --no-fund
npm run --silent types
