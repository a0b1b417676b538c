"""plan_case: one result, or a stream of results, from case files."""

import gc
import io
import json
import sys

import pytest
from django.core.management import CommandError

from plans.batch import LINES_PER_JOB, result_lines
from students.rules.case import Case
from tests.factories import TODAY, case_document
from tests.plans.commands import run, written
from tests.reference_values import REFERENCE

pytestmark = pytest.mark.django_db


def test_one_case_gives_its_whole_result(tmp_path):
    out, status = run("plan_case", written(tmp_path, case_document()))

    result = json.loads(out)
    assert status == 0
    assert (result["version"], result["as_of"]) == (1, TODAY.isoformat())
    assert result["attempts"]["used"] == 1
    assert result["plan"]["days"][-1]["kind"] == "exam"
    assert out.startswith("{\n")


def test_standard_input_is_read_for_a_dash(monkeypatch):
    sent = io.BytesIO(json.dumps(case_document()).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(sent))

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
        (b'{"version": 1, "version": 1}', "'version' stands twice"),
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


def test_no_line_however_bad_ends_the_stream():
    good = json.dumps(case_document(scores=[])).encode()
    bad = [b"\xff\xfe", b'{"version": 1, "missed_topics": {"\\ud800": 1}}', b""]

    answers = list(map(json.loads, result_lines([*bad, good], REFERENCE)))

    assert ["errors" in answer for answer in answers] == [True, True, True, False]


def test_several_jobs_give_the_same_lines_in_the_same_order():
    lines = [json.dumps(case_document(scores=[])), "{", json.dumps(case_document())] * 7

    alone = list(result_lines(lines, REFERENCE))

    assert list(result_lines(lines, REFERENCE, jobs=2)) == alone


def test_a_slow_reader_keeps_the_rest_of_a_long_stream_waiting():
    """Lines are read no faster than their answers are taken."""
    read = []
    lines = (read.append(number) or "{" for number in range(10_000))

    answers = result_lines(lines, REFERENCE, jobs=2)
    for taken in range(1, 4):
        next(answers)
        assert len(read) < taken + 2 * LINES_PER_JOB
    answers.close()


def test_no_job_at_all_is_refused(tmp_path):
    with pytest.raises(CommandError, match="at least one job"):
        run("plan_case", written(tmp_path, case_document()), ndjson=True, jobs=0)


@pytest.mark.slow
def test_a_long_stream_holds_on_to_no_case():
    """What a process needs in all is measured by `make bench`; here, what it keeps of a line."""
    line = json.dumps(case_document())
    held = []
    for _ in result_lines((line for _ in range(6)), REFERENCE):
        gc.collect()
        held.append(sum(isinstance(thing, Case) for thing in gc.get_objects()))

    assert held == [held[0]] * 6
