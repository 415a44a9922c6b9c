#!/usr/bin/env bash
# The picture of a marked copy for the README: LibreOffice shows the marked founding draft in a window of its own.
#
#     docs/pictures/marked-copy.sh target/debug/rasoat [docs/pictures/ban-co-nhan-xet.png]
#
# Needs LibreOffice with its window (libreoffice-writer), Xvfb, scrot, ImageMagick and Python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
rasoat=$(realpath "$1")
picture=$(realpath -m "${2:-$here/ban-co-nhan-xet.png}")
work=$(mktemp -d)
screen=${SCREEN:-:77}
trap 'kill ${office:-} ${server:-} 2>/dev/null || true; rm -rf "$work"' EXIT

# The parts of the fixture as one file, and its copy on a day that stands still.
python3 -c "import shutil; shutil.make_archive('$work/bao-cao', 'zip', '$here/../../fixtures/docx/bao-cao-nd73')"
mv "$work/bao-cao.zip" "$work/bao-cao.docx"
"$rasoat" annotate --isolated --today 2026-11-30 "$work/bao-cao.docx" -o "$work/bao-cao.ra-soat.docx"

# No greeting may stand before the document.
mkdir -p "$work/home/user"
cat > "$work/home/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="WhatsNew" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
XCU
Xvfb "$screen" -screen 0 1500x1100x24 >/dev/null 2>&1 &
server=$!
sleep 2
DISPLAY=$screen SAL_USE_VCLPLUGIN=gen soffice "-env:UserInstallation=file://$work/home" --norestore --nologo \
    --nolockcheck "$work/bao-cao.ra-soat.docx" >/dev/null 2>&1 &
office=$!
sleep "${WAIT:-25}"
DISPLAY=$screen scrot -o "$work/window.png"

# The page and its margin, in few colours.
"${CONVERT:-convert}" "$work/window.png" -crop 1012x950+213+122 +repage -colors 64 -strip "png8:$picture"
stat -c '%n: %s bytes' "$picture"
