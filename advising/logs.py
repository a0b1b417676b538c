"""What is logged: requests and errors, never what a record says."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

# From there on PostgreSQL quotes the row that it refuses, to the end of that exception.
QUOTED: Final = re.compile(
    r"^(?:DETAIL|CONTEXT):.*?(?=^\n(?:The above exception|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)


class WithoutRows(logging.Formatter):
    """Tracebacks as always, but for the row of somebody's record that the database quotes."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the name the base class gives it
        return QUOTED.sub("", super().formatException(ei)).rstrip("\n")
