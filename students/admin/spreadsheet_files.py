"""CSV and XLSX files as they leave and come back, each trouble with one told in words."""

from __future__ import annotations

import csv
import io
from typing import Any, Final
from zipfile import BadZipFile

from import_export.formats.base_formats import CSV, XLSX
from tablib import Dataset
from tablib.exceptions import InvalidDimensions

from advising.spreadsheets import escape_cell

FIRST_ROW: Final = 2  # the first line of a sheet names the columns


class UnreadableFile(ValueError):
    """A file that is not what it was sent as; the message says what to do."""


class EscapedExport:
    """A format whose exported cells cannot run as formulas."""

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        for _ in range(len(dataset)):
            dataset.append([escape_cell(cell) for cell in dataset.lpop()])
        return super().export_data(dataset, **kwargs)  # type: ignore[misc]


class SafeCSV(EscapedExport, CSV):
    """CSV without live formulas."""

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        try:
            return super().create_dataset(in_stream, **kwargs)
        except InvalidDimensions as wrong:
            raise UnreadableFile(_say_too_wide(_first_too_wide(in_stream))) from wrong
        except csv.Error as wrong:
            raise UnreadableFile(say_unreadable(CSV)) from wrong


class SafeXLSX(EscapedExport, XLSX):
    """XLSX without live formulas."""

    def create_dataset(self, in_stream: Any) -> Dataset:
        try:
            return super().create_dataset(in_stream)
        except InvalidDimensions as wrong:
            raise UnreadableFile(_say_too_wide(None)) from wrong
        except StopIteration as wrong:
            raise UnreadableFile(
                "The first sheet of the file is empty. Put the rows there, under a line that names"
                " the columns."
            ) from wrong
        except (BadZipFile, KeyError, OSError) as wrong:
            raise UnreadableFile(say_unreadable(XLSX)) from wrong


def say_trouble(error: Exception) -> str:
    """Why a file could not be read, and what to do about it."""
    if isinstance(error, UnreadableFile):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return say_unreadable(CSV)
    return (
        "This file cannot be read. Export the rows here, change that file, and choose the format it"
        " was exported in."
    )


def say_unreadable(form: type[CSV | XLSX]) -> str:
    """That a file is not of the format it was sent as."""
    if form is XLSX:
        return (
            "This is not an XLSX file, or it is damaged or has a password. Save it in your"
            " spreadsheet program as an Excel workbook (.xlsx), or choose csv as the format if it"
            " is one."
        )
    return (
        "This is not a CSV file in UTF-8. Save it in your spreadsheet program as “CSV UTF-8”, or"
        " choose xlsx as the format if it is one."
    )


def _first_too_wide(text: str) -> int | None:
    """The first row of a CSV file with more cells than its first line has."""
    rows = csv.reader(io.StringIO(text))
    width = len(next(rows, []))
    return next((n for n, row in enumerate(rows, start=FIRST_ROW) if len(row) > width), None)


def _say_too_wide(number: int | None) -> str:
    row = f"Row {number}" if number else "A row"
    return (
        f"{row} has more cells than the first line names columns. Take out what is to the right of"
        " them; text with a comma in it stands between double quotes."
    )
