"""A service that checks what is uploaded: ``uvicorn service:app``.

Needs ``pip install rasoat fastapi uvicorn python-multipart``.
"""

from typing import Annotated, Any

import rasoat
from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.params import File
from fastapi.responses import HTMLResponse

LARGEST = 20 << 20
app = FastAPI(title="rasoat")
# Whoever uploads may want the check to find nothing. One checker serves all threads.
checker = rasoat.Checker(untrusted=True, largest_file=LARGEST)
Upload = Annotated[UploadFile, File()]


def report_of(upload: UploadFile) -> rasoat.Report:
    try:
        return checker.check(upload.file.read(LARGEST + 1), name=upload.filename or "document")
    except rasoat.UnreadableError as error:
        raise HTTPException(422, {"reason": error.reason, "message": str(error)}) from error


# Plain functions: they run in threads, and the interpreter is let go while a document is checked.
@app.post("/json")
def as_json(upload: Upload) -> dict[str, Any]:
    return report_of(upload).to_dict()


@app.post("/html", response_class=HTMLResponse)
def as_html(upload: Upload) -> str:
    return report_of(upload).render("html")
