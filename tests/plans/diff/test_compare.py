"""The difference between two versions, said in words."""

import re
from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.diff import compare
from tests.plans.results import NAMES, ordinary_result, result_of

BEGAN_ON = date(2026, 11, 23)
BLAME = re.compile(r"\b(missed|failed|late|behind|lazy|should have|blame|excuse)\b", re.IGNORECASE)


def block(minutes, area="cardiovascular", **changes):
    usual = {"activity": "questions", "discipline": None, "resource": None, "why": "find_gaps"}
    return usual | {"minutes": minutes, "area": area} | changes


def day(on, *blocks, kind="study"):
    minutes = sum(item["minutes"] for item in blocks)
    return {"on": on, "kind": kind, "minutes": minutes, "blocks": list(blocks)}


def exam(on, form="30", part_of=None):
    return {
        "on": on,
        "instrument": "cbssa",
        "form": form,
        "purpose": "progress",
        "target": None,
        "part_of": part_of,
    }


def result(*days, checkpoints=(), mean=60.0, feasible=True, why="earliest_ready", exam_on=None):
    """A small result: what the comparison reads of one and nothing else."""
    exam_on = exam_on or days[-1]["on"]
    return {
        "feasible": feasible,
        "forecast": [{"mean": mean, "low": mean - 5, "high": mean + 5, "p_pass": 0.4}],
        "plan": {
            "starts_on": days[0]["on"],
            "exam_on": exam_on,
            "why_exam_on": why,
            "phases": [{"name": "rebuild", "from": days[0]["on"], "to": exam_on}],
            "checkpoints": list(checkpoints),
            "days": list(days),
        },
    }


MON, TUE, WED = "2026-11-23", "2026-11-24", "2026-11-25"
QUIET = result(
    day(MON, block(60), block(30, "biostatistics")),
    day(TUE, block(60)),
    day(WED, kind="exam"),
)


def changed(before, after, **more):
    diff = compare((before, BEGAN_ON), (after, BEGAN_ON), NAMES, **more)
    days = {item.on.isoformat(): item.words for week in diff.weeks for item in week.days}
    return diff, days


def test_a_version_does_not_differ_from_itself():
    diff, _ = changed(QUIET, QUIET)

    assert diff.is_empty
    assert (diff.exam_words, diff.days_words) == (
        "The exam stays on Wed 25 Nov 2026.",
        "No day changes.",
    )


def test_why_a_block_is_there_is_no_difference():
    after = deepcopy(QUIET)
    after["plan"]["days"][0]["blocks"][0]["why"] = "timed_as_the_exam"

    assert changed(QUIET, after)[0].is_empty


def test_work_that_moves_is_said_on_both_days():
    after = result(
        day(MON, block(60)),
        day(TUE, block(60), block(30, "biostatistics")),
        day(WED, kind="exam"),
    )

    diff, days = changed(QUIET, after)

    assert diff.sentences == ()
    assert diff.days_words == "2 of 3 days change."
    assert days == {
        MON: ("Moves away: 30 min Biostatistics & Epidemiology/Population Health to Tue 24 Nov.",),
        TUE: (
            "Moves here: 30 min Biostatistics & Epidemiology/Population Health from Mon 23 Nov.",
        ),
    }


def test_work_that_comes_from_nowhere_or_goes_away_is_more_or_less():
    after = result(
        day(MON, block(90)),
        day(TUE, block(60)),
        day(WED, kind="exam"),
    )

    diff, days = changed(QUIET, after)

    assert days == {
        MON: (
            "More: 30 min Cardiovascular.",
            "Less: 30 min Biostatistics & Epidemiology/Population Health.",
        )
    }
    assert diff.hours == (
        "Biostatistics & Epidemiology/Population Health: 0 min instead of 30 min.",
        "Cardiovascular: 2 h 30 min instead of 2 h.",
    )


def test_what_past_days_left_undone_is_taken_up_first():
    before = result(day(TUE, block(60)), day(WED, kind="exam"))
    after = result(day(TUE, block(60), block(45, "biostatistics")), day(WED, kind="exam"))
    waiting = {date(2026, 11, 20): {"biostatistics": 30, "cardiovascular": 60}}

    _, days = changed(before, after, waiting=waiting)

    assert days == {
        TUE: (
            "Moves here: 30 min Biostatistics & Epidemiology/Population Health from Fri 20 Nov.",
            "More: 15 min Biostatistics & Epidemiology/Population Health.",
        )
    }


def test_other_blocks_for_the_same_time_are_said_to_be_that():
    after = deepcopy(QUIET)
    after["plan"]["days"][1]["blocks"][0]["activity"] = "content"

    assert changed(QUIET, after)[1] == {
        TUE: ("The same time for the same subjects, in other blocks.",)
    }


def test_a_day_of_another_kind_says_both_kinds():
    after = result(
        day(MON, block(60), block(30, "biostatistics")),
        day(TUE, kind="rest"),
        day(WED, kind="exam"),
    )

    assert changed(QUIET, after)[1] == {
        TUE: ("Rest instead of study.", "Less: 1 h Cardiovascular.")
    }


def test_an_exam_that_moves_says_why_and_lists_the_new_days():
    after = result(
        *QUIET["plan"]["days"][:2],
        day(WED, block(60)),
        day("2026-11-26", kind="exam"),
        why="wish",
    )

    diff, days = changed(QUIET, after)

    moves = "The exam moves from Wed 25 Nov 2026 to Thu 26 Nov 2026: the day you asked for."
    assert diff.dates == (moves,)
    assert diff.exam_words == moves
    assert days == {
        WED: ("Study instead of exam.", "More: 1 h Cardiovascular."),
        "2026-11-26": ("Exam: a day more in the plan.",),
    }
    assert diff.phases == (
        "Phase rebuild: Mon 23 Nov 2026 to Thu 26 Nov 2026 instead of "
        "Mon 23 Nov 2026 to Wed 25 Nov 2026.",
    )


def test_an_exam_that_comes_earlier_drops_the_days_after_it():
    after = result(QUIET["plan"]["days"][0], day(TUE, kind="exam"))

    assert changed(QUIET, after)[1] == {
        TUE: ("Exam instead of study.", "Less: 1 h Cardiovascular."),
        WED: ("Not part of the plan any more.",),
    }


def test_a_day_kept_for_another_reason_says_so():
    after = deepcopy(QUIET)
    after["plan"]["why_exam_on"] = "last_candidate"
    after["feasible"] = False

    assert changed(QUIET, after)[0].dates == (
        "The exam stays on Wed 25 Nov 2026, now for another reason: the last day that keeps your "
        "deadlines; the forecast is not there yet.",
        "No day inside every deadline is ready by the forecast now.",
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ([exam(MON)], [exam(TUE)], "NBME CBSSA form 30 moves from {mon} to {tue}."),
        ([], [exam(TUE)], "NBME CBSSA form 30 is added on {tue}."),
        ([exam(MON)], [], "NBME CBSSA form 30 on {mon} is dropped."),
        ([exam(MON, part_of=TUE), exam(TUE)], [], "NBME CBSSA form 30 on {tue} is dropped."),
    ],
)
def test_practice_exams_are_followed_by_their_form(before, after, sentence):
    old, new = deepcopy(QUIET), deepcopy(QUIET)
    old["plan"]["checkpoints"], new["plan"]["checkpoints"] = before, after

    said = sentence.format(mon="Mon 23 Nov 2026", tue="Tue 24 Nov 2026")
    assert changed(old, new)[0].exams == (said,)


def test_phases_that_come_and_go_are_named():
    after = deepcopy(QUIET)
    after["plan"]["phases"][0]["name"] = "practise"

    assert changed(QUIET, after)[0].phases == (
        "There is no phase rebuild any more.",
        "A phase practise is added, Mon 23 Nov 2026 to Wed 25 Nov 2026.",
    )


def test_the_forecast_is_said_before_and_after():
    after = deepcopy(QUIET) | {"forecast": result(*QUIET["plan"]["days"], mean=61.24)["forecast"]}

    assert changed(QUIET, after)[0].forecast == (
        "Forecast for the exam day: 61.2 EPC, likely 56.2–66.2, unofficial chance 40%; "
        "it was 60 EPC, likely 55–65, unofficial chance 40%.",
    )


def test_of_versions_of_one_run_only_the_days_both_shape_are_compared():
    after = result(*QUIET["plan"]["days"][1:])

    assert changed(QUIET, after)[0].is_empty


def test_a_plan_that_begins_on_another_day_says_so_and_lists_the_days():
    after = result(*QUIET["plan"]["days"][1:])

    diff = compare((QUIET, BEGAN_ON), (after, date(2026, 11, 24)), NAMES)

    assert diff.dates == ("The first day moves from Mon 23 Nov 2026 to Tue 24 Nov 2026.",)
    assert [change.on for week in diff.weeks for change in week.days] == [BEGAN_ON]


# --- Properties, over real plans ---

hours = st.integers(5, 10).map(lambda n: dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), n))
plans = st.builds(lambda given: result_of(availability={"hours": given}), hours)


@given(plan=plans)
def test_any_plan_does_not_differ_from_itself(plan):
    assert changed(plan, plan)[0].is_empty


@given(data=st.data())
def test_every_changed_day_is_named_once_and_blames_nobody(data):
    before = ordinary_result()
    after = deepcopy(before)
    places = st.integers(0, len(before["plan"]["days"]) - 1)
    touched = data.draw(st.sets(places, max_size=6))
    for place in touched:
        item = after["plan"]["days"][place]
        item["kind"] = "off"
        item["minutes"], item["blocks"] = 0, []

    diff, _ = changed(before, after)

    named = [change.on for week in diff.weeks for change in week.days]
    first = date.fromisoformat(before["plan"]["starts_on"])
    assert named == sorted(first + timedelta(days=place) for place in touched)
    assert diff.days_changed == len(touched)
    said = [*diff.sentences, *(w for week in diff.weeks for day in week.days for w in day.words)]
    assert [sentence for sentence in said if BLAME.search(sentence)] == []


@given(before=plans, after=plans)
def test_work_neither_appears_nor_vanishes_in_the_telling(before, after):
    """What days gain and lose, as said, is what the totals gain and lose."""
    _, days = changed(before, after)
    told = [words for said in days.values() for words in said]
    more, less = (
        sum(
            _minutes(part)
            for words in told
            if words.startswith(f"{name}: ")
            for part in words.removeprefix(f"{name}: ").split("; ")
        )
        for name in ("More", "Less")
    )

    assert _area_minutes(after) - _area_minutes(before) == more - less


def _area_minutes(document):
    return sum(
        item["minutes"]
        for day in document["plan"]["days"]
        for item in day["blocks"]
        if item["activity"] != "practice_exam"
    )


def _minutes(words):
    found = re.match(r"(?:(\d+) h ?)?(?:(\d+) min)?", words)
    return int(found[1] or 0) * 60 + int(found[2] or 0)
