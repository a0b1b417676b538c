"""Case files from a seed, quickly: whole documents over all that the contract allows.

Half of the students are ordinary, half are odd in every part. `document_of(seed)` is the same
on every machine.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.reference_values import AREAS, CAUSES, FORMS, RESOURCES, STATE_LIMITS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AREA_CODES = [area.code for area in AREAS]
EVENTS = ("reported", "sat", "first_attempt", "matriculated", "preclerkship_end", "clerkship_start")
# A year's end, a leap day, and days around the changes of the rules.
AS_OF_DAYS = ("2024-02-29", "2026-11-23", "2026-12-31", "2027-01-01", "2027-06-30", "2028-02-28")
ODD_HOURS = (0, 0, 0, 0.25, 0.5, 1, 1, 1.25, 1.5, 2.5, 3, 4.99, 5, 5.01, 6.66, 7.3, 10, 12, 16)
USUAL_HOURS = (0, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 10)


def document_of(seed: int, *, is_odd: bool | None = None) -> dict[str, Any]:
    """One student's case file; an odd one, an ordinary one, or either."""
    return _Maker(Random(seed), is_odd).document()  # noqa: S311 -- made-up students, not secrets


class _Maker:
    """Draws one student; `is_odd` students leave what is usual in every part."""

    def __init__(self, random: Random, is_odd: bool | None) -> None:
        self.random = random
        chance = random.random() < 0.5
        self.is_odd = chance if is_odd is None else is_odd
        start = date(2024, 2, 1) + timedelta(days=random.randrange(1800))
        if random.random() < 0.2:
            start = date.fromisoformat(random.choice(AS_OF_DAYS))
        self.as_of = start
        self.exam = random.choice(("step1",) * 15 + ("level1",))

    def document(self) -> dict[str, Any]:
        attempts = self.attempts()
        document = {
            "version": 1,
            "as_of": self.as_of.isoformat(),
            "exam": self.exam,
            "student": self.student(),
            "attempts": attempts,
            "rotations": self.rotations(),
            "policy": self.policy() if self.chance(0.6) else None,
            "permit": self.period(-60, 120, 15, 200) if self.chance(0.15) else None,
            "scores": [self.score() for _ in range(self.count(6))],
            "missed_topics": self.missed_topics(),
            "availability": self.availability(),
            "causes": self.some(CAUSES, self.random.choice((0, 0, 1, 1, 2, 3, 16))),
            "resources": self.some([item.code for item in RESOURCES], self.count(6)),
            "wish": {
                "exam_on": self.day(10, 300) if self.chance(0.4) else None,
                "target_probability": self.pick(0.5, 0.7, 0.9) if self.chance(0.15) else None,
            },
        }
        needed = ("version", "as_of", "exam", "student", "attempts")
        return {
            key: value
            for key, value in document.items()
            if key in needed or key == "availability" or self.chance(0.95)
        }

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def count(self, most: int) -> int:
        return self.random.randint(0, most)

    def some(self, options: Any, count: int) -> list[str]:
        return self.random.sample(list(options), min(count, len(options)))

    def on(self, first: int, last: int) -> date:
        return self.as_of + timedelta(days=self.random.randint(first, last))

    def day(self, first: int, last: int) -> str:
        return self.on(first, last).isoformat()

    def period(self, first: int, last: int, shortest: int, longest: int) -> dict[str, str]:
        start = self.on(first, last)
        end = start + timedelta(days=self.random.randint(shortest, longest))
        return {"from": start.isoformat(), "to": end.isoformat()}

    def student(self) -> dict[str, Any]:
        events = {code: self.day(-900, 60) for code in self.some(EVENTS[3:], self.count(3))}
        return {
            "track": self.pick("MD", "DO", "IMG"),
            "class_year": self.pick(None, 2026, 2028),
            "states": self.some(STATE_LIMITS, self.pick(0, 0, 1, 3)),
            "events": events,
            "rotation_choice": self.pick(None, "finish", "withdraw"),
        }

    def attempts(self) -> list[dict[str, Any]]:
        count = self.pick(1, 1, 1, 2, 2, 3, 3, 4) if self.is_odd else self.pick(1, 1, 1, 2)
        sat_on = self.on(-70, -16)
        rows = []
        for _ in range(count):
            rows.append(self.fail(sat_on))
            sat_on -= timedelta(days=self.random.randint(40, 420))
        rows.reverse()
        if self.is_odd and self.chance(0.2):
            rows.append({"sat_on": self.day(-10, 0), "reported_on": None, "outcome": None})
        if self.is_odd and self.chance(0.05):
            rows[-1] |= {"outcome": "pass", "three_digit": 210, "points_below": None}
        if self.is_odd and self.chance(0.03):
            rows = []
        if self.chance(0.1):
            self.random.shuffle(rows)
        return rows

    def fail(self, sat_on: date) -> dict[str, Any]:
        scale = (140, 195) if self.exam == "step1" else (250, 399)
        reported_on = min(sat_on + timedelta(days=self.random.randint(10, 45)), self.as_of)
        levels = ("lower", "same", "higher")
        known = self.chance(0.6)
        return {
            "sat_on": sat_on.isoformat(),
            "reported_on": reported_on.isoformat(),
            "outcome": "incomplete" if self.is_odd and self.chance(0.05) else "fail",
            "three_digit": self.random.randint(*scale) if known else None,
            "points_below": None if known else self.pick(None, 0, 3, 12.5, 60),
            "areas": {code: self.pick(*levels) for code in self.some(AREA_CODES, self.count(11))},
        }

    def rotations(self) -> list[dict[str, str]]:
        start, rows = self.on(-90, 60), []
        for number in range(self.pick(0, 0, 1, 3, 8) if self.is_odd else self.pick(0, 3, 4)):
            end = start + timedelta(days=self.random.randint(13, 60))
            row = {"starts_on": start.isoformat(), "ends_on": end.isoformat()}
            rows.append({"name": f"Block {number + 1}", **row})
            start = end + timedelta(days=self.random.randint(1, 12))
        return rows

    def score(self) -> dict[str, Any]:
        instrument = self.pick("cbssa", "cbssa", "cbssa", "cbse", "free120")
        value = self.random.randint(20, 97) if self.is_odd else self.random.randint(48, 72)
        row: dict[str, Any] = {
            "instrument": instrument,
            "form": self.pick(*(f.form for f in FORMS[-9:])) if instrument == "cbssa" else None,
            "taken_on": self.day(-90, 0),
            "scale": "percent" if instrument == "free120" else "epc",
            "score": value,
            "timed": not self.chance(0.15),
            "first_use": not self.chance(0.15),
            "verified": self.chance(0.3),
        }
        if self.chance(0.3):
            row["likely_range"] = [value - self.pick(1, 3, 4), value + self.pick(1, 2.5, 4)]
        if self.chance(0.1):
            row["low_pass_band"] = [60, 66]
        if self.chance(0.3):
            row["p_pass"] = self.pick(0.02, 0.5, 0.97)
        if self.chance(0.5):
            areas = self.some(AREA_CODES, self.count(11))
            row["areas"] = {code: self.area_percent(value) for code in areas}
        return row

    def area_percent(self, value: int) -> int:
        if self.is_odd:
            return self.random.randint(0, 100)
        return min(max(round(self.random.gauss(value, 10)), 0), 100)

    def missed_topics(self) -> dict[str, int]:
        topics = ("renal pharmacology", "type 1 hypersensitivity", "pathology of bone", "x", "y")
        return {topic: self.random.randint(1, 15) for topic in self.some(topics, self.count(5))}

    def availability(self) -> dict[str, Any]:
        odd = self.is_odd and self.chance(0.7)
        choices = ODD_HOURS if odd else USUAL_HOURS
        hours = {day: self.random.choice(choices) for day in WEEKDAYS}
        if odd and self.chance(0.3):
            hours = dict.fromkeys(WEEKDAYS, self.random.choice(choices))
        if odd and self.chance(0.2):
            hours = {day: hours[day] for day in self.some(WEEKDAYS, self.count(3))}
        blocked = [self.period(-30, 250, 0, 45) for _ in range(self.count(4 if odd else 1))]
        return {
            "starts_on": self.day(-40, 90) if self.chance(0.4) else None,
            "hours": hours,
            "days_off": sorted({self.day(-10, 200) for _ in range(self.count(20 if odd else 4))}),
            "blocked": [{**row, "reason": "family"} for row in blocked],
        }

    def policy(self) -> dict[str, Any]:
        return {
            "code": "made-up",
            "name": "Made-up policy",
            "source": None,
            "max_attempts": self.pick(None, None, 3, 4, 6),
            "on_fail": [self.clause() for _ in range(self.pick(0, 1, 1, 2, 3))],
            "deadlines": [self.deadline() for _ in range(self.pick(0, 0, 1))],
            "gate": self.gate() if self.chance(0.5) else None,
            "testing_on_leave": self.pick("allowed", "allowed", "forbidden"),
        }

    def clause(self) -> dict[str, Any]:
        leave = {"kind": "administrative", "min_days": None, "max_days": self.pick(90, 365)}
        return {
            "rotation": self.pick("finish", "choice", "withdraw", "not_started"),
            "resume_on": self.pick("sat", "pass", "pass", "never"),
            "leave": leave if self.chance(0.2) else None,
            "deadlines": [self.deadline() for _ in range(self.pick(0, 1, 1, 2))],
        }

    def deadline(self) -> dict[str, Any]:
        shape = self.pick(
            *("weeks_after", "weeks_after", "days_after", "months_after"),
            *("on_date", "month_day", "before_block"),
        )
        row: dict[str, Any] = {"kind": self.pick("pass_by", "pass_by", "sit_by", "meet_by")}
        row["shape"] = shape
        ranges = {"weeks_after": (8, 70), "days_after": (60, 500), "months_after": (2, 18)}
        if shape in ranges:
            row |= {"event": self.pick(*EVENTS), "n": self.random.randint(*ranges[shape])}
        elif shape == "on_date":
            row["date"] = self.day(20, 500)
        elif shape == "month_day":
            year_of = {"event": self.pick(*EVENTS), "plus": self.count(2)}
            row |= {"month": self.random.randint(1, 12), "day": self.pick(1, 15, 31)}
            row["year_of"] = year_of
        else:
            row["block"] = self.random.randint(1, 4)
        return row

    def gate(self) -> dict[str, Any]:
        scale = self.pick("epc", "epc", "epc", "percent")
        return {
            "instruments": ["free120"] if scale == "percent" else self.pick(["cbssa"], ["cbse"]),
            "scale": scale,
            "min": self.pick(None, 58, 62, 66, 72),
            "distinct_forms": self.random.randint(1, 3),
            "max_age_days": self.pick(None, 14, 60),
            "min_days_before_sitting": self.pick(None, None, 7),
            "max_tries": self.pick(None, None, 2),
            "extra": self.pick([], ["a learning specialist agrees"]),
        }
