"""What is always true of a plan's days and phases."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from tests.plans.engine.checker.reading import FREE_DAYS, ONE_DAY

PHASES = ("settle", "diagnose", "rebuild", "practise", "taper")
KINDS = ("study", "light", "buffer", "rest", "off", "rotation", "practice_exam", "review", "exam")
ACTIVITIES = (
    *("questions", "content", "explain_back", "flashcards"),
    *("error_log", "mixed_review", "practice_exam", "check_in"),
)


def starts_as_the_contract_says(c):
    reports = [a.reported_on for a in c.case.attempts if a.reported_on]
    start = c.case.availability.starts_on
    if start is None:
        start = max(reports) + timedelta(days=3) if reports else c.case.as_of
    start = max([start, c.case.as_of, *(r.ends_on + ONE_DAY for r in c.rotations)])
    if c.underway:
        start = max(start, c.underway.resumes_on)
    if c.starts_on != start:
        yield f"starts on {c.starts_on}, not {start}"


def lists_every_day_once(c):
    wanted = [c.starts_on + ONE_DAY * i for i in range((c.exam_on - c.starts_on).days + 1)]
    if [day.on for day in c.days] != wanted:
        yield "days are missing, doubled or out of order"


def keeps_to_the_students_hours(c):
    for day in c.days:
        if day.kind not in KINDS or any(b["activity"] not in ACTIVITIES for b in day.blocks):
            yield f"{day.on} has an unknown kind or activity"
        if any(b["minutes"] % 15 or b["minutes"] <= 0 for b in day.blocks):
            yield f"{day.on} has a block that is no multiple of 15 minutes"
        if sum(b["minutes"] for b in day.blocks) != day.minutes:
            yield f"{day.on} has blocks that do not add up to {day.minutes}"
        if day.minutes > c.hours(day.on) * 60 + 1e-6:
            yield f"{day.on} has {day.minutes} minutes and the student {c.hours(day.on)} hours"
        if day.minutes and (c.is_away(day.on) or day.kind in (*FREE_DAYS, "exam")):
            yield f"{day.on} is {day.kind} and has work"
        if (day.kind == "exam") != (day.on == c.exam_on):
            yield f"{day.on} is of kind {day.kind}"


def rests_in_any_seven_days(c):
    for i in range(len(c.before) - 6):
        if not any(day.kind in FREE_DAYS for day in c.before[i : i + 7]):
            yield f"no rest in the seven days from {c.before[i].on}"


def keeps_a_buffer_in_every_whole_week(c):
    inside = [(first, last) for name, first, last in c.phases if name in ("rebuild", "practise")]
    if not inside:
        return
    first, last = inside[0][0], inside[-1][1]
    monday = first + ONE_DAY * (-first.weekday() % 7)
    while monday + ONE_DAY * 6 <= last:
        week = [c.by_date[monday + ONE_DAY * i] for i in range(7)]
        special = ("rest", "practice_exam", "review")
        if any(c.hours(day.on) and day.kind not in special for day in week):
            buffers = [day for day in week if day.kind == "buffer"]
            if len(buffers) != 1:
                yield f"{len(buffers)} buffer days in the week of {monday}"
            for day in buffers:
                if day.minutes > c.hours(day.on) * 30 + 1e-6:
                    yield f"the buffer day {day.on} is not half free"
        monday += ONE_DAY * 7


def has_at_most_four_areas_a_day(c):
    for day in c.days:
        if len(day.areas) > 4:
            yield f"{len(day.areas)} areas on {day.on}"


def every_area_comes_back(c):
    study = [day for day in c.study_days() if day.on >= c.rebuild_from]
    for row in c.plan["allocation"]["areas"]:
        without = 0
        for day in study:
            without = 0 if row["area"] in day.areas else without + 1
            if without > 9:
                yield f"{row['area']} is away for ten study days until {day.on}"
                break


def the_last_study_day_is_light(c):
    worked = [day for day in c.before if day.minutes]
    if not worked:
        if not c.underway or any(c.hours(day.on) and not _was_free(c, day) for day in c.before):
            yield "nothing to do"
        return  # of a plan that goes on only days of rest may be left
    last = worked[-1]
    if last.kind not in ("light", "review") or last.minutes > 120:
        yield f"the last day {last.on} is {last.kind} with {last.minutes} minutes"


def _was_free(c, day):
    """Whether the plan under way has no work on a day."""
    known = c.underway.days.get(day.on)
    return known is not None and known.kind in FREE_DAYS


def phases_follow_each_other(c):
    names = [name for name, _, _ in c.phases]
    if names != [name for name in PHASES if name in names]:
        yield f"phases in the order {names}"
    if c.phases[0][1] != c.starts_on or c.phases[-1][2] != c.exam_on:
        yield "phases do not cover the plan"
    for (_, first, last), (_, following, _) in pairwise(
        [*c.phases, ("", c.exam_on + ONE_DAY, None)]
    ):
        if first > last or following != last + ONE_DAY:
            yield f"a gap or an empty phase at {last}"
    spans = {name: (first, last) for name, first, last in c.phases}
    first, last = spans.get("taper", (c.exam_on, c.exam_on))
    if last != c.exam_on or (last - first).days + 1 > 14:
        yield "the taper is too long or does not end on the exam day"
    baseline = [row for row in c.exams if row["purpose"] == "baseline"]
    early = [spans[name][1] for name in ("settle", "diagnose") if name in spans]
    if baseline and (not early or early[-1] != c.next_working(baseline[0]["on"])):
        yield "settle and diagnose do not end with the baseline's review"
    if early and not baseline and not c.underway:
        yield "settle or diagnose without a baseline"


CHECKS = (
    starts_as_the_contract_says,
    lists_every_day_once,
    keeps_to_the_students_hours,
    rests_in_any_seven_days,
    keeps_a_buffer_in_every_whole_week,
    has_at_most_four_areas_a_day,
    every_area_comes_back,
    the_last_study_day_is_light,
    phases_follow_each_other,
)
