"""What the causes of the last fail ask of a plan."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from tests.plans.engine.checker.reading import FREE_DAYS, ONE_DAY

CLOSE = 11  # days between practice exams
FEW = 480  # minutes: over a shorter time single days decide the share
RETRIEVAL = {"questions", "explain_back", "flashcards"}


def every_cause_is_named(c):
    codes = [finding["code"] for finding in c.document["findings"]]
    for cause in c.case.causes:
        named = any(code.startswith(cause) for code in codes)
        words = cause.replace("_", " ")
        if not named and not any(words in f["text"] for f in c.document["findings"]):
            yield f"nothing names {cause}"


def resources_are_few(c):
    used = {b["resource"] for day in c.days for b in day.blocks if b["resource"]}
    most = 3 if "resource_overload" in c.case.causes else c.reference.max_primary_resources
    if len(used) > most:
        yield f"{len(used)} resources"
    if c.case.resources and not used <= set(c.case.resources):
        yield "a resource the student does not have"


def practice_exams_are_close_for_who_avoided_them(c):
    if not {"skipped_practice_exams", "ignored_results"} & set(c.case.causes):
        return
    for row in c.exams:
        review = c.by_date[c.next_working(row["on"])]
        if not any(block["activity"] == "error_log" for block in review.blocks) and review.minutes:
            yield f"no error log on {review.on}"  # one without a minute has a finding, see below
    dates = [row["on"] for row in c.exams]
    if c.fresh_score_on is not None:
        dates = [c.fresh_score_on, *dates]
    may_be_close = all(c.hours(day.on) >= 5 for day in c.before) and not c.case.scores
    has_forms = not any(f["code"] == "forms_exhausted" for f in c.document["findings"])
    for before, after in pairwise(dates):
        if may_be_close and has_forms and (after - before).days > CLOSE:
            yield f"{before} and {after} are more than {CLOSE} days apart"


def a_review_without_time_is_told(c):
    """Three quarters of a quarter-hour are nothing: only burnout leaves a review no time."""
    told = [f["text"] for f in c.document["findings"] if f["code"] == "review_without_time"]
    empty = [day.on for day in c.before if day.kind == "review" and not day.minutes]
    days = [f"{on:%a} {on.day} {on:%b %Y}" for on in empty]
    if len(told) != len(days) or any(day not in text for day, text in zip(days, told, strict=True)):
        yield f"reviews without time on {empty}, and {told} is said"
    for on in empty:
        if "burnout" not in c.case.causes or (on - c.began_on).days >= 14 or c.hours(on) >= 0.5:
            yield f"the review on {on} has no time"


def retrieval_leads_for_who_memorised(c):
    minutes = Counter()
    for day in c.days:
        if day.on >= c.rebuild_from:
            for block in day.blocks:
                minutes[block["activity"]] += block["minutes"] * bool(block["area"])
    total = sum(minutes.values())
    if {"memorised_not_mastered", "little_retrieval"} & set(c.case.causes):
        if sum(minutes[a] for a in RETRIEVAL) < 0.6 * total:
            yield "less than 60% retrieval"
        if minutes["content"] > 0.25 * total:
            yield "more than 25% content"


def practise_is_mostly_questions(c):
    days = [day for day in c.before if c.phase_of(day.on) == "practise"]
    minutes = Counter()
    for day in days:
        for block in day.blocks:
            minutes[block["activity"]] += block["minutes"] * bool(block["area"])
    asked, whole = minutes["questions"], sum(minutes.values())
    is_anxious = "test_anxiety" in c.case.causes
    told = [f["text"] for f in c.document["findings"] if f["code"] == "few_timed_questions"]
    is_telling = not c.underway or whole >= FEW
    if is_anxious and (asked < 0.7 * whole and is_telling) != (len(told) == 1):
        yield f"practise holds {minutes}, and {told} is said"
    if any(f" {100 * asked // whole}% " not in text for text in told):
        yield f"{asked} of {whole} minutes are not what {told} says"
    # Short days leave no room for blocks as long as the exam's, and areas that come back take it;
    # over few days single ones decide.
    is_tight = whole < FEW or not all(_is_roomy(c, day) for day in days) or _returns_fill(c, days)
    is_tight |= c.underway is not None  # days stay as they were planned, for another exam day too
    if asked < 0.7 * whole and is_telling and not (is_anxious and is_tight):
        yield f"practise holds {minutes}"


def _is_roomy(c, day):
    """Whether a day has none or twice the time of an exam's block for its areas."""
    minutes = sum(block["minutes"] for block in day.blocks if block["area"])
    return not minutes or minutes >= 2 * _exam_block(c)


def _returns_fill(c, days):
    """Whether ten study days on end hold fewer blocks of the exam's length than areas return, or
    there are fewer days than that."""
    study = [day for day in days if day.minutes and day.kind != "practice_exam"]
    blocks = [sum(b["minutes"] for b in day.blocks if b["area"]) // _exam_block(c) for day in study]
    areas = len(c.plan["allocation"]["areas"])
    return len(blocks) < 10 or any(sum(blocks[i : i + 10]) < areas for i in range(len(blocks) - 9))


def _exam_block(c):
    """How long a block of the exam of that day is."""
    return next(
        f.block_minutes
        for f in c.reference.formats
        if f.exam == c.case.exam
        and (f.effective_from is None or f.effective_from <= c.exam_on)
        and (f.effective_to is None or c.exam_on <= f.effective_to)
    )


def questions_are_timed_for_the_anxious(c):
    if "test_anxiety" not in c.case.causes:
        return
    for day in c.before:
        if c.phase_of(day.on) in ("practise", "taper"):
            for row in day.blocks:
                if row["activity"] == "questions" and row["minutes"] != _exam_block(c):
                    yield f"a question block of {row['minutes']} minutes on {day.on}"


def the_burnt_out_start_gently(c):
    if "burnout" not in c.case.causes:
        return
    for day in c.before:
        is_careful = (day.on - c.began_on).days < 14
        if (
            is_careful
            and day.kind != "practice_exam"
            and day.minutes > 0.75 * c.hours(day.on) * 60 + 1e-6
        ):
            yield f"{day.on} is fuller than three quarters"
    for i in range(len(c.before) - 6):
        week = c.before[i : i + 7]
        fixed = sum(day.kind in ("practice_exam", "review") for day in week)
        free = sum(not day.minutes or day.kind in FREE_DAYS for day in week)
        if free < min(2, 7 - fixed):
            yield f"{free} free days in the week from {week[0].on}"


def the_weakest_come_first_for_who_avoided_them(c):
    if "avoided_weaknesses" not in c.case.causes or c.underway:
        return  # a plan that goes on goes by what was measured, which the document does not tell
    areas = sorted(c.plan["allocation"]["areas"], key=lambda row: row["baseline"])
    if areas[1]["baseline"] == areas[2]["baseline"] or areas[0]["baseline"] == areas[1]["baseline"]:
        return
    weak = {row["area"] for row in areas[:2]}
    for day in c.days:
        order = [block["area"] in weak for block in day.blocks]
        if order != sorted(order, reverse=True):
            yield f"the weakest do not come first on {day.on}"


def the_isolated_check_in_every_week(c):
    if "isolated" not in c.case.causes:
        return
    monday = c.starts_on + ONE_DAY * (-c.starts_on.weekday() % 7)
    while monday + timedelta(days=6) < c.exam_on:
        week = [c.by_date[monday + ONE_DAY * i] for i in range(7)]
        roomy = [d for d in week if d.minutes >= 60 and d.kind != "practice_exam"]
        if roomy and not any(b["activity"] == "check_in" for d in week for b in d.blocks):
            yield f"no check-in in the week of {monday}"
        monday += ONE_DAY * 7


CHECKS = (
    every_cause_is_named,
    resources_are_few,
    practice_exams_are_close_for_who_avoided_them,
    retrieval_leads_for_who_memorised,
    a_review_without_time_is_told,
    practise_is_mostly_questions,
    questions_are_timed_for_the_anxious,
    the_burnt_out_start_gently,
    the_weakest_come_first_for_who_avoided_them,
    the_isolated_check_in_every_week,
)
