"""The case-file commands: one result, a stream of results, and a record out and in again."""

import io
import json
import sys
import tracemalloc

import pytest
from django.core.management import CommandError, call_command

from plans.batch import result_line, result_lines
from students.casefile import case_to_json, parse_case
from students.models import Student
from tests.factories import TODAY, case_document, make_school
from tests.reference_values import REFERENCE

pytestmark = pytest.mark.django_db


def run(*args, **options):
    """What a command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command(*args, stdout=out, **options)
    except SystemExit as exit_:
        return out.getvalue(), exit_.code
    return out.getvalue(), 0


def written(tmp_path, *documents):
    path = tmp_path / "cases"
    path.write_text("\n".join(json.dumps(document) for document in documents) + "\n")
    return str(path)


def test_one_case_gives_its_whole_result(tmp_path):
    out, status = run("plan_case", written(tmp_path, case_document()))

    result = json.loads(out)
    assert status == 0
    assert (result["version"], result["as_of"]) == (1, TODAY.isoformat())
    assert result["attempts"]["used"] == 1
    assert result["plan"]["days"][-1]["kind"] == "exam"
    assert out.startswith("{\n")


def test_standard_input_is_read_for_a_dash(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(case_document())))

    out, status = run("plan_case", "-")

    assert (json.loads(out)["attempts"]["left"], status) == (3, 0)


def test_bad_input_is_refused_with_every_error_and_status_two(tmp_path):
    document = case_document(colour="blue", causes=["laziness"])

    out, status = run("plan_case", written(tmp_path, document))

    errors = json.loads(out)["errors"]
    assert {error["path"] for error in errors} == {"colour", "causes[0]"}
    assert status == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b'{"version": NaN}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[1]", "one JSON object"),
    ],
)
def test_what_is_no_document_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "case.json"
    path.write_bytes(content)

    out, status = run("plan_case", str(path))

    assert words in json.loads(out)["errors"][0]["message"]
    assert status == 2


def test_a_missing_file_is_named():
    out, status = run("plan_case", "no-such-file.json")

    message = "Cannot read no-such-file.json: No such file or directory."
    assert json.loads(out) == {"errors": [{"path": "", "message": message}]}
    assert status == 2


def test_a_stream_answers_line_by_line_and_goes_on_after_a_bad_one(tmp_path):
    path = written(tmp_path, case_document(), {"version": 1}, case_document(scores=[]))

    out, status = run("plan_case", path, ndjson=True)

    first, second, third = map(json.loads, out.splitlines())
    assert status == 0
    assert first["readiness"]["scenario"] == "at_risk"
    assert "errors" in second
    assert third["readiness"]["scenario"] == "not_enough_data"


def test_several_jobs_give_the_same_lines_in_the_same_order():
    lines = [json.dumps(case_document(scores=[])), "{", json.dumps(case_document())] * 7

    alone = list(result_lines(lines, REFERENCE))

    assert list(result_lines(lines, REFERENCE, jobs=2)) == alone


def test_no_job_at_all_is_refused(tmp_path):
    with pytest.raises(CommandError, match="at least one job"):
        run("plan_case", written(tmp_path, case_document()), ndjson=True, jobs=0)


@pytest.mark.slow
def test_a_long_stream_holds_no_more_memory_than_a_short_one():
    line = json.dumps(case_document())
    result_line(line, REFERENCE)
    tracemalloc.start()
    try:
        for _ in result_lines([line] * 3, REFERENCE):
            pass
        _, short = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        for _ in result_lines((line for _ in range(12)), REFERENCE):
            pass
        _, long = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert long < short * 1.2


ROUND_TRIPS = [
    case_document(),
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
    with pytest.raises(CommandError, match=f"There is no student {key}"):
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
