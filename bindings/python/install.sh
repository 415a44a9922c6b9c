#!/usr/bin/env bash
# Makes an environment under target/python with the package, built for development, and what its tests need.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$PWD/target
[ -x "$target/python/bin/python" ] || python3 -m venv "$target/python"
"$target/python/bin/python" -m pip install --quiet --disable-pip-version-check --requirement bindings/python/requirements.txt
# Built crates are shared with those of cargo as far as their features are the same.
export CARGO_TARGET_DIR=$target VIRTUAL_ENV=$target/python
"$target/python/bin/maturin" develop --locked --quiet
