"""What is always true of a plan, checked from the contract's sentences alone.

Reads the case and the result document and calls nothing of the engine, so that a mistake there
cannot hide here. `problems` lists every broken sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from math import exp, floor, isclose

from tests.plans.engine.best_split import best_gain

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PHASES = ("settle", "diagnose", "rebuild", "practise", "taper")
KINDS = ("study", "light", "buffer", "rest", "off", "rotation", "practice_exam", "review", "exam")
ACTIVITIES = (
    *("questions", "content", "explain_back", "flashcards"),
    *("error_log", "mixed_review", "practice_exam", "check_in"),
)
FREE_DAYS = ("rest", "off", "rotation")
ONE_DAY = timedelta(days=1)


def problems(case, reference, document) -> list[str]:
    """Every sentence of the contract that a result's plan breaks."""
    if document["plan"] is None:
        return []
    checked = Checked(case, reference, document)
    return [
        f"{check.__name__}: {problem}" for check in CHECKS for problem in check(checked) if problem
    ]


class Checked:
    """A plan with its dates parsed and the student's own calendar beside it."""

    def __init__(self, case, reference, document):
        self.case, self.reference, self.document = case, reference, document
        self.plan = document["plan"]
        self.starts_on = date.fromisoformat(self.plan["starts_on"])
        self.exam_on = date.fromisoformat(self.plan["exam_on"])
        self.days = [Day(row) for row in self.plan["days"]]
        self.by_date = {day.on: day for day in self.days}
        self.before = [day for day in self.days if day.on < self.exam_on]
        self.phases = [
            (row["name"], date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
            for row in self.plan["phases"]
        ]
        self.rows = [
            {**row, "on": date.fromisoformat(row["on"])} for row in self.plan["checkpoints"]
        ]
        self.exams = [row for row in self.rows if row["part_of"] is None]
        self.counting = [
            score
            for score in case.scores
            if score.scale == "epc"
            and reference.instruments[score.instrument].is_predictive
            and score.timed
            and score.first_use
        ]
        self.rotations = self._rotations()

    def _rotations(self):
        """The rotations whose days are rotation days."""
        fails = [a for a in self.case.attempts if a.outcome == "fail" and a.reported_on]
        reports = [a.reported_on for a in self.case.attempts if a.reported_on]
        if self.document["holds"]:
            hold = self.document["holds"][0]
            if hold["rotation"] != "finish":
                return []
            starts_on = date.fromisoformat(hold["starts_on"])
            return [r for r in self.case.rotations if r.starts_on < starts_on]
        if not reports:
            return []
        on = max(fails, key=lambda a: a.sat_on).reported_on if fails else max(reports)
        return [r for r in self.case.rotations if r.starts_on <= on <= r.ends_on]

    def is_away(self, on):
        off = on in self.case.availability.days_off
        blocked = any(b.starts_on <= on <= b.ends_on for b in self.case.availability.blocked)
        return off or blocked or any(r.starts_on <= on <= r.ends_on for r in self.rotations)

    def hours(self, on):
        """What the student gives that day; less than a block is nothing."""
        if self.is_away(on):
            return 0
        hours = self.case.availability.hours.get(WEEKDAYS[on.weekday()], 0)
        return hours if hours >= 0.25 else 0

    def next_working(self, on):
        """The next day with hours before the exam."""
        on += ONE_DAY
        while on < self.exam_on and not self.hours(on):
            on += ONE_DAY
        return on if on < self.exam_on else None

    def first_working(self, count, on=None):
        on = self.starts_on if on is None else on
        found = []
        while on < self.exam_on and len(found) < count:
            if self.hours(on):
                found.append(on)
            on += ONE_DAY
        return found

    def gap(self, first, second):
        """Days apart, days away not counted."""
        between = (second - first).days
        days = (first + ONE_DAY * i for i in range(1, between + 1))
        return sum(not self.is_away(day) for day in days)

    def run_from(self, on):
        """The last day of a practice exam split from a day on, or None."""
        left = 4
        while on is not None and on < self.exam_on:
            fit = floor(self.hours(on) * 4 + 1e-9) // 5
            if not fit:
                return None
            left -= fit
            if left <= 0:
                return on
            on = self.next_working(on)
        return None

    def study_days(self):
        return [day for day in self.before if day.minutes and day.kind != "practice_exam"]

    def phase_of(self, on):
        return next(name for name, first, last in self.phases if first <= on <= last)

    @property
    def rebuild_from(self):
        """The first day after settle and diagnose."""
        early = [last for name, _, last in self.phases if name in ("settle", "diagnose")]
        return max(early) + ONE_DAY if early else self.starts_on

    @property
    def fresh_score_on(self):
        """The day of a counting score at most seven days old at the start, or None."""
        days = [s.taken_on for s in self.counting if (self.starts_on - s.taken_on).days <= 7]
        return max(days, default=None)


class Day:
    def __init__(self, row):
        self.on = date.fromisoformat(row["on"])
        self.kind, self.minutes, self.blocks = row["kind"], row["minutes"], row["blocks"]
        self.areas = {b["area"] for b in self.blocks if b["area"]}


def starts_as_the_contract_says(c):
    reports = [a.reported_on for a in c.case.attempts if a.reported_on]
    start = c.case.availability.starts_on
    if start is None:
        start = max(reports) + timedelta(days=3) if reports else c.case.as_of
    start = max([start, c.case.as_of, *(r.ends_on + ONE_DAY for r in c.rotations)])
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


def practice_exams_fill_their_days(c):
    exam_days = {day.on for day in c.days if day.kind == "practice_exam"}
    if exam_days != {row["on"] for row in c.rows} or len(c.rows) != len(exam_days):
        yield "practice exam days and checkpoints differ"
    for row in c.exams:
        parts = [p for p in c.rows if p["on"] == row["on"] or p["part_of"] == row["on"].isoformat()]
        minutes = 0
        for part in parts:
            day = c.by_date[part["on"]]
            minutes += day.minutes
            if {b["activity"] for b in day.blocks} != {"practice_exam"} or day.areas:
                yield f"{day.on} holds more than the practice exam"
            if day.minutes % 75:
                yield f"{day.on} holds a part of a section"
            if (part["instrument"], part["form"]) != (row["instrument"], row["form"]):
                yield f"{day.on} is a part of another form"
        if minutes != 300:
            yield f"the practice exam of {row['on']} takes {minutes} minutes"
        if len(parts) == 1 and c.hours(row["on"]) < 5:
            yield f"{row['on']} has less than five hours"
        for one, next_one in pairwise(parts):
            if c.next_working(one["on"]) != next_one["on"]:
                yield f"the parts from {one['on']} are not on consecutive days with hours"
        review = c.next_working(row["on"])
        if review is None or c.by_date[review].kind != "review":
            yield f"no review after {row['on']}"
    if sum(day.kind == "review" for day in c.days) != len(c.exams):
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
    planned = {}
    offset = len(dates) - len(c.exams)
    for i, (before, after) in enumerate(pairwise(dates)):
        exam = i + 1 - offset
        if exam > 0:
            row = c.exams[exam - 1]
            planned[(row["instrument"], row["form"])] = row["on"]
        if (after - before).days < 7:
            yield f"{before} and {after} are less than 7 days apart"
        if c.gap(before, after) <= 16:
            continue
        span = _span(c, exam)
        may_split = not any(c.hours(day) >= 5 for day in span)
        on = max(before + ONE_DAY * 7, c.starts_on)
        if exam > 0:
            on = max(on, c.next_working(before) + ONE_DAY)
        while on < after:
            last = _can_hold(c, on, planned, may_split=may_split)
            if last and last < after:
                yield f"{after} is too long after {before}: {on} could hold a practice exam"
                break
            on += ONE_DAY


def the_last_practice_exam_is_near_the_exam(c):
    if not c.exams:
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


def the_last_study_day_is_light(c):
    worked = [day for day in c.before if day.minutes]
    if not worked:
        yield "nothing to do"
        return
    last = worked[-1]
    if last.kind not in ("light", "review") or last.minutes > 120:
        yield f"the last day {last.on} is {last.kind} with {last.minutes} minutes"


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
    if early and not baseline:
        yield "settle or diagnose without a baseline"


def purposes_are_in_their_places(c):
    for i, row in enumerate(c.exams):
        allowed = {"progress", "gate"} if i else {"baseline", "progress", "gate"}
        if i == len(c.exams) - 1:
            allowed = {"final", "baseline"} if i == 0 else {"final"}
        if row["purpose"] not in allowed:
            yield f"{row['on']} is {row['purpose']}"
    if Counter(row["purpose"] for row in c.exams)["gate"] > 1:
        yield "two gates"


def allocation_agrees_with_the_blocks(c):
    minutes = Counter()
    for day in c.days:
        for block in day.blocks:
            minutes[block["area"]] += block["minutes"]
    for row in c.plan["allocation"]["areas"]:
        if not isclose(row["hours"] * 60, minutes[row["area"]], abs_tol=1e-6):
            yield f"{row['area']} has {row['hours']} hours and {minutes[row['area']]} minutes"
    if not isclose(c.plan["hours_total"] * 60, sum(minutes.values()), abs_tol=1e-6):
        yield "hours_total is not the sum of all minutes"


def allocation_follows_the_model(c):
    allocation = c.plan["allocation"]
    scale, ceiling = allocation["scale_hours"], allocation["ceiling"]
    areas = allocation["areas"]
    outline = c.reference.outline(c.case.exam, c.case.as_of)
    middle = {area.code: area.low + area.high for area in outline.areas}
    if [row["area"] for row in areas] != list(middle):
        yield "areas are not those of the outline"
    for row in areas:
        if not isclose(row["weight"], middle[row["area"]] / sum(middle.values()), abs_tol=1e-4):
            yield f"{row['area']} weighs {row['weight']}"
        gain = _gain(row, row["hours"], scale, ceiling)
        if not isclose(gain, row["gain_epc"], abs_tol=1e-3):
            yield f"{row['area']} gains {row['gain_epc']}, not {gain}"
    if not isclose(sum(r["gain_epc"] for r in areas), allocation["gain_epc"], abs_tol=1e-3):
        yield "gains do not add up"
    level = sum(row["weight"] * row["baseline"] for row in areas) * 100
    start = c.document["forecast"][0]["mean"]
    if not isclose(level, start, abs_tol=0.05):
        yield f"baselines average {level}, the forecast starts at {start}"


def _gain(row, hours, scale, ceiling):
    rate = scale * row["weight"]
    return 100 * row["weight"] * max(ceiling - row["baseline"], 0) * (1 - exp(-hours / rate))


def allocation_is_near_the_bound(c):
    allocation = c.plan["allocation"]
    hours = sum(row["hours"] for row in allocation["areas"])
    study = [day for day in c.study_days() if day.on >= c.rebuild_from]
    bound = best_gain(allocation, hours, 0)
    if not isclose(bound, allocation["bound_gain_epc"], rel_tol=1e-3, abs_tol=1e-4):
        yield f"bound_gain_epc is {allocation['bound_gain_epc']}, not {bound}"
    best = best_gain(allocation, hours, len(study) // 10 / 4)
    if allocation["gain_epc"] < 0.99 * best - 1e-9:
        yield f"gains {allocation['gain_epc']} of {best} EPC"


def exam_day_is_possible(c):
    facts = c.document
    opens_on = date.fromisoformat(facts["sit_window"]["opens_on"])
    weeks = facts["duration"]["min_weeks"]
    if c.exam_on.weekday() == 6 or c.is_away(c.exam_on):
        yield f"the exam day {c.exam_on} is a Sunday or a day away"
    if c.exam_on < opens_on or c.exam_on < c.starts_on + timedelta(weeks=weeks):
        yield f"the exam day {c.exam_on} is too early"
    if c.exam_on > max(c.starts_on, opens_on) + timedelta(weeks=52):
        yield f"the exam day {c.exam_on} is more than 52 weeks away"
    latest = facts["sit_window"]["latest_safe"]
    is_late = latest is not None and c.exam_on > date.fromisoformat(latest)
    if is_late != (c.plan["why_exam_on"] == "past_deadline"):
        yield f"{c.plan['why_exam_on']} on {c.exam_on} with {latest}"


def forecast_is_consistent(c):
    rows = c.document["forecast"]
    dates = [date.fromisoformat(row["on"]) for row in rows]
    if dates[-1] != c.exam_on or any((b - a).days > 7 or a >= b for a, b in pairwise(dates)):
        yield "forecast rows are not weekly up to the exam"
    for row in rows:
        if not isclose(row["high"] - row["mean"], row["mean"] - row["low"], abs_tol=0.03):
            yield f"the interval of {row['on']} is lopsided"
        if not 0 <= row["p_pass"] <= 1:
            yield f"p_pass of {row['on']} is {row['p_pass']}"
    gained = rows[-1]["mean"] - rows[0]["mean"]
    if not isclose(gained, c.plan["allocation"]["gain_epc"], abs_tol=0.02):
        yield f"the forecast gains {gained}"


def feasible_means_ready(c):
    ready = _ready(c, c.document["forecast"][-1])
    why, feasible = c.plan["why_exam_on"], c.document["feasible"]
    if why == "earliest_ready" and not (feasible and ready):
        yield "earliest_ready without being ready"
    if why in ("last_candidate", "past_deadline") and feasible:
        yield f"{why} although feasible"
    if why == "last_candidate" and ready:
        yield "the last candidate is ready and infeasible"
    if bool(c.document["remedies"]) == bool(feasible):
        yield "remedies and feasible disagree"


def _ready(c, row):
    gate = c.document["readiness"]["gate"]
    ready_epc = c.reference.learning.ready_epc
    policy = c.case.policy
    if policy is not None and not isinstance(policy, str) and policy.gate is not None:
        if policy.gate.scale == "epc" and policy.gate.min is not None:
            ready_epc = policy.gate.min
    assert gate is not None
    target = c.case.wish.target_probability
    return row["mean"] >= ready_epc and (target is None or row["p_pass"] >= target)


CHECKS = (
    starts_as_the_contract_says,
    lists_every_day_once,
    keeps_to_the_students_hours,
    rests_in_any_seven_days,
    keeps_a_buffer_in_every_whole_week,
    has_at_most_four_areas_a_day,
    every_area_comes_back,
    practice_exams_fill_their_days,
    splits_only_without_a_long_day,
    the_baseline_comes_first,
    practice_exams_are_well_apart,
    the_last_practice_exam_is_near_the_exam,
    forms_are_fresh,
    the_last_study_day_is_light,
    phases_follow_each_other,
    purposes_are_in_their_places,
    allocation_agrees_with_the_blocks,
    allocation_follows_the_model,
    allocation_is_near_the_bound,
    exam_day_is_possible,
    forecast_is_consistent,
    feasible_means_ready,
)
