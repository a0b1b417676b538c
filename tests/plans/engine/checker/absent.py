"""What is always true of a result without a plan, and of what every result says."""

from __future__ import annotations

from tests.plans.engine.checker.reading import ONE_DAY, outline_of

NO_PLAN = {"no_engine_data", "no_day_for_a_practice_exam"}


def a_missing_plan_is_explained(case, reference, document):
    stops = {row["code"] for row in document["findings"] if row["level"] == "stop"}
    may_sit = document["attempts"]["may_sit"]
    has_outline = outline_of(case, reference) is not None
    if document["plan"] is not None:
        if not may_sit or not has_outline or stops:
            yield f"a plan although {stops or 'there is nothing to plan from'}"
        return
    if not stops:
        yield "no plan and no reason"
    if may_sit and not stops & NO_PLAN:
        yield f"no plan although the exam is open: {stops}"
    if may_sit and (has_outline == ("no_engine_data" in stops)):
        yield "the outline and its finding disagree"
    no_day = "no_day_for_a_practice_exam" in stops
    if document["feasible"] is not (False if no_day else None):
        yield f"feasible is {document['feasible']} without a plan"
    if bool(document["remedies"]) != no_day or document["forecast"]:
        yield "remedies or a forecast without a plan"


def a_week_of_long_days_has_a_plan(case, reference, document):
    """Who is there every day for five hours or more can always take a practice exam."""
    stops = {row["code"] for row in document["findings"] if row["level"] == "stop"}
    hours = case.availability.hours.values()
    away = case.availability.days_off or case.availability.blocked
    is_free = len(hours) == 7 and min(hours) >= 5 and not away and not case.scores
    if is_free and "no_day_for_a_practice_exam" in stops:
        yield "no day for a practice exam, though every day has the hours"


def a_practice_exam_that_fits_is_not_denied(case, reference, document):
    """A day of five hours in half a year, and a day with hours soon after for the review."""
    texts = [f["text"] for f in document["findings"] if f["code"] == "no_day_for_a_practice_exam"]
    days = [case.as_of + ONE_DAY * i for i in range(60, 240)]
    hours = [case.availability.hours_on(day) for day in days]
    fits = any(
        given >= 5 and max(hours[i + 1 : i + 8], default=0) >= 1 / 4
        for i, given in enumerate(hours)
    )
    is_free = not case.scores and not case.rotations
    if is_free and fits and any("no practice exam fits" in text for text in texts):
        yield "a practice exam fits, and the reason for no plan is that none does"


CHECKS = (
    a_missing_plan_is_explained,
    a_week_of_long_days_has_a_plan,
    a_practice_exam_that_fits_is_not_denied,
)
