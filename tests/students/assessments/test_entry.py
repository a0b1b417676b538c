"""What is wrong with an entry of the log, and what differs between two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from students.assessments.changes import Change, changes_between
from students.assessments.entry import problems_in
from students.assessments.reports import report_kind
from students.rules.reference import Scale
from tests.factories import TODAY
from tests.students.assessments.entries import ENTRY

EPC = Scale("epc", 0, 100)
LIMITS = "EPC goes from 0 to 100: enter what the report shows."


def problems(**changes):
    return problems_in(
        replace(ENTRY, **changes),
        scale=EPC,
        scale_name="EPC",
        areas={"cardiovascular"},
        today=TODAY,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"taken_on": TODAY},
        {"score": 0},
        {"score": 100},
        {"p_pass": 0},
        {"p_pass": 1},
        {"range_low": 58, "range_high": 58},
        {"band_low": 62, "band_high": 68},
        {"areas": {"cardiovascular": 0}},
        {"areas": {"cardiovascular": 100}},
    ],
)
def test_an_entry_at_its_limits_has_no_problem(changes):
    assert problems(**changes) == {}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (
            {"taken_on": TODAY + timedelta(days=1)},
            {"taken_on": "Enter a day that is not in the future."},
        ),
        ({"score": 100.5}, {"score": LIMITS}),
        ({"score": -1}, {"score": LIMITS}),
        ({"range_low": 54, "range_high": 101}, {"range_high": LIMITS}),
        ({"band_low": -1, "band_high": 68}, {"band_low": LIMITS}),
        ({"p_pass": 1.01}, {"p_pass": "Enter a percent between 0 and 100."}),
        ({"range_low": 54}, {"range_high": "Enter both ends of the likely range, or neither."}),
        ({"band_high": 68}, {"band_low": "Enter both ends of the low-pass band, or neither."}),
        (
            {"band_low": 68, "band_high": 62},
            {"band_high": "The low-pass band ends before it begins."},
        ),
        (
            {"range_low": 62, "range_high": 54},
            {"range_high": "The likely range ends before it begins."},
        ),
        (
            {"range_low": 59, "range_high": 63},
            {"range_low": "The likely range must hold the score: 58 is not between 59 and 63."},
        ),
        (
            {"areas": {"cardiology": 50}},
            {"area_cardiology": "The exam outline has no area “cardiology”."},
        ),
        (
            {"areas": {"cardiovascular": 101}},
            {"area_cardiovascular": "Enter a percent between 0 and 100."},
        ),
    ],
)
def test_a_refusal_says_what_to_do_beside_its_field(changes, refusal):
    assert problems(**changes) == refusal


def test_every_problem_is_said_at_once():
    assert set(problems(taken_on=TODAY + timedelta(days=1), score=200, p_pass=2)) == {
        "taken_on",
        "score",
        "p_pass",
    }


def test_a_difference_is_told_in_words_for_each_value():
    typed = replace(
        ENTRY,
        score=60.5,
        form=None,
        p_pass=0.24,
        is_timed=False,
        taken_on=TODAY,
        areas={"cardiovascular": 48},
    )

    assert changes_between(ENTRY, typed, areas={"cardiovascular": "Cardiovascular"}) == [
        Change("Form", "29", "nothing"),
        Change("Day", "Sun 22 Nov 2026", "Mon 23 Nov 2026"),
        Change("Score", "58", "60.5"),
        Change("Probability of passing", "nothing", "24%"),
        Change("Timed", "yes", "no"),
        Change("Cardiovascular", "nothing", "48"),
    ]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7 and more", "pdf"),
        (b"\x89PNG\r\n\x1a\nIHDR", "png"),
        (b"\xff\xd8\xff\xe0JFIF", "jpg"),
        (b"<html><script>", None),
        (b"", None),
        (b"\x89PNG", None),
    ],
)
def test_a_report_is_what_its_first_bytes_say(head, kind, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(head)

    with file.open("rb") as opened:
        opened.seek(2)
        assert report_kind(opened) == kind
        assert opened.tell() == 0
