from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from students.rules.case import DeadlineKind
from students.rules.flags import (
    RULES,
    Due,
    Facts,
    Flag,
    Limit,
    Plan,
    Reason,
    reasons_for,
    urgency_of,
)

TODAY = date(2026, 11, 23)
LIMITS = {
    Limit.DEADLINE_NEAR_DAYS: 30,
    Limit.SAFE_DAY_NEAR_DAYS: 21,
    Limit.GATE_BEFORE_EXAM_DAYS: 14,
    Limit.MEETING_NEAR_DAYS: 9,
    Limit.REPEAT_FAILS: 2,
    Limit.NOTHING_SINCE_FAIL_DAYS: 10,
    Limit.SCORE_FALL_POINTS: 4,
    Limit.SCORE_FLAT_POINTS: 2,
    Limit.SCORE_FLAT_COUNT: 3,
    Limit.NO_SCORE_DAYS: 20,
    Limit.NO_PLAN_DAYS: 7,
    Limit.PLAN_STALLED_DAYS: 6,
    Limit.INTAKE_UNFINISHED_DAYS: 5,
    Limit.INTAKE_NOT_STARTED_DAYS: 3,
}
CLAUSE = "on_fail[1].deadlines[1]"


def ahead(days):
    return TODAY + timedelta(days=days)


def ago(days):
    return TODAY - timedelta(days=days)


def due(days, kind=DeadlineKind.PASS_BY):
    return (Due(kind, ahead(days), CLAUSE),)


QUIET = Facts(
    as_of=TODAY,
    joined_on=ago(60),
    fails=1,
    reported_on=ago(40),
    attempts_used=1,
    attempts_left=3,
    deadlines=due(120),
    latest_safe=ahead(64),
    latest_typical=ahead(92),
    binding=CLAUSE,
    scores=((ago(20), 60.0), (ago(5), 66.0)),
    range_low=62.0,
    range_high=70.0,
    band_low=62.0,
    gate_min=66.0,
    plan=Plan(exam_on=ahead(50), is_feasible=True),
    intake_started_on=ago(39),
    intake_submitted_on=ago(38),
    active_on=ago(5),
)


def flags_of(**changes):
    return tuple(reason.flag for reason in reasons_for(replace(QUIET, **changes), LIMITS))


@pytest.mark.parametrize(
    ("can_be_planned", "flags"),
    [(True, (Flag.NO_RECENT_SCORE, Flag.NO_PLAN)), (False, ())],
)
def test_nothing_is_missed_that_the_exam_does_not_have(can_be_planned, flags):
    without = {"scores": (), "plan": None, "range_low": None, "range_high": None}

    assert flags_of(can_be_planned=can_be_planned, **without) == flags


def test_a_student_on_course_has_no_flag():
    assert flags_of() == ()


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"deadlines": due(-1), "latest_safe": None}, Flag.DEADLINE_PASSED),
        ({"attempts_left": 0}, Flag.NO_ATTEMPTS_LEFT),
        ({"latest_safe": ago(1)}, Flag.SAFE_DAY_PASSED),
        ({"deadlines": due(0)}, Flag.DEADLINE_NEAR),
        ({"deadlines": due(30)}, Flag.DEADLINE_NEAR),
        ({"deadlines": due(-1, DeadlineKind.MEET_BY)}, Flag.MEETING_MISSED),
        ({"deadlines": due(0, DeadlineKind.MEET_BY)}, Flag.MEETING_NEAR),
        ({"deadlines": due(9, DeadlineKind.MEET_BY)}, Flag.MEETING_NEAR),
        ({"plan": Plan(exam_on=ahead(50), is_feasible=False)}, Flag.PLAN_INFEASIBLE),
        ({"plan": Plan(exam_on=ahead(65), is_feasible=True)}, Flag.EXAM_TOO_LATE),
        ({"latest_safe": ahead(21), "plan": Plan(exam_on=ahead(21))}, Flag.SAFE_DAY_NEAR),
        ({"release_ground": "sat", "release_proposed_on": TODAY}, Flag.RELEASE_PROPOSED),
        ({"plan": Plan(exam_on=ahead(14))}, Flag.GATE_NOT_MET),
        ({"plan": Plan(exam_on=TODAY)}, Flag.GATE_NOT_MET),
        ({"plan": Plan(exam_on=ago(1))}, Flag.EXAM_DAY_PASSED),
        ({"fails": 2}, Flag.REPEAT_FAIL),
        ({"active_on": ago(40)}, Flag.NOTHING_SINCE_FAIL),
        ({"active_on": None}, Flag.NOTHING_SINCE_FAIL),
        ({"scores": ((ago(20), 66.0), (ago(5), 62.0))}, Flag.SCORE_FALLING),
        ({"range_high": 61.9}, Flag.BELOW_BAND),
        ({"scores": ((ago(19), 60.0), (ago(9), 62.0), (ago(5), 61.0))}, Flag.SCORE_FLAT),
        ({"scores": ((ago(20), 66.0),)}, Flag.NO_RECENT_SCORE),
        ({"scores": ()}, Flag.NO_RECENT_SCORE),
        ({"plan": None, "intake_submitted_on": ago(7)}, Flag.NO_PLAN),
        ({"plan": Plan(exam_on=ahead(50), starts_on=ago(6))}, Flag.PLAN_STALLED),
        (
            {"plan": Plan(exam_on=ahead(50), starts_on=ago(9), logged_on=ago(6))},
            Flag.PLAN_STALLED,
        ),
        ({"choice_clause": "on_fail[1]"}, Flag.CHOICE_NEEDED),
        ({"has_policy": False}, Flag.DATES_UNKNOWN),
        ({"undated_clause": "deadlines[1]"}, Flag.DATES_UNKNOWN),
        ({"intake_started_on": ago(5), "intake_submitted_on": None}, Flag.INTAKE_UNFINISHED),
        (
            {"intake_started_on": None, "intake_submitted_on": None, "joined_on": ago(3)},
            Flag.INTAKE_NOT_STARTED,
        ),
        ({"plan": Plan(exam_on=ahead(50), proposed_on=ago(1))}, Flag.PLAN_PROPOSED),
        ({"awaiting_since": ago(3)}, Flag.AWAITING_RESULT),
        ({"may_log_in": False}, Flag.ACCOUNT_OFF),
    ],
)
def test_each_rule_at_its_boundary(changes, flag):
    assert flags_of(**changes) == (flag,)


@pytest.mark.parametrize(
    "changes",
    [
        {"deadlines": due(31)},
        {"deadlines": due(-1, DeadlineKind.MEET_BY), "has_met": True},
        {"deadlines": due(10, DeadlineKind.MEET_BY)},
        {"attempts_left": None},
        {"latest_safe": None},
        {"latest_safe": ahead(22), "plan": Plan(exam_on=ahead(22))},
        {"plan": Plan(exam_on=ahead(64))},
        {"plan": Plan(exam_on=ahead(50), starts_on=ago(5))},
        {"plan": Plan(exam_on=ahead(50), starts_on=ago(9), logged_on=ago(5))},
        {"plan": Plan(exam_on=ahead(50), starts_on=ago(5), logged_on=ago(9))},
        {"plan": Plan(exam_on=ahead(50), starts_on=ahead(3))},
        {"plan": Plan(exam_on=ahead(15))},
        {"plan": Plan(exam_on=ahead(14)), "is_gate_met": True},
        {"plan": Plan(exam_on=ahead(14)), "is_gate_met": None},
        {"plan": Plan(exam_on=ahead(14)), "is_gate_waived": True},
        {"deadlines": due(30, DeadlineKind.MEET_BY), "has_met": True},
        {"active_on": ago(39)},
        {"scores": ((ago(20), 66.0), (ago(5), 62.1))},
        {"range_high": 62.0},
        {"range_high": 50.0, "band_low": None},
        {"scores": ((ago(19), 60.0), (ago(9), 62.1), (ago(5), 61.0))},
        {"scores": ((ago(19), 60.0), (ago(9), 60.0), (ago(5), 60.0)), "is_gate_met": True},
        {"scores": ((ago(19), 66.0),)},
        {"scores": (), "reported_on": ago(19)},
        {"plan": None, "intake_submitted_on": ago(6)},
        {"intake_started_on": ago(4), "intake_submitted_on": None},
        {"intake_started_on": None, "intake_submitted_on": None, "joined_on": ago(2)},
    ],
)
def test_a_step_inside_the_boundary_is_quiet(changes):
    assert flags_of(**changes) == ()


def test_a_passed_deadline_says_only_the_worst_of_it():
    assert flags_of(deadlines=due(-2), latest_safe=ago(60)) == (Flag.DEADLINE_PASSED,)


def test_an_infeasible_plan_is_not_also_called_late():
    plan = Plan(exam_on=ahead(80), is_feasible=False, short_by_days=16)

    assert reasons_for(replace(QUIET, plan=plan), LIMITS) == (
        Reason(Flag.PLAN_INFEASIBLE, {"exam_on": ahead(80), "short": 16, "clause": CLAUSE}),
    )


@pytest.mark.parametrize(
    ("made_for", "said"),
    [
        (None, {}),
        (QUIET.latest_safe, {}),
        (ahead(31), {"made_for_on": ahead(31), "latest_safe_on": QUIET.latest_safe}),
    ],
)
def test_an_infeasible_plan_says_for_which_latest_safe_day_it_was_made(made_for, said):
    plan = Plan(exam_on=ahead(50), is_feasible=False, short_by_days=3, latest_safe=made_for)

    (reason,) = reasons_for(replace(QUIET, plan=plan), LIMITS)

    assert reason.inputs == {"exam_on": ahead(50), "short": 3, "clause": CLAUSE} | said


def test_having_sat_in_time_keeps_a_sit_by_but_not_a_pass_by():
    sat = {"awaiting_since": ago(5)}

    assert flags_of(deadlines=due(-1, DeadlineKind.SIT_BY), **sat) == (Flag.AWAITING_RESULT,)
    assert flags_of(deadlines=due(-6, DeadlineKind.SIT_BY), **sat) == (
        Flag.DEADLINE_PASSED,
        Flag.AWAITING_RESULT,
    )
    assert flags_of(deadlines=due(-1), **sat) == (Flag.DEADLINE_PASSED, Flag.AWAITING_RESULT)


def test_the_earliest_open_deadline_is_the_one_named():
    deadlines = due(20) + due(10, DeadlineKind.SIT_BY)

    assert reasons_for(replace(QUIET, deadlines=deadlines), LIMITS) == (
        Reason(
            Flag.DEADLINE_NEAR,
            {"kind": DeadlineKind.SIT_BY, "due_on": ahead(10), "clause": CLAUSE, "limit": 30},
        ),
    )


def test_after_a_pass_the_case_is_closed():
    passed = replace(QUIET, passed_on=ago(1), deadlines=due(-30), fails=2, scores=())

    assert reasons_for(passed, LIMITS) == (Reason(Flag.PASSED, {"passed_on": ago(1)}),)


def test_a_switched_off_account_is_named_before_all_that_waits():
    off = {"may_log_in": False}

    assert flags_of(deadlines=due(-1), latest_safe=None, **off) == (
        Flag.ACCOUNT_OFF,
        Flag.DEADLINE_PASSED,
    )
    assert flags_of(passed_on=ago(1), release_ground="passed", **off) == (
        Flag.ACCOUNT_OFF,
        Flag.RELEASE_PROPOSED,
        Flag.PASSED,
    )
    assert flags_of(passed_on=ago(1), **off) == (Flag.PASSED, Flag.ACCOUNT_OFF)


def test_nobody_waits_for_the_intake_of_who_may_not_log_in():
    nothing = {"intake_started_on": None, "intake_submitted_on": None, "may_log_in": False}

    assert flags_of(**nothing) == (Flag.ACCOUNT_OFF,)


def test_without_a_reported_fail_only_the_intake_is_asked_for():
    nothing = Facts(as_of=TODAY, joined_on=ago(30))

    assert tuple(reason.flag for reason in reasons_for(nothing, LIMITS)) == (
        Flag.INTAKE_NOT_STARTED,
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.limits], ids=lambda r: r.flag)
def test_a_rule_without_its_limit_in_force_is_off(rule):
    everything = replace(
        QUIET,
        fails=3,
        deadlines=due(1) + due(1, DeadlineKind.MEET_BY),
        latest_safe=ahead(1),
        scores=((ago(70), 64.0), (ago(60), 64.0), (ago(50), 60.0)),
        plan=None,
        active_on=None,
        intake_started_on=None,
        intake_submitted_on=None,
    )
    limits = {key: value for key, value in LIMITS.items() if key not in rule.limits}

    assert rule.flag not in {reason.flag for reason in reasons_for(everything, limits)}


def test_the_first_flag_decides_and_then_their_number():
    urgencies = [
        urgency_of(tuple(Reason(flag) for flag in flags))
        for flags in (
            (Flag.DEADLINE_PASSED, Flag.NO_PLAN),
            (Flag.DEADLINE_PASSED,),
            (Flag.SCORE_FLAT, Flag.NO_RECENT_SCORE, Flag.NO_PLAN),
            (Flag.NO_RECENT_SCORE, Flag.NO_PLAN),
            (Flag.AWAITING_RESULT,),
            (Flag.ACCOUNT_OFF, Flag.DEADLINE_PASSED),
            (Flag.ACCOUNT_OFF,),
            (Flag.PASSED, Flag.ACCOUNT_OFF),
        )
    ]

    assert urgencies == sorted(set(urgencies), reverse=True)
    assert urgency_of((Reason(Flag.PASSED),)) == urgency_of(()) == 0


def test_every_flag_but_the_pass_has_one_rule():
    assert [rule.flag for rule in RULES] == [flag for flag in Flag if flag is not Flag.PASSED]


def test_no_rule_can_see_who_the_student_is():
    seen = {field.name for field in fields(Facts)}

    assert not seen & {"track", "class_year", "name", "age", "gender", "ethnicity", "states"}
