"""Archives a folder: archive.py FOLDER writes FOLDER.zip for Windows and FOLDER.tar.gz for others."""

import gzip
import pathlib
import sys
import tarfile
import zipfile

# The first moment that a ZIP can tell.
MOMENT = (1980, 1, 1, 0, 0, 0)

folder = pathlib.Path(sys.argv[1])
files = sorted(folder.iterdir())
if any(file.suffix == ".exe" for file in files):
    with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{folder.name}/{file.name}", MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
else:
    with open(f"{folder}.tar.gz", "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for file in files:
                entry = tarfile.TarInfo(f"{folder.name}/{file.name}")
                entry.size = file.stat().st_size
                entry.mode = 0o755 if file.name == "rasoat" else 0o644
                with file.open("rb") as content:
                    archive.addfile(entry, content)
