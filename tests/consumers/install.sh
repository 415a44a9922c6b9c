#!/usr/bin/env bash
# Installs the programs that read.py has read the forms, beside what cargo builds; what cannot be had is
# left out there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../target/consumers
# It is a script of Python that asks them.
command -v python3 >/dev/null || exit 0
mkdir -p "$target"
if python3 -m pip --version >/dev/null 2>&1; then
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --no-deps --upgrade \
        --target "$target/python" --requirement "$here/requirements.txt"
fi
if command -v npm >/dev/null; then
    cp "$here/package.json" "$here/package-lock.json" "$target"
    npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --silent
fi
