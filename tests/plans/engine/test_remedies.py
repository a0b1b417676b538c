"""What would make an impossible plan fit: each remedy is tried again from outside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.engine import conclude, result_to_json
from plans.engine.facts import facts_of
from plans.engine.modelling import model_of
from plans.engine.remedies import Trouble, most_hours, scaled, tried
from plans.engine.result import Duration
from students.casefile import parse_case
from students.rules.case import (
    Availability,
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    Period,
    Rotation,
)
from students.rules.conclude import conclude_rules
from tests.plans.engine.random_documents import document_of
from tests.plans.engine.students import (
    FAIL,
    HOURS,
    QUIET,
    SCORE,
    day,
    every_day,
    hours,
    pass_by,
    result_of,
)
from tests.reference_values import REFERENCE

DUE = day(105)  # safe sitting by day 44: twelve days before the quiet student is ready
LATE = replace(QUIET, policy=pass_by(DUE))


def remedies_of(case):
    result = result_to_json(conclude(case, REFERENCE))
    return {row["kind"]: row for row in result["remedies"]}


def is_feasible(case):
    return conclude(case, REFERENCE).feasible


def test_a_feasible_case_needs_no_remedy():
    assert result_of()["remedies"] == []


def test_more_hours_is_the_smallest_weekly_total_that_fits():
    row = remedies_of(LATE)["more_hours"]
    availability = LATE.availability

    enough = replace(LATE, availability=scaled(availability, row["value"]))
    less = replace(LATE, availability=scaled(availability, row["value"] - 0.5))

    assert row["works"] is True
    assert (is_feasible(enough), is_feasible(less)) == (True, False)
    assert conclude(enough, REFERENCE).plan.exam_on == date.fromisoformat(row["exam_on"])


def test_more_hours_still_fit_when_the_case_has_them_from_the_start():
    """Hours of the past tell how fast a student learns; the remedy reads them as the case would."""
    scores = (
        replace(SCORE, taken_on=day(-30), score=56),
        replace(SCORE, taken_on=day(-2), score=59, form="27"),
    )
    late = replace(LATE, scores=scores, policy=pass_by(day(112)))
    own = replace(late.availability, starts_on=day(-31))
    late = replace(late, availability=own)

    row = remedies_of(late)["more_hours"]

    enough, less = (
        replace(late, availability=scaled(own, row["value"] - step)) for step in (0, 0.5)
    )
    assert row["works"] is True
    assert (is_feasible(enough), is_feasible(less)) == (True, False)


def test_no_weekday_grows_past_ten_hours_or_its_own():
    grown = scaled(hours(mon=12, tue=8, wed=4, sun=0), 32).hours

    assert grown == {"mon": 12, "tue": 10, "wed": 10, "sun": 0}


def test_each_weekday_grows_by_one_factor():
    assert scaled(hours(mon=4, tue=6), 15).hours == {"mon": 6, "tue": 9}


def test_more_hours_that_do_not_suffice_say_so():
    row = remedies_of(replace(LATE, policy=pass_by(day(70))))["more_hours"]

    assert (row["value"], row["works"], row["exam_on"]) == (60, False, None)


def test_an_extension_counts_the_days_to_the_safe_release():
    row = remedies_of(LATE)["extension"]

    extended = replace(LATE, policy=pass_by(DUE + timedelta(days=row["value"])))
    shorter = replace(LATE, policy=pass_by(DUE + timedelta(days=row["value"] - 1)))

    assert row["works"] is True
    assert (is_feasible(extended), is_feasible(shorter)) == (True, False)


def test_the_permit_can_be_extended_too():
    case = replace(QUIET, permit=Period(day(0), day(40)))
    row = remedies_of(case)["extension"]

    assert row["text"].startswith("Moving the end of the eligibility period by 16 days")
    assert is_feasible(replace(case, permit=Period(day(0), day(40 + row["value"]))))


def test_of_two_deadlines_neither_extension_works_alone():
    case = replace(LATE, permit=Period(day(0), day(40)))

    rows = [
        row
        for row in result_to_json(conclude(case, REFERENCE))["remedies"]
        if row["kind"] == "extension"
    ]

    assert [row["works"] for row in rows] == [False, False]
    assert all("together with the other deadlines" in row["text"] for row in rows)


@pytest.mark.parametrize(("due", "works"), [(day(105), True), (day(77), False)])
def test_the_usual_release_may_be_in_time(due, works):
    row = remedies_of(replace(QUIET, policy=pass_by(due)))["typical_release"]

    assert row["works"] is works
    assert (row["exam_on"] is not None) is works


def test_a_deadline_to_sit_by_has_no_usual_release():
    clause = DeadlineClause(DeadlineKind.SIT_BY, DeadlineShape.ON_DATE, date=day(40))
    policy = replace(LATE.policy, on_fail=(replace(LATE.policy.on_fail[0], deadlines=(clause,)),))

    assert "typical_release" not in remedies_of(replace(LATE, policy=policy))


def test_the_first_rotation_that_can_surely_be_rejoined_is_named():
    rotations = (Rotation(day(60), day(90), "Medicine"), Rotation(day(150), day(180), "Surgery"))

    row = remedies_of(replace(LATE, rotations=rotations))["later_rotation"]

    assert (row["value"], row["works"]) == ("Surgery", None)


def test_leave_is_for_a_person_to_judge():
    assert remedies_of(LATE)["leave"]["works"] is None


@pytest.mark.parametrize(("three_digit", "asks"), [(169, True), (170, False)])
def test_coursework_is_named_where_a_source_asks_for_it(three_digit, asks):
    case = replace(LATE, attempts=(replace(FAIL, three_digit=three_digit),))

    assert ("coursework" in remedies_of(case)) is asks


def test_without_a_day_for_a_practice_exam_more_hours_are_tried():
    row = remedies_of(replace(QUIET, availability=every_day(1)))["more_hours"]

    assert row["works"] is True


def test_without_any_hours_nothing_can_be_scaled():
    row = remedies_of(replace(QUIET, availability=Availability(hours=dict.fromkeys(HOURS, 0))))

    assert (row["more_hours"]["value"], row["more_hours"]["works"]) == (0, False)


def troubles():
    """Generated students who could give more hours than they do."""
    for seed in range(40):
        case = parse_case(document_of(seed), REFERENCE)
        rules = conclude_rules(case, REFERENCE)
        facts, outline = facts_of(case, REFERENCE, rules), REFERENCE.outline(case.exam, case.as_of)
        if facts is not None and outline is not None:
            model = model_of(case, REFERENCE, facts, outline)
            yield Trouble(model, rules, Duration((), 4, None, None), None)


def test_hours_tried_before_tell_what_trying_them_again_would():
    """Totals half an hour apart often make the same days; then the first answer counts twice."""
    reused = 0
    for trouble in troubles():
        most = int(2 * most_hours(trouble.model.case.availability))
        for half_hours in (most // 4, most // 2):
            known = tried(trouble, half_hours)
            again = tried(trouble, half_hours + 1, (known,))
            fresh = tried(trouble, half_hours + 1)

            reused += again is known
            assert (again.is_enough, again.days) == (fresh.is_enough, fresh.days)
            assert again.ready_on() == fresh.ready_on()
    assert reused > 10
