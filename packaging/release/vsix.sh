#!/usr/bin/env bash
# The extension for Visual Studio Code with the program inside: vsix.sh NAME TARGET PLATFORM [PROFILE].
set -euo pipefail
cd "$(dirname "$0")/../.."
name=$1 target=$2 platform=$3 profile=${4:-dist}
program=rasoat
case $target in *windows*) program=rasoat.exe ;; esac
out=$PWD/dist
mkdir -p "$out" editors/vscode/bin
# Where the extension looks first.
cp "target/$target/$profile/$program" editors/vscode/bin/
cd editors/vscode
npm ci --ignore-scripts --no-audit --no-fund
npm run check
npm run build
npx vsce package --no-dependencies --skip-license --target "$platform" --out "$out/rasoat-$name.vsix"
rm -r bin
