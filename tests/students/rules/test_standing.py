from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from students.casefile import parse_case
from students.rules.case import DeadlineKind, Outcome, ResumeOn
from students.rules.conclude import conclude_rules
from students.rules.flags import Flag, Limit, Plan
from students.rules.hold_life import HoldState
from students.rules.result import Scenario
from students.rules.standing import (
    NO_DEADLINE,
    Day,
    HoldProgress,
    Progress,
    StandingValues,
    standing_of,
)
from tests.reference_values import REFERENCE
from tests.students.cases import (
    QUIET,
    ROTATIONS,
    clause,
    day,
    deadline,
    fail,
    policy,
    practice,
    sitting,
    with_attempts,
)
from tests.students.documents import case_documents

LIMITS = dict.fromkeys(Limit, 30) | {Limit.REPEAT_FAILS: 2, Limit.SCORE_FLAT_COUNT: 3}
PROGRESS = Progress(joined_on=day("2026-11-12"), intake_started_on=day("2026-11-13"))
HELD = HoldProgress(HoldState.ACTIVE, day("2026-12-19"), ResumeOn.PASS)
POLICY = policy(clause(deadlines=(deadline("weeks_after", event="reported", n=20),)))


def standing(case, progress=PROGRESS):
    result = conclude_rules(case, REFERENCE)
    return standing_of(case, result, progress, reference=REFERENCE, limits=LIMITS)


def test_a_standing_says_everything_the_list_shows():
    case = replace(
        QUIET,
        policy=POLICY,
        rotations=ROTATIONS,
        scores=(practice(55, "2026-11-20"), practice(57, "2026-11-16", "27")),
    )
    plan = Plan(exam_on=day("2027-01-20"), is_feasible=True, proposed_on=day("2026-11-22"))
    progress = replace(
        PROGRESS,
        plan=plan,
        planned_after=day("2026-10-14"),
        plan_updated_on=day("2026-11-22"),
        hold=HELD,
    )

    assert standing(case, progress) == StandingValues(
        as_of=day("2026-11-23"),
        urgency=standing(case, progress).urgency,
        sort_on=day("2027-03-31"),
        flags=("below_band", "plan_proposed"),
        reasons=(
            {
                "flag": "below_band",
                "score": 55,
                "score_on": "2026-11-20",
                "low": 51,
                "high": 59,
                "band": 62,
            },
            {"flag": "plan_proposed", "proposed_on": "2026-11-22", "exam_on": "2027-01-20"},
        ),
        scenario=Scenario.AT_RISK,
        score=55,
        score_on=day("2026-11-20"),
        range_low=51,
        range_high=59,
        gate_min=66,
        distance=11,
        trend=(57, 55),
        attempts_used=1,
        attempts_left=3,
        deadline_on=day("2027-03-31"),
        deadline_kind=DeadlineKind.PASS_BY,
        deadline_clause="on_fail[1].deadlines[1]",
        latest_safe=day("2027-02-03"),
        latest_typical=day("2027-03-03"),
        hold_state=HoldState.ACTIVE,
        hold_starts_on=day("2026-12-19"),
        hold_resumes_on=ResumeOn.PASS,
        policy_name="Example policy",
        exam_on=day("2027-01-20"),
        active_on=day("2026-11-22"),
        days=(
            Day("pass_by", "on_fail[1].deadlines[1]", day("2027-03-31")),
            Day("latest_safe", "", day("2027-02-03")),
            Day("exam", "", day("2027-01-20")),
            Day("hold_starts", "", day("2026-12-19")),
        ),
    )


def test_without_a_policy_the_dates_are_called_unknown():
    bare = standing(QUIET)

    assert bare.flags == (Flag.DATES_UNKNOWN,)
    assert (bare.deadline_on, bare.sort_on, bare.latest_safe) == (None, NO_DEADLINE, None)
    assert (bare.scenario, bare.score, bare.distance) == (Scenario.NOT_ENOUGH_DATA, None, None)


def test_a_deadline_that_counts_from_an_unknown_day_is_named():
    waiting = policy(clause(deadlines=(deadline("days_after", event="matriculated", n=1),)))

    assert standing(replace(QUIET, policy=waiting)).reasons == (
        {"flag": "dates_unknown", "clause": "on_fail[1].deadlines[1]"},
    )


def test_an_undecided_rotation_is_the_deans_business():
    undecided = replace(QUIET, policy=policy(clause("choice")), rotations=ROTATIONS)

    assert standing(undecided).reasons == ({"flag": "choice_needed", "clause": "on_fail[1]"},)


def test_the_next_deadline_is_the_earliest_not_kept_though_passed():
    two = policy(
        clause(
            deadlines=(
                deadline("days_after", "sit_by", event="reported", n=10),
                deadline("days_after", "meet_by", event="reported", n=5),
                deadline("weeks_after", event="reported", n=20),
            )
        )
    )

    late = standing(replace(QUIET, policy=two))

    assert (late.deadline_on, late.flags[0]) == (day("2026-11-21"), Flag.DEADLINE_PASSED)


def test_sitting_again_in_time_leaves_only_the_wait():
    sit_by = policy(clause(deadlines=(deadline("days_after", "sit_by", event="reported", n=10),)))
    case = with_attempts(QUIET, *QUIET.attempts, sitting("2026-11-20"))

    waiting = standing(replace(case, policy=sit_by))

    assert waiting.flags == (Flag.AWAITING_RESULT,)
    assert waiting.deadline_on is None


def test_an_old_sitting_without_a_result_is_not_waited_for():
    case = with_attempts(QUIET, sitting("2026-01-05"), *QUIET.attempts)

    assert Flag.AWAITING_RESULT not in standing(case).flags


def test_an_unfinished_sitting_is_not_waited_for():
    unfinished = replace(sitting("2026-11-20"), outcome=Outcome.INCOMPLETE)

    assert (
        Flag.AWAITING_RESULT
        not in standing(with_attempts(QUIET, *QUIET.attempts, unfinished)).flags
    )


def test_after_a_pass_the_student_is_at_the_bottom_without_dates():
    passed = replace(fail("2026-11-01", "2026-11-20"), outcome=Outcome.PASS)
    case = replace(with_attempts(QUIET, *QUIET.attempts, passed), policy=POLICY)

    closed = standing(case)

    assert (closed.urgency, closed.flags) == (0, (Flag.PASSED,))
    assert (closed.sort_on, closed.hold_starts_on) == (NO_DEADLINE, None)


def test_the_score_read_is_the_last_of_the_trend_also_on_a_day_with_two():
    two = (practice(60, "2026-11-20", "29"), practice(58, "2026-11-20", "28"))

    for scores in (two, two[::-1]):
        read = standing(replace(QUIET, scores=scores))

        assert (read.score, read.trend) == (60, (58, 60))


def test_scores_that_do_not_count_are_not_in_the_trend():
    scores = (practice(60, "2026-11-20"), practice(80, "2026-11-21", "29", timed=False))

    assert standing(replace(QUIET, scores=scores)).trend == (60,)


def test_a_reached_minimum_leaves_no_distance():
    assert standing(replace(QUIET, scores=(practice(70, "2026-11-20"),))).distance == 0


def test_after_a_pass_nothing_is_far_from_anything():
    near = replace(QUIET, scores=(practice(55, "2026-10-20"),))
    passed = replace(fail("2026-11-01", "2026-11-20"), outcome=Outcome.PASS)

    assert standing(near).distance == 11
    assert standing(with_attempts(near, *QUIET.attempts, passed)).distance is None


@pytest.mark.parametrize(
    ("planned_after", "is_for_the_retake"),
    [
        (day("2026-10-14"), True),
        (day("2026-10-13"), False),
        (day("2026-10-15"), True),  # that fail was withdrawn since
        (None, False),
    ],
)
def test_a_plan_that_did_not_know_the_latest_fail_is_none(planned_after, is_for_the_retake):
    plan = Plan(day("2027-01-20"))
    progress = replace(PROGRESS, plan=plan, planned_after=planned_after)

    assert standing(QUIET, progress).exam_on == (plan.exam_on if is_for_the_retake else None)


def test_without_a_fail_a_plan_stands():
    progress = replace(PROGRESS, plan=Plan(day("2027-01-20")), plan_updated_on=day("2026-11-22"))

    assert standing(with_attempts(QUIET), progress).exam_on == day("2027-01-20")


def test_the_last_activity_is_what_the_student_did():
    wrote = replace(PROGRESS, intake_saved_on=day("2026-11-14"))

    assert standing(QUIET).active_on is None
    assert standing(QUIET, wrote).active_on == day("2026-11-14")
    assert standing(replace(QUIET, scores=(practice(60, "2026-11-20"),)), wrote).active_on == day(
        "2026-11-20"
    )
    lives = replace(wrote, plan=Plan(day("2027-01-20"), logged_on=day("2026-11-21")))
    assert standing(QUIET, lives).active_on == day("2026-11-21")


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(document=case_documents())
def test_every_case_has_a_standing(document):
    case = parse_case(document, REFERENCE)

    made = standing(case)

    assert made.as_of == case.as_of
    assert made.urgency >= 0
    assert made.sort_on == (made.deadline_on or date.max)
    assert [reason["flag"] for reason in made.reasons] == list(made.flags)
