"""No cell that leaves runs as a formula, and every one comes back as it was."""

import pytest

from advising.spreadsheets import escape_cell, unescape_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_made_text(start):
    cell = f"{start}cmd|' /C calc'!A0"

    assert escape_cell(cell) == f"'{cell}"
    assert unescape_cell(escape_cell(cell)) == cell


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "'quoted", " =1", 5, -5, None, True])
def test_everything_else_is_left_alone(cell):
    assert escape_cell(cell) is cell
    assert unescape_cell(cell) is cell
