#!/usr/bin/env bash
# Builds the program into the folder that the action keeps between runs.
set -euo pipefail

source=$(cd "$(dirname "$0")/../.." && pwd)
cargo install --locked --quiet --path "$source" --root "$RUNNER_TEMP/rasoat"
