"""A request with files far too large is not read to its end: strangers can send one, too."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Above what any form takes, so that a file only somewhat too large is told so beside its field.
MOST_BYTES: Final = 50 * 1024 * 1024


class RefuseHuge(FileUploadHandler):
    """Stands before Django's own handlers, which write all that comes to the disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 -- the name the base class gives it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse the request by the length it says: no more than that is ever read of it."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes were sent, {MOST_BYTES} may be.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""
