from datetime import date

import pytest
from django.conf import settings

from advising.caseload.flag_sentences import SENTENCES
from advising.caseload.flag_words import INPUT_NAMES, WORDS
from advising.caseload.shown_flags import show_flags
from advising.states import State
from students.rules.flags import Flag

TODAY = date(2026, 11, 23)
CLAUSE = "on_fail[1].deadlines[1]"
DUE = {"kind": "pass_by", "clause": CLAUSE}
SAFE = {"latest_safe_on": "2026-11-21", "clause": CLAUSE}
TAKEN = {"score": 55, "score_on": "2026-11-20"}
BAND = {"low": 51, "high": 59, "band": 62}
FLAT = {"count": 3, "from_on": "2026-10-19", "score_on": "2026-11-20", "limit": 2}


def sentence(flag, **inputs):
    (shown,) = show_flags([{"flag": flag, **inputs}], policy="Example policy", today=TODAY)
    return shown.sentence


@pytest.mark.parametrize(
    ("flag", "inputs", "words"),
    [
        (
            Flag.DEADLINE_PASSED,
            DUE | {"due_on": "2026-11-21"},
            "The deadline to pass was Sat 21 Nov 2026, 2 days ago.",
        ),
        (Flag.NO_ATTEMPTS_LEFT, {"used": 4}, "No attempt is left: 4 attempts used."),
        (
            Flag.SAFE_DAY_PASSED,
            SAFE | {"latest_typical_on": "2026-12-19"},
            "The latest safe day to sit was Sat 21 Nov 2026, 2 days ago; until Sat 19 Dec 2026 it"
            " usually still works.",
        ),
        (
            Flag.SAFE_DAY_PASSED,
            SAFE | {"latest_typical_on": "2026-11-22"},
            "The latest safe day to sit was Sat 21 Nov 2026, 2 days ago.",
        ),
        (
            Flag.DEADLINE_NEAR,
            DUE | {"kind": "sit_by", "due_on": "2026-11-24", "limit": 30},
            "The deadline to sit again is Tue 24 Nov 2026, tomorrow.",
        ),
        (
            Flag.PLAN_INFEASIBLE,
            {"exam_on": "2027-02-03", "short": 11, "clause": CLAUSE},
            "The plan cannot meet the deadline: 11 days short.",
        ),
        (
            Flag.PLAN_INFEASIBLE,
            {"exam_on": "2027-02-03", "short": None, "clause": None},
            "The plan is not ready by the deadline.",
        ),
        (
            Flag.PLAN_INFEASIBLE,
            {
                "exam_on": "2027-02-03",
                "short": 11,
                "clause": CLAUSE,
                "made_for_on": "2027-02-03",
                "latest_safe_on": "2027-03-24",
            },
            "The plan could not meet the deadline it was made for. The latest safe day moved since,"
            " from Wed 3 Feb 2027 to Wed 24 Mar 2027: the plan waits to be made again.",
        ),
        (
            Flag.EXAM_TOO_LATE,
            {"exam_on": "2027-02-04", "latest_safe_on": "2027-02-03", "clause": CLAUSE},
            "The planned exam, Thu 4 Feb 2027, is 1 day after the latest safe day, Wed 3 Feb 2027.",
        ),
        (
            Flag.SAFE_DAY_NEAR,
            {"latest_safe_on": "2026-12-01", "clause": CLAUSE, "limit": 30},
            "The latest safe day to sit is Tue 1 Dec 2026, in 8 days.",
        ),
        (
            Flag.RELEASE_PROPOSED,
            {"ground": "passed", "ready_on": "2026-11-20"},
            "The hold waits for you to lift it: a pass is on record.",
        ),
        (
            Flag.GATE_NOT_MET,
            {"exam_on": "2026-12-01", "score": 61.5, "gate": 66, "limit": 21},
            "The exam is Tue 1 Dec 2026, in 8 days, and the gate is not met: last score 61.5 EPC,"
            " ready from 66.",
        ),
        (
            Flag.GATE_NOT_MET,
            {"exam_on": "2026-12-01", "score": None, "gate": 66, "limit": 21},
            "The exam is Tue 1 Dec 2026, in 8 days, and no practice score counts towards the gate.",
        ),
        (
            Flag.EXAM_DAY_PASSED,
            {"exam_on": "2026-11-20"},
            "The planned exam was Fri 20 Nov 2026, 3 days ago; no sitting is on record.",
        ),
        (
            Flag.MEETING_MISSED,
            {"due_on": "2026-11-20", "clause": CLAUSE},
            "A meeting was due by Fri 20 Nov 2026, 3 days ago, and is not marked as held.",
        ),
        (
            Flag.MEETING_NEAR,
            {"due_on": "2026-11-30", "clause": CLAUSE, "limit": 14},
            "A meeting is due by Mon 30 Nov 2026, in 7 days.",
        ),
        (
            Flag.REPEAT_FAIL,
            {"fails": 2, "reported_on": "2026-11-11", "limit": 2},
            "Fail number 2 was reported Wed 11 Nov 2026.",
        ),
        (
            Flag.NOTHING_SINCE_FAIL,
            {"reported_on": "2026-11-02", "limit": 14},
            "Nothing has been written, logged or planned in the 21 days since the fail was reported.",
        ),
        (
            Flag.SCORE_FALLING,
            TAKEN | {"before": 60.5, "before_on": "2026-11-01", "limit": 4},
            "The last practice score, 55 EPC, is 5.5 below the one before.",
        ),
        (
            Flag.BELOW_BAND,
            TAKEN | BAND,
            "The last practice score's range, 51\N{EN DASH}59 EPC, lies below the passing band"
            " from 62.",
        ),
        (
            Flag.SCORE_FLAT,
            FLAT | {"low": 60, "high": 61},
            "The last 3 practice scores, over 35 days, all lie between 60 and 61 EPC.",
        ),
        (
            Flag.SCORE_FLAT,
            FLAT | {"low": 60, "high": 60},
            "The last 3 practice scores, over 35 days, all lie at 60 EPC.",
        ),
        (
            Flag.NO_RECENT_SCORE,
            {"score_on": "2026-10-29", "reported_on": "2026-10-01", "limit": 21},
            "No practice score for 25 days.",
        ),
        (
            Flag.NO_RECENT_SCORE,
            {"score_on": None, "reported_on": "2026-10-29", "limit": 21},
            "No practice score counts yet, 25 days after the fail was reported.",
        ),
        (
            Flag.NO_PLAN,
            {"submitted_on": "2026-11-16", "limit": 7},
            "The intake was submitted 7 days ago and there is no plan yet.",
        ),
        (
            Flag.PLAN_STALLED,
            {"since_on": "2026-11-16", "exam_on": "2027-02-03", "limit": 5},
            "Nothing has been said of the plan for 7 days.",
        ),
        (
            Flag.CHOICE_NEEDED,
            {"clause": "on_fail[1]"},
            "Whether to finish or leave the current rotation is not chosen yet.",
        ),
        (
            Flag.DATES_UNKNOWN,
            {"clause": None},
            "No policy in force governs this student, so no deadline is known.",
        ),
        (
            Flag.DATES_UNKNOWN,
            {"clause": CLAUSE},
            "A deadline counts from a day that is not on record.",
        ),
        (
            Flag.INTAKE_UNFINISHED,
            {"started_on": "2026-11-22", "limit": 1},
            "The intake was started 1 day ago and not submitted.",
        ),
        (
            Flag.INTAKE_NOT_STARTED,
            {"joined_on": "2026-11-16", "limit": 7},
            "The intake is not started, 7 days after the account was made.",
        ),
        (
            Flag.PLAN_PROPOSED,
            {"proposed_on": "2026-11-20", "exam_on": "2027-02-03"},
            "A plan with the exam on Wed 3 Feb 2027 waits for you since Fri 20 Nov 2026.",
        ),
        (
            Flag.AWAITING_RESULT,
            {"sat_on": "2026-11-20"},
            "Sat again on Fri 20 Nov 2026; the result is not on record.",
        ),
        (
            Flag.ACCOUNT_OFF,
            {},
            "The student's account is switched off: nobody can log in with it.",
        ),
        (Flag.PASSED, {"passed_on": "2026-11-18"}, "Passed; reported Wed 18 Nov 2026."),
    ],
)
def test_each_flag_says_what_is_the_matter(flag, inputs, words):
    assert sentence(flag, **inputs) == words


def test_every_flag_has_its_words():
    assert set(WORDS) == set(SENTENCES) == set(Flag)


def test_a_sentence_is_of_the_day_it_is_read():
    reason = {"flag": "no_plan", "submitted_on": "2026-11-16", "limit": 7}
    on_two_days = [
        show_flags([reason], policy="", today=day)[0].sentence
        for day in (TODAY, date(2026, 11, 30))
    ]

    assert on_two_days == [
        "The intake was submitted 7 days ago and there is no plan yet.",
        "The intake was submitted 14 days ago and there is no plan yet.",
    ]


def test_why_holds_the_rule_the_inputs_and_the_source():
    (shown,) = show_flags(
        [{"flag": "deadline_near", **DUE, "due_on": "2026-12-01", "limit": 30}],
        policy="Example policy",
        today=TODAY,
    )

    assert (shown.label, shown.state) == ("Deadline near", State.STOP)
    assert shown.rule == "A deadline of the policy to sit or to pass is 30 days away or less."
    assert shown.inputs == (
        ("It asks to", "pass"),
        ("Clause", "after a first fail, deadline 1"),
        ("Deadline", "Tue 1 Dec 2026"),
    )
    assert shown.source == (
        "Example policy, after a first fail, deadline 1; the school's choice of 30, in reference data"
    )


def test_what_is_not_known_is_not_listed():
    (shown,) = show_flags([{"flag": "dates_unknown", "clause": None}], policy="", today=TODAY)

    assert (shown.inputs, shown.source) == ((), "")


def test_no_flag_puts_a_label_on_a_person():
    said = " ".join(
        [*(f"{words.label} {words.rule}" for words in WORDS.values()), *INPUT_NAMES.values()]
    ).lower()

    assert "at-risk" not in said
    assert "at risk" not in said
    assert "!" not in said


def test_the_documentation_lists_every_flag_in_its_order():
    lines = (settings.BASE_DIR / "docs" / "flags.md").read_text().splitlines()
    listed = [line.split("|")[1].strip(" `") for line in lines if line.startswith("| `")]

    assert listed == list(Flag)
