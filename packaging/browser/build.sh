#!/usr/bin/env bash
# Builds rasoat.html: one page that checks documents in the browser and needs nothing else.
#
#   packaging/browser/build.sh [FOLDER]      writes FOLDER/rasoat.html (default: packaging/browser/dist)
#
# Needs cargo and Node 20. Rust's standard library for WebAssembly comes from rustup; where rustup cannot fetch
# it, from Debian's rustc-web, which is unpacked beside the build and not installed. Half an hour on two cores
# the first time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/dist}
target=wasm32-unknown-unknown
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/target}
# Deeply nested documents and long expressions need more than the usual stack of one megabyte.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='-Clink-arg=-zstack-size=4194304'

has_std() { [ -d "$(rustc --print target-libdir --target "$target" 2>/dev/null || echo /nowhere)" ]; }

# Unpacks Debian's compiler with the sources of its standard library, and uses it for this build alone.
use_debian() {
    local root=${RASOAT_RUST_WEB:-$CARGO_TARGET_DIR/rustc-web}
    if [ ! -x "$root/usr/bin/rustc" ]; then
        mkdir -p "$root/packages"
        (cd "$root/packages" && apt-get download rustc-web libstd-rust-web-1.96 libstd-rust-web-dev rust-web-src libllvm22)
        for package in "$root"/packages/*.deb; do dpkg -x "$package" "$root"; done
        rm -r "$root/packages"
    fi
    local linker
    linker=$(find "$(rustc --print sysroot)" -name rust-lld -print -quit)
    export LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu" RUSTC="$root/usr/bin/rustc" RUSTC_BOOTSTRAP=1
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker
    std=(-Zbuild-std=std,panic_abort)
}

std=()
if ! has_std; then
    rustup target add "$target" >/dev/null 2>&1 || true
    has_std || use_debian
fi

(cd "$here" && cargo build --locked --release --target "$target" "${std[@]}")
mkdir -p "$out"
unset LD_LIBRARY_PATH
node "$here/assemble.mjs" "$CARGO_TARGET_DIR/$target/release/rasoat_browser.wasm" "$out/rasoat.html"
