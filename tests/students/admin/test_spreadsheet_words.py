"""What is said of a file or a cell that cannot be read: where it is, and what to do."""

import io

import openpyxl
import pytest

from students.models import Discipline, Exam, PassingStandard, ReadinessBand
from tests.students.admin.test_spreadsheets import (
    CSV,
    XLSX,
    confirm,
    export,
    read_csv,
    upload,
    write_csv,
)

KEY = "step1-three_digit-2022"


def said(preview):
    """What the page lists as wrong with the rows, and nothing to confirm."""
    page = preview.content.decode()
    assert "confirm_form" not in preview.context
    assert "Traceback" not in page
    _, _, listed = page.partition("<h2>Errors</h2>")
    return [part.partition("</li>")[0] for part in listed.split("<li>")[1:]]


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "file_format", "words"),
    [
        (
            f"key,value\n{KEY},197\n".encode(),
            XLSX,
            "This is not an XLSX file, or it is damaged or has a password. Save it in your"
            " spreadsheet program as an Excel workbook (.xlsx), or choose csv as the format if it"
            " is one.",
        ),
        (
            sheet(["key", "value"], [KEY, 197]),
            CSV,
            "This is not a CSV file in UTF-8. Save it in your spreadsheet program as “CSV UTF-8”,"
            " or choose xlsx as the format if it is one.",
        ),
        (
            "key,note\nx,Größe\n".encode("latin-1"),
            CSV,
            "This is not a CSV file in UTF-8. Save it in your spreadsheet program as “CSV UTF-8”,"
            " or choose xlsx as the format if it is one.",
        ),
        (
            f"key,note\n{KEY},a\n{KEY}-b,one, two\n".encode(),
            CSV,
            "Row 3 has more cells than the first line names columns. Take out what is to the right"
            " of them; text with a comma in it stands between double quotes.",
        ),
        (
            sheet(),
            XLSX,
            "The first sheet of the file is empty. Put the rows there, under a line that names the"
            " columns.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(staff_client, content, file_format, words):
    preview = upload(staff_client, PassingStandard, content, file_format)

    assert preview.context["form"].errors == {"import_file": [words]}
    assert "confirm_form" not in preview.context


def test_every_wrong_cell_is_named_by_row_and_column(staff_client):
    rows = read_csv(export(staff_client, PassingStandard, CSV))[:3]
    changes = [{"value": "ten"}, {}, {"verified_on": "May", "confidence": "sure"}]
    wrong = [row | change for row, change in zip(rows, changes, strict=True)]

    assert said(upload(staff_client, PassingStandard, write_csv(wrong), CSV)) == [
        "Row 2, column value: “ten” is not a whole number. Write digits only, such as 196.",
        "Row 4, column verified_on: “May” is not a day. Write year, month and day, such as"
        " 2026-12-31.",
        "Row 4, column confidence: Write one of: H (High), M (Medium), L (Low).",
    ]


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        (
            Discipline,
            {"is_big_ticket": "perhaps"},
            "“perhaps” is neither yes nor no. Write 1 for yes or 0 for no.",
        ),
        (
            Exam,
            {"tracks": "MD,XX"},
            "Write one of: MD (MD (LCME school)), DO (DO (COCA school)), IMG (International (IMG)).",
        ),
    ],
)
def test_what_is_none_of_the_values_is_not_taken_for_one(staff_client, model, changes, words):
    (column,) = changes
    row = read_csv(export(staff_client, model, CSV))[0] | changes

    assert said(upload(staff_client, model, write_csv([row]), CSV)) == [
        f"Row 2, column {column}: {words}"
    ]


def test_a_number_that_is_none_is_refused(staff_client):
    row = read_csv(export(staff_client, ReadinessBand, CSV))[0] | {"low": "nan"}

    assert said(upload(staff_client, ReadinessBand, write_csv([row]), CSV)) == [
        "Row 2, column low: “nan” is not a number. Write digits, such as 196 or 3.5."
    ]


def test_two_rows_of_one_name_are_refused(staff_client):
    rows = read_csv(export(staff_client, PassingStandard, CSV))
    first = next(row for row in rows if row["key"] == KEY)

    assert said(
        upload(staff_client, PassingStandard, write_csv([first, first | {"value": "1"}]), CSV)
    ) == [f"Rows 2 and 3 both have “{KEY}” as key. Keep one."]


def test_numbers_days_and_words_are_read_as_spreadsheet_programs_write_them(staff_client):
    rows = read_csv(export(staff_client, Discipline, CSV))
    row = next(row for row in rows if row["is_big_ticket"] == "1")
    yes = row | {"is_big_ticket": "Yes", "note": "Looked at."}
    names, cells = list(yes), list(yes.values())

    preview = upload(staff_client, Discipline, sheet(names, cells, [None] * len(names)), XLSX)
    confirm(staff_client, Discipline, preview)

    changed = Discipline.objects.get(code=row["code"])
    assert (changed.is_big_ticket, changed.note) == (True, "Looked at.")
    assert [row.import_type for row in preview.context["result"].rows][1:] == ["skip"]
