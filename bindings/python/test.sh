#!/usr/bin/env bash
# Tests the package for Python: its types, its style, its examples, the program in the wheel, and Spark.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=target/python/bin
"$python/ruff" check bindings/python
"$python/ruff" format --check bindings/python
"$python/mypy" bindings/python/python/rasoat
# It needs node, and fetches itself once.
if "$python/pyright" --version >/dev/null 2>&1; then
    "$python/pyright" --pythonpath "$python/python"
elif [ -n "${RASOAT_REQUIRE_ALL:-}" ]; then
    echo 'pyright is not here' >&2
    exit 1
else
    echo 'left out: pyright is not here'
fi
"$python/python" -m pytest --quiet -p no:cacheprovider "$@"
