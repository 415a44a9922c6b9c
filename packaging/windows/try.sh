#!/usr/bin/env bash
# Tries the program for Windows under wine against the one for this machine:
#
#   packaging/windows/try.sh rasoat.exe [PROGRAM]        (PROGRAM: target/debug/rasoat)
#
# Arguments and UTF-8, patterns that the program expands, paths with Vietnamese letters, a file dropped on the icon, the day
# it is in Việt Nam, and findings equal over the fixtures and the folders of RASOAT_DOCUMENTS (separated by colons).
# Needs wine64, gcc-mingw-w64-x86-64-win32 and python3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
exe=$(realpath "$1")
own=$(realpath "${2:-$root/target/debug/rasoat}")
home=$(mktemp -d)
# Wine writes its settings when its last program has ended.
trap 'wineserver -k >/dev/null 2>&1; wineserver -w >/dev/null 2>&1; rm -rf "$home"' EXIT
export WINEPREFIX=$home/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" RASOAT_LANG=vi LC_ALL=C.UTF-8
mkdir "$home/program"
cp "$exe" "$home/program/rasoat.exe"
x86_64-w64-mingw32-gcc -shared -O1 -o "$home/program/bcryptprimitives.dll" "$here/prng.c" -ladvapi32
windows() { wine "$home/program/rasoat.exe" "$@"; }
say() { printf 'ok: %s\n' "$1"; }
fail() { printf 'FAILED: %s\n' "$1" >&2; exit 1; }

# Wine makes its folders the first time.
wineboot --init >/dev/null 2>&1 || true
mkdir -p "$home/giấy tờ/Báo cáo tháng 5"
cd "$home/giấy tờ"
cp "$root/fixtures/drafts/bao-cao-nd73.txt" "Báo cáo tháng 5/Dự thảo số 1.txt"
cp "$root/fixtures/drafts/bao-cao-nd73.txt" "một.txt"
cp "$root/fixtures/drafts/bao-cao-nd73.txt" "hai.txt"

[ "$(windows --version | tr -d '\r')" = "$("$own" --version)" ] || fail "the version"
say "it starts"

same() { # what both programs say, and the code that they end with
    local mine theirs code=0 other=0
    mine=$("$own" "$@") || code=$?
    theirs=$(windows "$@" | tr -d '\r'; exit "${PIPESTATUS[0]}") || other=$?
    [ "$code" = "$other" ] || fail "$*: ends with $other, not $code"
    [ "$mine" = "${theirs//\\//}" ] || { diff <(echo "$mine") <(echo "$theirs") | head -20; fail "$*"; }
}
common=(--isolated --no-cache --today 2026-11-30)
same check "${common[@]}" "Báo cáo tháng 5/Dự thảo số 1.txt"
same check "${common[@]}" --lang en --format concise .
say "arguments, UTF-8 and Vietnamese paths"

windows check "${common[@]}" --format concise '*.txt' >"$home/mẫu" || true
grep -q '^hai.txt:' "$home/mẫu" && grep -q '^một.txt:' "$home/mẫu" || fail "*.txt is not expanded"
say "*.txt is expanded by the program"

# The icon: one absolute path and no console. Wine has a window for every program that starts without one.
dropped="Z:${PWD//\//\\}\\một.txt"
windows sheet --no-open "$dropped" >/dev/null || [ $? = 1 ] || fail "sheet"
grep -q 'Phiếu rà soát' "một.ra-soat.html" || fail "no sheet beside the file"
say "a file on the icon: the sheet stands beside it"

# East of Greenwich the day begins earlier; a citation of the day is not one of tomorrow.
for zone in Asia/Ho_Chi_Minh Pacific/Kiritimati; do
    today=$(TZ=$zone date +%d/%m/%Y) tomorrow=$(TZ=$zone date -d tomorrow +%d/%m/%Y)
    cite() { printf 'Thực hiện Kế hoạch số 90/KH-UBND ngày %s của Ủy ban nhân dân xã B về việc trồng cây.\n' "$1" >ngày.txt; }
    cite "$today"
    TZ=$zone windows check --isolated --no-cache --select citation/date-after-today --format concise ngày.txt | grep after-today >/dev/null && fail "$zone: $today is no tomorrow"
    cite "$tomorrow"
    TZ=$zone windows check --isolated --no-cache --select citation/date-after-today --format concise ngày.txt | grep after-today >/dev/null || fail "$zone: $tomorrow is none today"
done
say "the day in Việt Nam"

IFS=: read -ra folders <<<"$root/fixtures${RASOAT_DOCUMENTS:+:$RASOAT_DOCUMENTS}"
told() { "$@" check "${common[@]}" --all --format jsonl . 2>/dev/null || [ $? -le 2 ]; }
for folder in "${folders[@]}"; do
    cd "$folder"
    # Without a path, so that nothing is converted by LibreOffice on one side alone.
    told env PATH= "$own" >"$home/mine"
    told windows | tr -d '\r' >"$home/theirs"
    python3 - "$home/mine" "$home/theirs" "$folder" <<'PY'
import json, sys

def entries(path, slashes):
    out = {}
    for line in open(path, encoding="utf-8"):
        entry = json.loads(line)
        entry = entry.get("file") or entry.get("unreadable")
        if entry:
            entry["path"] = entry["path"].replace("\\", "/") if slashes else entry["path"]
            out[entry["path"]] = entry
    return out

mine, theirs = entries(sys.argv[1], False), entries(sys.argv[2], True)
wrong = [path for path in sorted(mine.keys() | theirs.keys()) if mine.get(path) != theirs.get(path)]
for path in wrong[:10]:
    print("differs:", path)
print(f"ok: {len(mine) - len(wrong)} of {len(mine)} reports are equal in {sys.argv[3]}")
sys.exit(bool(wrong) or not mine)
PY
done
