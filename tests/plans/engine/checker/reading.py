"""A result document read back for checking: dates parsed, the student's own days beside it."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREE_DAYS = ("rest", "off", "rotation")
ONE_DAY = timedelta(days=1)


class Checked:
    """A plan with its dates parsed and the student's own calendar beside it."""

    def __init__(self, case, reference, document, underway=None):
        self.case, self.reference, self.document = case, reference, document
        self.plan = document["plan"]
        self.underway = underway
        self.starts_on = date.fromisoformat(self.plan["starts_on"])
        self.began_on = underway.began_on if underway else self.starts_on
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
    def owes_review(self):
        """Whether a practice exam was taken and no day with hours came since."""
        taken = self.fresh_score_on
        return (
            self.underway is not None
            and taken is not None
            and not any(
                self.case.availability.hours_on(taken + ONE_DAY * i)
                for i in range(1, (self.starts_on - taken).days)
            )
        )

    @property
    def fresh_score_on(self):
        """The day of a counting score at most seven days old when study began, or None."""
        days = [s.taken_on for s in self.counting if (self.began_on - s.taken_on).days <= 7]
        return max(days, default=None)


def latest_fail(case):
    """The last fail whose result is out."""
    fails = [a for a in case.attempts if a.outcome == "fail" and a.reported_on]
    return max(fails, key=lambda a: a.sat_on, default=None)


def outline_of(case, reference):
    """The exam's outline in force on the case's day."""
    for row in reference.outlines:
        begun = row.effective_from is None or row.effective_from <= case.as_of
        over = row.effective_to is not None and row.effective_to < case.as_of
        if row.exam == case.exam and begun and not over:
            return row
    return None


class Day:
    def __init__(self, row):
        self.on = date.fromisoformat(row["on"])
        self.kind, self.minutes, self.blocks = row["kind"], row["minutes"], row["blocks"]
        self.areas = {b["area"] for b in self.blocks if b["area"]}
