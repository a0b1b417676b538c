"""What each phase is spent on, without a cause and with one."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from tests.plans.engine.best_split import best_gain
from tests.plans.engine.checker.reading import ONE_DAY

FEW = 480  # minutes: over a shorter time single blocks decide the shares
GAP_CAUSES = {"skipped_practice_exams", "ignored_results"}
MIX_CAUSES = {
    *("memorised_not_mastered", "little_retrieval"),
    *("weak_foundation", "test_anxiety"),
}


def _minutes(c, *phases):
    """Minutes by activity on content areas in some phases."""
    minutes = Counter()
    for day in c.before:
        if c.phase_of(day.on) in phases:
            for block in day.blocks:
                minutes[block["activity"]] += block["minutes"] * bool(block["area"])
    return minutes


def the_first_days_look_for_gaps(c):
    minutes = _minutes(c, "settle", "diagnose")
    if sum(minutes.values()) >= FEW and minutes["questions"] <= sum(minutes.values()) / 2:
        yield f"settle and diagnose hold {minutes}"


def rebuilding_is_half_content(c):
    minutes = _minutes(c, "rebuild")
    if sum(minutes.values()) >= FEW and not MIX_CAUSES & set(c.case.causes):
        share = minutes["content"] / sum(minutes.values())
        if not 0.4 <= share <= 0.6:
            yield f"rebuild is {share:.0%} content"


def rebuilding_starts_with_content_on_a_weak_foundation(c):
    causes = set(c.case.causes)
    if "weak_foundation" not in causes:
        return
    if not c.document["duration"]["action"]:
        yield "nothing asks for coursework"
    minutes = _minutes(c, "rebuild")
    is_lean = {"memorised_not_mastered", "little_retrieval"} & causes
    whole = sum(minutes.values())
    if whole >= FEW and not is_lean and minutes["content"] < whole / 2:
        yield f"rebuild holds {minutes}"


def the_taper_learns_nothing_new(c):
    if _minutes(c, "taper")["content"]:
        yield "new content in the taper"


def the_life_event_is_talked_about_first(c):
    if "life_event" in c.case.causes:
        found = [f for f in c.document["findings"] if f["code"].startswith("life_event")]
        if [f["level"] for f in found] != ["warning"]:
            yield "no warning about the conversation before a date"


def who_rushed_does_not_go_early(c):
    wish = c.case.wish.exam_on
    is_kept = wish is not None and c.plan["why_exam_on"] == "wish"
    if "rushed" in c.case.causes and is_kept and not c.document["feasible"]:
        yield "a rushed wish although no day is ready"


def a_wish_is_kept_or_refused(c):
    wish, codes = c.case.wish.exam_on, [f["code"] for f in c.document["findings"]]
    is_kept = c.plan["why_exam_on"] == "wish"
    if is_kept and c.exam_on != wish:
        yield f"the wish is {wish}, the exam day {c.exam_on}"
    # A plan that goes on says it when it chooses its day, not again while it stays with it.
    is_told = "wish_not_possible" in codes
    if is_told != (wish is not None and not is_kept) and not c.underway:
        yield "the wish and its finding disagree"


def what_is_set_aside_is_named(c):
    if "resource_overload" not in c.case.causes:
        return
    used = {b["resource"] for day in c.days for b in day.blocks if b["resource"]}
    text = next(f["text"] for f in c.document["findings"] if f["code"].startswith("resource_over"))
    known = c.reference.resources
    core = [code for code in dict.fromkeys(c.case.resources) if known[code].is_core]
    others = [code for code in dict.fromkeys(c.case.resources) if not known[code].is_core]
    for code in [*core, *others][3:]:
        if known[code].name not in text or code in used:
            yield f"{code} is not set aside"


def the_weakest_come_three_times_a_week(c):
    if "avoided_weaknesses" not in c.case.causes:
        return
    areas = sorted(c.plan["allocation"]["areas"], key=lambda row: row["baseline"])
    if areas[1]["baseline"] == areas[2]["baseline"] or areas[0]["baseline"] == areas[1]["baseline"]:
        return
    weak = [row["area"] for row in areas[:2]]
    weeks = list(_whole_weeks(c))
    if _costs_too_much(c, weak, len(weeks) + 2):
        return
    full = _days_full_of_returns(c, weak)
    for week in weeks:
        if any(day.on in full for day in week):
            continue
        roomy = sum(_area_minutes(day) > 15 * len(weak) for day in week)
        for area in weak:
            visits = sum(area in day.areas for day in week)
            if visits < min(3, roomy):
                yield f"{area} comes {visits} times in the week of {week[0].on}"


def _whole_weeks(c):
    monday = c.starts_on + ONE_DAY * (-c.starts_on.weekday() % 7)
    while monday + timedelta(days=6) < c.exam_on:
        yield [c.by_date[monday + ONE_DAY * i] for i in range(7)]
        monday += ONE_DAY * 7


def _days_full_of_returns(c, weak):
    """The study days that lie in ten on end without places enough for every area and the weak."""
    study = [day for day in c.study_days() if day.on >= c.rebuild_from]
    others = len(c.plan["allocation"]["areas"]) - len(weak)
    full = set()
    for i in range(len(study) - 9):
        days = study[i : i + 10]
        places = sum(min(4, _area_minutes(day) // 15) for day in days)
        weeks = {day.on.isocalendar()[:2] for day in days}
        if places < others + 3 * len(weak) * len(weeks):
            full |= {day.on for day in days}
    return full


def _area_minutes(day):
    return sum(block["minutes"] for block in day.blocks if block["area"])


def _costs_too_much(c, weak, weeks):
    """Whether so many visits would bring the plan below 99% of the best split, or near it.

    On days of less than an hour and a half every place is needed for areas that come back.
    """
    allocation = c.plan["allocation"]
    hours = sum(row["hours"] for row in allocation["areas"])
    study = [day for day in c.study_days() if day.on >= c.rebuild_from]
    if hours < 1.5 * len(c.study_days()):
        return True
    floor = len(study) // 10 / 4
    floors = [
        max(floor, weeks * 0.75) if row["area"] in weak else floor for row in allocation["areas"]
    ]
    return best_gain(allocation, hours, floors) < 0.995 * best_gain(allocation, hours, floor)


CHECKS = (
    the_taper_learns_nothing_new,
    the_life_event_is_talked_about_first,
    who_rushed_does_not_go_early,
    a_wish_is_kept_or_refused,
    what_is_set_aside_is_named,
)
FIRST_PLAN_CHECKS = (
    the_first_days_look_for_gaps,
    rebuilding_is_half_content,
    rebuilding_starts_with_content_on_a_weak_foundation,
    the_weakest_come_three_times_a_week,
)
