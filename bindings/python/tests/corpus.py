"""A store of documents for the tests on Spark: reports of wards as text and as Word files, one in a hundred hostile.

python corpus.py FOLDER COUNT
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from pathlib import Path

from conftest import docx, report

WARDS = ["Tân An", "Bình Minh", "Hòa Lạc", "Phú Thịnh", "Đông Sơn", "Yên Bình"]
SUBJECTS = [
    "thủy lợi nội đồng",
    "y tế cơ sở",
    "giáo dục mầm non",
    "văn hóa, thể thao và du lịch",
    "cải cách hành chính",
    "quản lý đất đai",
    "phòng, chống thiên tai",
]


def hostile(kind: int) -> tuple[str, bytes]:
    """A file made to take the machine or to be no document: the ending of its name, and its bytes."""
    if kind == 0:
        return ".docx", b""
    if kind == 1:
        return ".docx", docx(report("1", "Tân An", "y tế"))[:-200]
    if kind == 2:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b"\0" * (300 << 20))
        return ".docx", packed.getvalue()
    if kind == 3:
        return ".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20
    return ".txt", bytes(random.Random(kind).randrange(256) for _ in range(4096))


def write(folder: Path, count: int) -> None:
    """Writes ``count`` files below ``folder``, the same for the same count."""
    for at in range(count):
        chance = random.Random(1_000_003 * (at + 1))
        ward, subject = chance.choice(WARDS), chance.choice(SUBJECTS)
        home = folder / f"tinh-{at % 3}" / ward.lower().replace(" ", "-").replace("đ", "d")
        home.mkdir(parents=True, exist_ok=True)
        # Few numbers are given twice, and few plans are cited with another date.
        planned = "13/01/2026" if chance.random() < 0.02 else "12/01/2026"
        text = report(str(chance.randrange(1, max(40, count))), ward, subject, planned)
        if at % 100 == 37:
            ending, data = hostile(at // 100 % 5)
        elif at % 4 == 0:
            ending, data = ".docx", docx(text)
        else:
            ending, data = ".txt", text.encode()
        (home / f"{at:07}{ending}").write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
