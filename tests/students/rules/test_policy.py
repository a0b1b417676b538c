from dataclasses import replace

import pytest

from students.rules.case import Gate
from students.rules.policy import situation_of
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, day, deadline, fail, policy, sitting, with_attempts

FIRST, SECOND, LATER = clause(text="first"), clause(text="second"), clause(text="later")
SCHOOL = policy(FIRST, SECOND, LATER)

OLD = replace(SCHOOL, effective_from=day("2024-07-01"), effective_to=day("2026-06-30"))
NEW = replace(SCHOOL, effective_from=day("2026-07-01"), class_years=(2028, 2029))
VERSIONS = replace(REFERENCE, policies={"example": (OLD, NEW)})


def situation(case, reference=REFERENCE):
    return situation_of(case, reference)


@pytest.mark.parametrize(
    ("fails", "name", "words"),
    [(1, "on_fail[1]", "first"), (2, "on_fail[2]", "second"), (4, "on_fail[3]", "later")],
)
def test_the_last_clause_serves_all_later_fails(fails, name, words):
    attempts = [fail(f"202{i}-01-05") for i in range(fails)]
    case = with_attempts(replace(QUIET, policy=SCHOOL), *reversed(attempts))

    found = situation(case)

    assert (found.fail, found.fail_number) == (attempts[-1], fails)
    assert (found.clause_name, found.clause.text) == (name, words)


def test_a_fail_whose_report_is_not_out_is_not_the_latest():
    case = with_attempts(replace(QUIET, policy=SCHOOL), *QUIET.attempts, sitting("2026-11-20"))

    assert situation(case).fail == QUIET.attempts[0]


def test_without_a_reported_fail_there_is_no_clause():
    found = situation(with_attempts(replace(QUIET, policy=SCHOOL), sitting("2026-11-20")))

    assert (found.fail, found.fail_number, found.clause, found.clause_name) == (None, 0, None, None)


@pytest.mark.parametrize(
    ("reported_on", "class_year", "version"),
    [
        ("2026-06-30", 2028, OLD),
        ("2026-07-01", 2028, NEW),
        ("2026-07-01", 2027, None),
        ("2026-07-01", None, None),
        ("2026-06-30", None, OLD),
        ("2024-06-30", 2028, None),
    ],
)
def test_a_code_means_the_version_of_the_fails_report_for_the_class(
    reported_on, class_year, version
):
    student = replace(QUIET.student, class_year=class_year)
    case = with_attempts(
        replace(QUIET, policy="example", student=student), fail("2024-01-01", reported_on)
    )

    assert situation(case, VERSIONS).policy == version


def test_of_two_versions_in_force_the_one_for_the_class_wins_then_the_newer_one():
    own_class = replace(OLD, class_years=(2028,), effective_to=None)
    newer = replace(SCHOOL, effective_from=day("2025-07-01"))

    def chosen(*versions):
        reference = replace(REFERENCE, policies={"example": versions})
        return situation(replace(QUIET, policy="example"), reference).policy

    assert chosen(own_class, newer) == own_class
    assert chosen(newer, own_class) == own_class
    assert chosen(SCHOOL, newer) == newer


def test_without_a_fail_a_code_means_the_version_of_the_cases_day():
    assert situation(with_attempts(replace(QUIET, policy="example")), VERSIONS).policy == NEW


def test_an_inline_policy_is_taken_as_given():
    expired = replace(SCHOOL, effective_to=day("2020-01-01"), class_years=(1999,))

    assert situation(replace(QUIET, policy=expired)).policy == expired


@pytest.mark.parametrize(
    ("gate", "ready"),
    [
        (Gate(("cbse",), "epc", 62), 62),
        (Gate(("cbse",), "epc", None), 66),
        (Gate(("comsae",), "comsae", 460), 66),
        (None, 66),
    ],
)
def test_ready_is_the_schools_minimum_if_it_is_on_the_epc_scale(gate, ready):
    found = situation(replace(QUIET, policy=replace(SCHOOL, gate=gate)))

    assert found.ready_epc == ready
    assert found.gate == (gate or REFERENCE.readiness.default_gate)


def test_deadlines_are_named_from_one_the_clauses_first():
    by_date = deadline("on_date", date=day("2027-05-21"))
    school = policy(clause(deadlines=(by_date, by_date)), deadlines=(by_date,))

    names = [name for name, _ in situation(replace(QUIET, policy=school)).deadline_clauses()]

    assert names == ["on_fail[1].deadlines[1]", "on_fail[1].deadlines[2]", "deadlines[1]"]


@pytest.mark.parametrize(
    ("school", "name", "source"),
    [
        (SCHOOL, "Example policy", "Example policy"),
        (replace(SCHOOL, name="", source="https://example.org"), "example", "https://example.org"),
        (None, "the school's policy", "the school's policy"),
    ],
)
def test_a_policy_is_called_by_its_name_else_its_code(school, name, source):
    found = situation(replace(QUIET, policy=school))

    assert (found.policy_name, found.policy_source) == (name, source)
