#!/usr/bin/env bash
# Builds the program for Windows on Linux, as small and quick as a try needs it:
#
#   packaging/windows/build.sh               prints the path of rasoat.exe
#
# Needs gcc-mingw-w64-x86-64-win32 and Rust's standard library for x86_64-pc-windows-gnu, which rustup fetches. What is
# released is built on Windows itself (.github/workflows/release.yml).
set -euo pipefail
cd "$(dirname "$0")/../.."
target=x86_64-pc-windows-gnu
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/windows} CARGO_PROFILE_DEV_DEBUG=0
rustup target add "$target" >/dev/null 2>&1 || true
cargo build --locked --target "$target" --bin rasoat --config 'profile.dev.package."*".opt-level=0' >&2
echo "$CARGO_TARGET_DIR/$target/debug/rasoat.exe"
