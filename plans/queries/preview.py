"""A new version seen before it is used: what it would change, in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from plans.diff import PlanDiff, compare, say_forecast
from plans.models import StudyPlan
from plans.queries.days import DayOfPlan, days_of_plan, open_positions
from plans.queries.findings import told_findings
from plans.queries.pages import names
from plans.queries.underway import Conclusion, conclude_today
from plans.telling import Told
from students.choices import DeadlineKind

LOOKS_BACK = 14  # days before today whose undone work is looked for
NO_REASON: Final[Mapping[str, Any]] = {
    "code": "",
    "level": "stop",
    "text": "No plan can be made from the record as it stands. Talk to your dean about it.",
    "source": "",
}


@dataclass(frozen=True, slots=True)
class DeadlineHeld:
    """A deadline, and whether the exam day of the new version surely keeps it."""

    name: str
    due_on: date
    is_held: bool


@dataclass(frozen=True)
class Preview:
    """What planning again today would make of the current version; nothing of it is stored.

    `findings` are what the new version has to say that the current one has not, `problems` why
    no plan can be made, where none can.
    """

    current: StudyPlan
    conclusion: Conclusion
    changes: PlanDiff | None
    unlogged: list[DayOfPlan]
    findings: list[Told]
    problems: list[Told]
    today: date

    @property
    def digest(self) -> str:
        return digest_of(self.conclusion.result)

    @property
    def says_otherwise(self) -> bool:
        """Whether what is said beside the days differs, be the days the same or not."""
        before, after = (
            [row["text"] for row in result["findings"]]
            for result in (self.current.result, self.conclusion.result)
        )
        return before != after

    @property
    def is_worth_using(self) -> bool:
        """Whether a new version would be any different."""
        return self.changes is not None and (not self.changes.is_empty or self.says_otherwise)

    @property
    def unlogged_words(self) -> str:
        """How many of the days before today are open."""
        days = len(self.unlogged)
        return "1 day has no word yet" if days == 1 else f"{days} days have no word yet"

    @property
    def deadlines(self) -> list[DeadlineHeld]:
        """The deadlines a sitting keeps or not, the earliest first."""
        plan = self.conclusion.plan
        rows = [row for row in self.conclusion.result["deadlines"] if row["sit_by_safe"]]
        if plan is None:
            return []
        return [
            DeadlineHeld(
                DeadlineKind(row["kind"]).label,
                date.fromisoformat(row["due_on"]),
                plan["exam_on"] <= row["sit_by_safe"],
            )
            for row in sorted(rows, key=lambda row: row["due_on"])
        ]

    @property
    def forecast_before(self) -> str:
        return say_forecast(self.current.result["forecast"])

    @property
    def forecast_after(self) -> str:
        return say_forecast(self.conclusion.result["forecast"])


def preview_plan(current: StudyPlan, *, today: date) -> Preview:
    """What a new version made today would change of the current one."""
    conclusion = conclude_today(current.student, current, today=today)
    days = days_of_plan(current, today - timedelta(days=LOOKS_BACK), today)
    until = conclusion.resumes_on or today
    past = [day for on, day in days.items() if on < until]
    changes = None
    if conclusion.plan:
        changes = compare(
            (current.result, current.began_on),
            (conclusion.result, conclusion.began_on),
            names(),
            waiting={day.on: left for day in past if (left := _undone(day))},
        )
    unlogged = [day for day in past if day.on < today and open_positions(day)]
    stops = [] if conclusion.plan else why_not(conclusion.result)
    known = {row["text"] for row in (*current.result["findings"], *stops)}
    new = [row for row in conclusion.result["findings"] if row["text"] not in known]
    findings = told_findings(new, current.student)
    problems = told_findings(stops, current.student) if stops else []
    return Preview(current, conclusion, changes, unlogged, findings, problems, today)


def digest_of(result: Mapping[str, Any]) -> str:
    """A short name of a result: the same for the same, another for anything else."""
    written = json.dumps(result, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def why_not(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The engine's own reasons for making no plan, as findings."""
    return [row for row in result["findings"] if row["level"] == "stop"] or [NO_REASON]


def _undone(day: DayOfPlan) -> dict[str, int]:
    """The minutes of each subject that a day asked for and did not get."""
    left: dict[str, int] = {}
    for place, block in enumerate(day.blocks):
        log = day.logs.get(place)
        minutes = block["minutes"] - (log.minutes if log else 0)
        if minutes and block["activity"] != "practice_exam":
            subject = block["area"] or block["activity"]
            left[subject] = left.get(subject, 0) + minutes
    return left
