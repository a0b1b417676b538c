"""Score reports as files: which kinds are taken, told by their first bytes and never by their name."""

from __future__ import annotations

from typing import Final, Protocol

MAX_REPORT_BYTES: Final = 10 * 1024 * 1024
AT_MOST: Final = f"at most {MAX_REPORT_BYTES // 1024**2} MB"
NO_REPORT: Final = (
    "That file is not a PDF, PNG or JPEG, whatever its name says. Save your report as a PDF, or take"
    " a picture of it, and choose that."
)
LONGEST_SIGNATURE: Final = 8

SIGNATURES: Final = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
}
CONTENT_TYPES: Final = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


class Bytes(Protocol):
    """A file open for reading bytes."""

    def seek(self, offset: int, /) -> object: ...

    def read(self, size: int, /) -> bytes: ...


def report_kind(file: Bytes) -> str | None:
    """What a file is (pdf, png or jpg) by how it begins; None for anything else.

    Leaves the file at its beginning.
    """
    file.seek(0)
    head = file.read(LONGEST_SIGNATURE)
    file.seek(0)
    return next((kind for sign, kind in SIGNATURES.items() if head.startswith(sign)), None)
