"""Documents for the tests, made here."""

from __future__ import annotations

import io
import os
import zipfile
from typing import NoReturn
from xml.sax.saxutils import escape

import pytest

#: One error that nothing can excuse: a word twice.
DRAFT = "UBND xã đã đã họp bàn về kế hoạch sản xuất vụ mùa năm nay.\n"

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(text: str) -> bytes:
    """A Word file with these lines as paragraphs."""
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body>{lines}</w:body></w:document>')
    return packed.getvalue()


def report(number: str, ward: str, subject: str, planned: str = "12/01/2026") -> str:
    """A report of a ward, as wards write them."""
    return "\n".join(
        [
            f"ỦY BAN NHÂN DÂN\nPHƯỜNG {ward.upper()}\n",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
            f"Số: {number}/BC-UBND\n\n{ward}, ngày 05 tháng 3 năm 2026\n\nBÁO CÁO\nKết quả công tác {subject}\n",
            f"Thực hiện Kế hoạch số 15/KH-UBND ngày {planned} của Ủy ban nhân dân phường {ward} về cải cách hành chính "
            f"năm 2026, UBND phường báo cáo như sau:\n",
            "I. KẾT QUẢ\n",
            f"1. Trong kỳ, phường đã tổ chức 12 buổi về {subject} với 480 lượt người dự, đạt tỷ lệ 96,0% (480/500).\n",
            f"2. Việc {subject} đã đã được kiểm tra ở 7 tổ dân phố.\n",
            "II. NHIỆM VỤ\n",
            f"Tiếp tục làm tốt công tác {subject} trong quý tới.\n",
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Ví Dụ\n",
        ]
    )


def left_out(what: str) -> NoReturn:
    """What cannot be had is said, and fails where everything is required."""
    if os.environ.get("RASOAT_REQUIRE_ALL"):
        pytest.fail(f"{what} is not here", pytrace=False)
    pytest.skip(f"left out: {what} is not here")
