"""What is always true of a plan's practice exams."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

from tests.plans.engine.checker.reading import ONE_DAY


def practice_exams_fill_their_days(c):
    exam_days = {day.on for day in c.days if day.kind == "practice_exam"}
    if exam_days != {row["on"] for row in c.rows} or len(c.rows) != len(exam_days):
        yield "practice exam days and checkpoints differ"
    for row in c.exams:
        parts = [p for p in c.rows if p["on"] == row["on"] or p["part_of"] == row["on"].isoformat()]
        if sum(c.by_date[part["on"]].minutes for part in parts) != 300:
            yield f"the practice exam of {row['on']} does not take 300 minutes"
        if len(parts) == 1 and c.hours(row["on"]) < 5:
            yield f"{row['on']} has less than five hours"
        for part in parts:
            yield from _part_problems(c, part, row)
        for one, next_one in pairwise(parts):
            if c.next_working(one["on"]) != next_one["on"]:
                yield f"the parts from {one['on']} are not on consecutive days with hours"


def _part_problems(c, part, row):
    day = c.by_date[part["on"]]
    if {b["activity"] for b in day.blocks} != {"practice_exam"} or day.areas:
        yield f"{day.on} holds more than the practice exam"
    if day.minutes % 75:
        yield f"{day.on} holds a part of a section"
    if (part["instrument"], part["form"]) != (row["instrument"], row["form"]):
        yield f"{day.on} is a part of another form"


def a_review_follows_every_practice_exam(c):
    for row in c.exams:
        review = c.next_working(row["on"])
        if review is None or c.by_date[review].kind != "review":
            yield f"no review after {row['on']}"
    reviews = sum(day.kind == "review" for day in c.days)
    if not len(c.exams) <= reviews <= len(c.exams) + c.owes_review:
        yield "a review day without a practice exam"


def splits_only_without_a_long_day(c):
    for i, row in enumerate(c.exams):
        parts = [p for p in c.rows if p["part_of"] == row["on"].isoformat()]
        if parts and any(c.hours(day) >= 5 for day in _span(c, i)):
            yield f"the practice exam of {row['on']} is split beside a day of five hours"
    has_finding = any(f["code"] == "practice_exam_split" for f in c.document["findings"])
    if has_finding != (len(c.rows) > len(c.exams)):
        yield "the split and its finding disagree"


def _span(c, i):
    """The days of a practice exam's span."""
    if i == 0 and c.fresh_score_on is None:
        return c.first_working(3)
    before = c.exams[i - 1]["on"] if i else c.fresh_score_on
    days = []
    on = before + ONE_DAY * 7
    while on < c.exam_on and c.gap(before, on) <= 16:
        if on >= c.starts_on:
            days.append(on)
        on += ONE_DAY
    return days


def _can_hold(c, on, planned, *, may_split):
    """Whether a practice exam can begin that day: hours and a form. Returns its last day."""
    last = on if c.hours(on) >= 5 else (c.run_from(on) if may_split else None)
    return last if last and _form_options(c, on, last, planned)[0] else None


def the_baseline_comes_first(c):
    if c.fresh_score_on is not None:
        if any(row["purpose"] == "baseline" for row in c.rows):
            yield "a baseline although a score is fresh"
        return
    if c.rows[0]["purpose"] != "baseline":
        yield "the first practice exam is no baseline"
    first_days = c.first_working(3)
    begins = c.rows[0]["on"]
    may_split = not any(c.hours(day) >= 5 for day in first_days)
    able = [day for day in first_days if (may_split or c.hours(day) >= 5)]
    able = [day for day in able if _can_hold(c, day, {}, may_split=may_split)]
    if able and begins not in first_days:
        yield f"the baseline begins on {begins}, but {able[0]} could hold it"
    if not able:
        on = first_days[-1] + ONE_DAY if first_days else c.starts_on
        ends = c.exams[0]["on"]
        while on < begins:
            last = _can_hold(c, on, {}, may_split=True)
            if last and last < ends:
                yield f"the baseline begins on {begins}, but {on} could hold it"
                break
            on += ONE_DAY


def practice_exams_are_well_apart(c):
    dates = [row["on"] for row in c.exams]
    if c.fresh_score_on is not None:
        dates = [c.fresh_score_on, *dates]
    first = len(dates) - len(c.exams)
    for i, (before, after) in enumerate(pairwise(dates), start=1):
        if (after - before).days < 7:
            yield f"{before} and {after} are less than 7 days apart"
        if c.gap(before, after) > 16:
            could = _could_be_sooner(c, i - first, before, after)
            if could:
                yield f"{after} is too long after {before}: {could} could hold a practice exam"


def _could_be_sooner(c, exam, before, after):
    """A day before `after` that could have held the practice exam."""
    planned = {(row["instrument"], row["form"]): row["on"] for row in c.exams[:exam]}
    may_split = not any(c.hours(day) >= 5 for day in _span(c, exam))
    on = max(before + ONE_DAY * 7, c.starts_on)
    if exam > 0:
        on = max(on, c.next_working(before) + ONE_DAY)
    while on < after:
        last = _can_hold(c, on, planned, may_split=may_split)
        if last and last < after:
            return on
        on += ONE_DAY
    return None


def the_last_practice_exam_is_near_the_exam(c):
    if not c.exams:
        taken = c.fresh_score_on if c.underway else None
        if taken is None or taken + ONE_DAY * 7 <= c.exam_on - ONE_DAY * 3:
            yield "no practice exam"
        return
    last = c.exams[-1]["on"]
    if 3 <= (c.exam_on - last).days <= 7:
        return
    if (c.exam_on - last).days < 3:
        yield f"the last practice exam is {c.exam_on - last} before the exam"
    on = c.exam_on - ONE_DAY * 3
    while on > last:
        if c.hours(on) >= 5 and c.next_working(on):
            yield f"the last practice exam is on {last}, but {on} has the hours"
            break
        on -= ONE_DAY


def forms_are_fresh(c):
    planned = {}
    repeats = False
    for row in c.exams:
        parts = [p["on"] for p in c.rows if p["part_of"] == row["on"].isoformat()]
        begins = min([*parts, row["on"]])
        options, are_repeats = _form_options(c, begins, row["on"], planned)
        form = (row["instrument"], row["form"])
        repeats |= are_repeats
        if form not in options:
            yield f"{form} on {row['on']} is not one of {options}"
        planned[form] = row["on"]
    has_finding = any(f["code"] == "forms_exhausted" for f in c.document["findings"])
    if has_finding != repeats:
        yield "the forms and their finding disagree"
    used = {(s.instrument, s.form) for s in c.case.scores} | set(planned)
    unused = {
        f.form
        for f in c.reference.forms
        if f.instrument == "cbssa" and _is_on_sale(f, c.exam_on) and ("cbssa", f.form) not in used
    }
    if set(c.plan["forms_left"]) != unused:
        yield f"forms left are {unused}"


def _is_on_sale(form, on):
    released = form.released_on is None or form.released_on <= on
    return released and (form.retired_on is None or on < form.retired_on)


def _form_options(c, begins, ends, planned):
    """The forms a practice exam on these days may use, and whether they were seen before."""
    on_sale = [
        (form.instrument, form.form)
        for form in c.reference.forms
        if form.instrument == "cbssa" and _is_on_sale(form, begins) and _is_on_sale(form, ends)
    ]
    on_sale.append(("free120", None))
    used = defaultdict(lambda: date.min)
    for score in c.case.scores:
        form = (score.instrument, None if score.instrument == "free120" else score.form)
        used[form] = max(used[form], score.taken_on)
    fresh = [form for form in on_sale if form not in used and form not in planned]
    if fresh:
        return fresh, False
    last = {form: max(used[form], planned.get(form, date.min)) for form in on_sale}
    oldest = min(last.values())
    rested = [f for f in on_sale if last[f] == oldest and last[f] + timedelta(days=28) <= begins]
    return rested, True


def purposes_are_in_their_places(c):
    for i, row in enumerate(c.exams):
        allowed = {"progress", "gate"} if i else {"baseline", "progress", "gate"}
        if i == len(c.exams) - 1:
            allowed = {"final", "baseline"} if i == 0 else {"final"}
        if row["purpose"] not in allowed:
            yield f"{row['on']} is {row['purpose']}"
    if Counter(row["purpose"] for row in c.exams)["gate"] > 1:
        yield "two gates"


CHECKS = (
    practice_exams_fill_their_days,
    a_review_follows_every_practice_exam,
    splits_only_without_a_long_day,
    the_baseline_comes_first,
    practice_exams_are_well_apart,
    the_last_practice_exam_is_near_the_exam,
    forms_are_fresh,
    purposes_are_in_their_places,
)
