"""Every finding the rules can make, each made by one change to a quiet case."""

from dataclasses import replace
from pathlib import Path

import pytest

from students.rules import case as pure
from students.rules.case import Attempt, Gate, Leave, Outcome, Period
from students.rules.conclude import conclude_rules
from students.rules.finding_codes import RULE_FINDINGS
from students.rules.result import Finding, FindingLevel
from tests.reference_values import REFERENCE
from tests.students.cases import (
    QUIET,
    clause,
    day,
    deadline,
    fail,
    policy,
    practice,
    sitting,
)

DOCS = Path(__file__).parents[3] / "docs" / "findings.md"
FORBIDDEN = pure.TestingOnLeave.FORBIDDEN
SOURCE = "https://example.org/policy"


def school(**more):
    """A policy of one clause, whose words and numbers the case changes."""
    terms = {key: more.pop(key) for key in tuple(more) if key in ("leave", "deadlines")}
    rule = (more.pop("rotation", "finish"), more.pop("resume_on", "pass"))
    return policy(clause(*rule, **terms), source=SOURCE, **more)


def states(*codes):
    return replace(QUIET.student, states=codes)


PASSED = Attempt(day("2026-11-01"), day("2026-11-22"), Outcome.PASS)
GATE = Gate(("cbssa",), "epc", 62, max_tries=2, extra=("TrueLearn at 65%",))
THREE = (fail("2025-12-15"), fail("2026-05-01"), fail("2026-08-01"))
LATE = deadline("on_date", "meet_by", date=day("2026-11-22"))
SOON = deadline("on_date", date=day("2026-12-31"))
NO_DAY = deadline("days_after", event="matriculated", n=5)

EXAMPLES = [
    (
        {"attempts": (*QUIET.attempts, PASSED)},
        Finding(
            "exam_passed",
            FindingLevel.STOP,
            "The sitting on Sun 1 Nov 2026 was passed: there is no retake to plan.",
            "attempts on record",
        ),
    ),
    (
        {"attempts": tuple(fail(f"202{i}-05-05") for i in range(4))},
        Finding(
            "no_attempts_left",
            FindingLevel.STOP,
            "The exam allows 4 sittings and none is left: "
            "talk to the dean about what comes next before anything else.",
            "usmle_max_attempts",
        ),
    ),
    (
        {"policy": school(max_attempts=1)},
        Finding(
            "no_attempts_left",
            FindingLevel.STOP,
            "Example policy allows 1 sitting and none is left: "
            "talk to the dean about what comes next before anything else.",
            "school",
        ),
    ),
    (
        {"attempts": (*QUIET.attempts, sitting("2026-11-20"))},
        Finding(
            "result_pending",
            FindingLevel.INFO,
            "No result is on record yet for the sitting on Fri 20 Nov 2026. It counts as a "
            "sitting; everything else here rests on the results before it.",
            "attempts on record",
        ),
    ),
    (
        {"attempts": (replace(QUIET.attempts[0], reported_on=None),)},
        Finding(
            "report_day_missing",
            FindingLevel.WARNING,
            "The fail of Wed 14 Oct 2026 has no day of its report: fill it in, because the hold "
            "and the deadlines count from it.",
            "attempts on record",
        ),
    ),
    (
        {"student": states("AK"), "attempts": (fail("2020-01-01"), fail("2022-01-01"))},
        Finding(
            "state_limit_reached",
            FindingLevel.WARNING,
            "The board of AK is listed as accepting 2 sittings and 2 are used: "
            "verify with the board.",
            "state:AK",
        ),
    ),
    (
        {"student": states("AK", "CA", "WY")},
        Finding(
            "state_limit_unknown",
            FindingLevel.INFO,
            "No limit is on record for the board of WY: ask the board.",
            "state:WY",
        ),
    ),
    (
        {"attempts": (fail("2026-10-14", three_digit=196),)},
        Finding(
            "outcome_disagrees_with_standard",
            FindingLevel.WARNING,
            "The sitting on Wed 14 Oct 2026 is recorded as a fail with 196, but the passing "
            "standard on that day was 196: check the score and the outcome on the report.",
            "passing standard in force on the day of the sitting",
        ),
    ),
    (
        {"scores": (practice(60, "2024-08-01", "25"),)},
        Finding(
            "form_retired",
            FindingLevel.WARNING,
            "NBME CBSSA form 25 went off sale on Thu 1 Aug 2024 but is logged for "
            "Thu 1 Aug 2024: check the form and the day.",
            "forms on record",
        ),
    ),
    (
        {"scores": (practice(60, "2026-11-01"), practice(64, "2026-11-20"))},
        Finding(
            "form_repeated",
            FindingLevel.WARNING,
            "NBME CBSSA form 28 is logged 2 times: a form seen before reads too high. "
            "Mark the later ones as not a first use.",
            "forms on record",
        ),
    ),
    (
        {"scores": (practice(60, "2026-11-01"), practice(64, "2026-11-20", first_use=False))},
        Finding(
            "form_repeated",
            FindingLevel.WARNING,
            "NBME CBSSA form 28 is logged 2 times: a form seen before reads too high. "
            "The repeats are marked as such and do not count.",
            "forms on record",
        ),
    ),
    (
        {"policy": "example"},
        Finding(
            "no_policy_in_force",
            FindingLevel.WARNING,
            "No version of the policy example is in force for this class on Wed 11 Nov 2026: "
            "ask the school which rules apply. Until then no hold or deadline is worked out.",
            "example",
        ),
    ),
    (
        {"policy": school(rotation="choice")},
        Finding(
            "choice_needed",
            FindingLevel.WARNING,
            "Example policy leaves it to the student to finish the current rotation or to "
            "withdraw: decide which. Until then finishing is assumed.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(deadlines=(NO_DAY,))},
        Finding(
            "missing_event",
            FindingLevel.WARNING,
            "Example policy sets a day to pass after a first fail, and it is not known yet: "
            "fill in the day of matriculation.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(deadlines=(LATE,))},
        Finding(
            "deadline_passed",
            FindingLevel.WARNING,
            "Example policy asks, after a first fail, to meet by Sun 22 Nov 2026, which is over: "
            "talk to the dean now.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(deadlines=(SOON,))},
        Finding(
            "window_closed",
            FindingLevel.WARNING,
            "The first day open for a sitting, Mon 23 Nov 2026, is after the last one that is "
            "safe, Wed 4 Nov 2026: ask for an extension.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(resume_on="never")},
        Finding(
            "hold_without_release",
            FindingLevel.WARNING,
            "Example policy names no way back into clerkships after this fail: a person has to "
            "decide, so ask for that conversation first.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(leave=Leave("leave", None, 181))},
        Finding(
            "leave_over_180_days",
            FindingLevel.WARNING,
            "The leave of this clause can last 181 days. Federal aid allows 180 days of leave "
            "within 12 months: talk to financial aid before it starts.",
            "federal rules on leave of absence",
        ),
    ),
    (
        {"policy": school(leave=Leave("leave", 42, None), testing_on_leave=FORBIDDEN)},
        Finding(
            "leave_blocks_testing",
            FindingLevel.WARNING,
            "Example policy does not allow sitting the exam while on leave: agree with the school "
            "when the leave ends before booking a date.",
            SOURCE,
        ),
    ),
    (
        {
            "policy": school(gate=replace(GATE, extra=())),
            "scores": (practice(61, "2026-11-01"), practice(61, "2026-11-20", "29")),
        },
        Finding(
            "gate_tries_used",
            FindingLevel.WARNING,
            "Example policy allows 2 tries to reach its practice score and 2 are used without "
            "reaching it: ask what comes next.",
            SOURCE,
        ),
    ),
    (
        {"policy": school(gate=GATE)},
        Finding(
            "gate_extra",
            FindingLevel.INFO,
            "Example policy also asks, before the sitting: TrueLearn at 65%. "
            "A person has to confirm it.",
            SOURCE,
        ),
    ),
    (
        {"attempts": THREE},
        Finding(
            "next_sitting_must_wait",
            FindingLevel.INFO,
            "The next sitting can be on Mon 1 Feb 2027 at the earliest: "
            "the exam allows a fourth sitting only 12 months after the first and 6 after the "
            "latest.",
            "usmle_fourth_spacing",
        ),
    ),
]


def findings(**changes):
    return conclude_rules(replace(QUIET, **changes), REFERENCE).findings


def test_a_quiet_case_has_nothing_to_say():
    assert findings() == ()


@pytest.mark.parametrize(
    ("changes", "expected"), EXAMPLES, ids=lambda value: getattr(value, "code", "")
)
def test_each_finding_in_its_words(changes, expected):
    found = findings(**changes)

    assert [each for each in found if each.code == expected.code] == [expected]


def test_every_finding_of_the_rules_has_an_example_here():
    assert {expected.code for _, expected in EXAMPLES} == set(RULE_FINDINGS)


def test_the_docs_list_every_finding_with_its_level_words_and_source():
    text = DOCS.read_text(encoding="utf-8")
    section = text.split("## From the rules")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| `")]

    documented = {row[0].strip(" `"): tuple(cell.strip() for cell in row[1:]) for row in rows}

    assert documented == {
        code: (kind.level.value, kind.text, kind.source) for code, kind in RULE_FINDINGS.items()
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        # The standard is the one in force on the day of the sitting.
        ({"attempts": (fail("2026-10-14", three_digit=195),)}, "outcome_disagrees_with_standard"),
        ({"attempts": (fail("2022-01-25", three_digit=193),)}, "outcome_disagrees_with_standard"),
        ({"scores": (practice(60, "2024-07-31", "25"),)}, "form_retired"),
        ({"scores": (practice(60, "2026-11-20", "99"),)}, "form_retired"),
        (
            {"scores": (practice(60, "2026-11-01", None), practice(60, "2026-11-20", None))},
            "form_repeated",
        ),
        (
            {
                "scores": (
                    practice(60, "2026-11-01", instrument="cbse"),
                    practice(60, "2026-11-20"),
                )
            },
            "form_repeated",
        ),
        ({"policy": school(leave=Leave("leave", 0, 180))}, "leave_over_180_days"),
        ({"policy": school(leave=Leave("leave"))}, "leave_blocks_testing"),
        (
            {"policy": school(testing_on_leave=FORBIDDEN)},
            "leave_blocks_testing",
        ),
        ({"policy": school(gate=GATE), "scores": (practice(50, "2026-11-20"),)}, "gate_tries_used"),
        (
            {
                "policy": school(gate=GATE),
                "scores": (practice(50, "2026-11-01"), practice(62, "2026-11-20", "29")),
            },
            "gate_tries_used",
        ),
        ({"policy": school(deadlines=(replace(LATE, date=QUIET.as_of),))}, "deadline_passed"),
        ({"permit": Period(QUIET.as_of, QUIET.as_of)}, "window_closed"),
        (
            {"attempts": (sitting("2026-11-01"),), "policy": school(rotation="choice")},
            "choice_needed",
        ),
    ],
)
def test_just_short_of_a_finding_there_is_none(changes, code):
    assert code not in {found.code for found in findings(**changes)}


@pytest.mark.parametrize(("score", "agrees"), [(195, False), (196, True)])
def test_a_pass_below_the_standard_disagrees_too(score, agrees):
    passed = replace(PASSED, three_digit=score)

    codes = [found.code for found in findings(attempts=(passed,))]

    assert codes == ["exam_passed"] + ["outcome_disagrees_with_standard"] * (not agrees)


def test_before_any_standard_on_record_nothing_can_disagree():
    attempts = (fail("2017-06-30", three_digit=500),)

    assert findings(exam="level1", attempts=attempts, as_of=day("2017-07-30")) == ()


def test_after_a_pass_the_policy_has_nothing_more_to_say():
    strict = school(
        rotation="choice",
        resume_on="never",
        leave=Leave("leave", None, 365),
        deadlines=(LATE, NO_DAY),
        gate=GATE,
        testing_on_leave=FORBIDDEN,
    )

    codes = [found.code for found in findings(attempts=(*QUIET.attempts, PASSED), policy=strict)]

    assert codes == ["exam_passed"]
