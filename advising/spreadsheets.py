"""Cells that leave for a spreadsheet, made harmless: one function for every CSV and XLSX."""

from typing import Any

# What makes a spreadsheet program run a cell instead of showing it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape_cell(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def unescape_cell(value: Any) -> Any:
    """Take off the apostrophe `escape_cell` put on, so that an export can be imported again."""
    if isinstance(value, str) and value[:1] == "'" and value[1:].startswith(FORMULA_STARTS):
        return value[1:]
    return value
