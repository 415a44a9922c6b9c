#!/usr/bin/env bash
# Names what the program is built from, so that a branch or a local copy of the action is built again
# when it has changed.
set -euo pipefail

cd "$(dirname "$0")/../.."
names=$(find Cargo.toml Cargo.lock build.rs src rules schemas -type f | LC_ALL=C sort)
key=$(printf '%s\n' "$names" | git hash-object --no-filters --stdin-paths | git hash-object --stdin)
echo "key=$key" >>"${GITHUB_OUTPUT:-/dev/null}"
