#!/usr/bin/env bash
# Packs a program that was built: pack.sh NAME TARGET [PROFILE] puts dist/rasoat-NAME.zip or .tar.gz together.
# Names and dates inside are those of no machine, so that the same program gives the same archive.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=$1 target=$2 profile=${3:-dist}
folder=dist/rasoat-$name
program=rasoat
case $target in *windows*) program=rasoat.exe ;; esac
rm -rf "$folder"
mkdir -p "$folder"
cp "target/$target/$profile/$program" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$folder"
python=$(command -v python3 || command -v python)
"$python" packaging/release/archive.py "$folder"
rm -r "$folder"
