import json
from dataclasses import replace

import pytest

from students.rules.case import Attempt, Outcome
from students.rules.conclude import conclude_rules, holds_for
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, ROTATIONS, clause, day, deadline, policy

SCHOOL = policy(
    clause(deadlines=(deadline("weeks_after", event="reported", n=20),)),
    deadlines=(deadline("on_date", "sit_by", date=day("2027-05-21")),),
)
CASE = replace(QUIET, policy=SCHOOL, rotations=ROTATIONS)


def test_after_a_pass_there_are_no_deadlines_holds_or_window():
    passed = Attempt(day("2026-11-20"), None, Outcome.PASS)

    result = conclude_rules(replace(CASE, attempts=(*CASE.attempts, passed)), REFERENCE)

    assert (result.deadlines, result.holds, result.rejoin_options) == ((), (), ())
    assert result.sit_window is None
    assert result.attempts.may_sit is False


def test_without_a_fail_only_the_policys_own_deadlines_stand():
    result = conclude_rules(replace(CASE, attempts=()), REFERENCE)

    assert [line.clause for line in result.deadlines] == ["deadlines[1]"]
    assert (result.holds, result.rejoin_options) == ((), ())
    assert result.sit_window.latest_safe == day("2027-05-21")


@pytest.mark.parametrize(
    ("exam_on", "missed"),
    [("2026-12-30", ("Medicine",)), ("2027-01-13", ("Medicine", "Pediatrics"))],
)
def test_the_rotations_missed_follow_the_plans_exam_day(exam_on, missed):
    result = conclude_rules(CASE, REFERENCE)

    (hold,) = holds_for(result, CASE, day(exam_on))

    assert hold == replace(result.holds[0], missed_rotations=missed)


def test_without_a_plan_they_follow_the_latest_safe_day():
    (hold,) = conclude_rules(CASE, REFERENCE).holds

    assert hold.missed_rotations == ("Medicine", "Pediatrics")


def test_the_result_is_json_under_the_contracts_keys():
    document = json.loads(json.dumps(conclude_rules(CASE, REFERENCE).as_json()))

    assert list(document) == [
        "findings",
        "attempts",
        "holds",
        "deadlines",
        "sit_window",
        "rejoin_options",
        "readiness",
    ]
    assert document["deadlines"][0] == {
        "kind": "pass_by",
        "due_on": "2027-03-31",
        "clause": "on_fail[1].deadlines[1]",
        "sit_by_safe": "2027-02-03",
        "sit_by_typical": "2027-03-03",
    }


def test_the_same_case_gives_the_same_result():
    assert conclude_rules(CASE, REFERENCE) == conclude_rules(CASE, REFERENCE)
