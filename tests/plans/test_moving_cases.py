"""A record goes out as a case file and comes in again, losing nothing."""

import json

import pytest
from django.core.management import CommandError

from students.casefile import case_to_json, parse_case
from students.models import Student
from tests.factories import TODAY, case_document, make_school
from tests.plans.commands import run, written
from tests.reference_values import REFERENCE

pytestmark = pytest.mark.django_db

LONG = "a name as long as people write them " * 20
ROUND_TRIPS = [
    case_document(),
    case_document(
        exam="level1",
        attempts=[{"sat_on": "2026-10-14", "outcome": "fail", "three_digit": 380}],
        rotations=[{"name": LONG, "starts_on": "2026-11-02", "ends_on": "2026-12-18"}],
        scores=[
            {
                "instrument": "cbse",
                "form": LONG,
                "taken_on": "2026-11-02",
                "scale": "epc",
                "score": 60,
            }
        ],
        missed_topics={LONG: 3},
        availability={
            "blocked": [{"from": "2027-01-04", "to": "2027-01-06", "reason": LONG}],
        },
        policy={"code": "long", "name": LONG, "on_fail": []},
    ),
    case_document(attempts=[], scores=[], availability={}),
    case_document(
        student={
            "track": "IMG",
            "class_year": None,
            "states": ["TX", "AK"],
            "events": {"clerkship_start": "2026-04-27", "matriculated": "2024-08-05"},
            "rotation_choice": "withdraw",
        },
        rotations=[
            {"name": "Block 2", "starts_on": "2026-12-21", "ends_on": "2027-02-05"},
            {"name": "Block 1", "starts_on": "2026-11-02", "ends_on": "2026-12-18"},
        ],
        permit={"from": "2026-12-01", "to": "2027-02-28"},
        missed_topics={"type 1 hypersensitivity": 6, "acid-base": 1},
        causes=["rushed", "burnout"],
        resources=["pathoma", "uworld"],
        wish={"exam_on": "2027-02-01", "target_probability": 0.85},
    ),
    case_document(
        scores=[
            {
                "instrument": "cbssa",
                "form": "29",
                "taken_on": "2026-11-02",
                "scale": "epc",
                "score": 64.5,
                "p_pass": 0.1234567,
                "likely_range": [60, 69.25],
                "low_pass_band": [62, 68],
                "timed": False,
                "first_use": False,
                "verified": True,
                "areas": {"multisystem": 41.7, "cardiovascular": 66},
            },
            {
                "instrument": "free120",
                "form": None,
                "taken_on": "2026-11-02",
                "scale": "percent",
                "score": 71,
            },
        ],
        availability={
            "starts_on": "2026-12-01",
            "hours": {"mon": 0, "sat": 7.5},
            "days_off": ["2027-01-01", "2026-12-25"],
            "blocked": [
                {"from": "2027-01-04", "to": "2027-01-06", "reason": "family"},
                {"from": "2026-12-04", "to": "2026-12-04", "reason": None},
            ],
        },
    ),
    case_document(
        policy={
            "code": "example",
            "name": "Example policy",
            "on_fail": [
                {
                    "rotation": "finish",
                    "resume_on": "pass",
                    "leave": {"kind": "administrative", "min_days": None, "max_days": 365},
                    "deadlines": [
                        {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 20}
                    ],
                }
            ],
        }
    ),
]


@pytest.mark.parametrize("document", ROUND_TRIPS)
def test_a_record_goes_out_as_it_came_in(tmp_path, document):
    make_school("round-trip")
    public_id, _ = run("import_case", written(tmp_path, document), school="round-trip")

    out, _ = run("export_case", public_id.strip(), as_of=TODAY)

    assert json.loads(out) == case_to_json(parse_case(document, REFERENCE))


def test_a_student_is_exported_by_address_too(failed_student):
    by_id, _ = run("export_case", str(failed_student.public_id), as_of=TODAY)
    by_address, _ = run("export_case", failed_student.user.email.upper(), as_of=TODAY)

    assert by_id == by_address


@pytest.mark.parametrize("key", ["nobody@school.example", "not-an-id"])
def test_nobody_is_exported_for_an_unknown_key(key):
    with pytest.raises(CommandError, match=f"There is no student {key}. Give the e-mail address"):
        run("export_case", key)


def test_a_case_as_of_an_earlier_day_leaves_out_what_came_later(failed_student):
    out, _ = run("export_case", str(failed_student.public_id), as_of=TODAY.replace(day=1))

    case = json.loads(out)
    assert case["scores"] == []
    assert [attempt["reported_on"] for attempt in case["attempts"]] == [None]


def test_an_import_into_no_school_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no school nowhere"):
        run("import_case", written(tmp_path, case_document()), school="nowhere")


def test_an_import_for_a_taken_address_is_refused_and_leaves_nothing(tmp_path, failed_student):
    before = Student.objects.count()

    with pytest.raises(CommandError, match="already logs in"):
        run(
            "import_case",
            written(tmp_path, case_document()),
            school=failed_student.school.code,
            email=failed_student.user.email,
        )

    assert Student.objects.count() == before


def test_a_bad_case_is_not_imported(tmp_path, school):
    out, status = run("import_case", written(tmp_path, {"version": 1}), school=school.code)

    assert "attempts" in {error["path"] for error in json.loads(out)["errors"]}
    assert status == 2
