"""One version of a plan as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from advising.charts import Chart, ForecastPoint
from advising.words import say_day
from plans.document import Checkpoint, Names, Phase, PlanDocument, read_plan
from plans.models import PlanProposal, StudyPlan
from plans.queries.findings import told_findings
from plans.telling import Reader, Told, tell_remedy, why_exam_on
from plans.words import REASON_SOURCES
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import ContentArea, Discipline, Instrument, Resource, Student
from students.reference.sources import document_titles, name_sources
from students.rules.readiness import EPC
from students.score_chart import score_charts


@dataclass(frozen=True, slots=True)
class AreaHours:
    """What the plan gives one content area, and what the model expects of it."""

    name: str
    weight: float
    baseline: float
    minutes: int
    gain_epc: float


@dataclass(frozen=True)
class PlanPage:
    """One version of a plan with all that its pages show.

    `replaced` is the proposal that the current version, not proposed itself, took the place of.
    """

    version: StudyPlan
    is_current: bool
    replaced: PlanProposal | None
    document: PlanDocument
    names: Names
    today: date
    findings: list[Told]
    reader: Reader

    @property
    def title(self) -> str:
        return "Your plan" if self.is_current else f"Plan {self.version.version}"

    @property
    def kicker(self) -> str:
        state = "replaced by a newer one"
        if self.version.is_current:
            state = "current" if self.is_current else "ended with a newer result"
        if self.version.undone_at:
            state = "you went back to an earlier one"
        return f"Version {self.version.version}, {state}"

    @property
    def lead(self) -> str:
        hours, days = round(self.version.plan["hours_total"]), len(self.document.days)
        return f"About {hours} hours over {days} days, to {say_day(self.document.exam_on)}."

    @property
    def phase(self) -> Phase | None:
        return self.document.phase(self.today)

    @property
    def next_checkpoint(self) -> Checkpoint | None:
        return self.document.next_checkpoint(self.today)

    @property
    def why_exam_on(self) -> str:
        return why_exam_on(self.version.plan["why_exam_on"], self.reader)

    @property
    def score_typical(self) -> date:
        return date.fromisoformat(self.version.plan["score_expected"]["typical"])

    @property
    def score_safe(self) -> date:
        return date.fromisoformat(self.version.plan["score_expected"]["safe"])

    @property
    def warnings(self) -> list[Told]:
        """What to know before trusting this plan, gravest first."""
        found = [told for told in self.findings if told.level != "info"]
        return sorted(found, key=lambda told: told.level != "stop")

    @property
    def notes(self) -> list[Told]:
        """What else is good to know."""
        return [told for told in self.findings if told.level == "info"]

    @property
    def remedies(self) -> list[dict[str, Any]]:
        """What would make an impossible plan fit; nothing for one that fits."""
        return [tell_remedy(row, self.reader) for row in self.version.result["remedies"]]

    @property
    def allocation(self) -> list[AreaHours]:
        """Hours by content area, most hours first."""
        rows = [
            AreaHours(
                name=self.names.areas.get(row["area"], row["area"]),
                weight=row["weight"],
                baseline=row["baseline"],
                minutes=round(row["hours"] * 60),
                gain_epc=row["gain_epc"],
            )
            for row in self.version.plan["allocation"]["areas"]
        ]
        return sorted(rows, key=lambda row: -row.minutes)

    @property
    def proposal(self) -> PlanProposal | None:
        return getattr(self.version, "proposal", None)


def names() -> Names:
    """What codes are called, and who asks for what, in five queries."""
    titles = document_titles()
    instruments = list(Instrument.objects.values_list("code", "name", "scale__code"))
    return Names(
        areas=dict(ContentArea.objects.values_list("code", "name")),
        disciplines=dict(Discipline.objects.values_list("code", "name")),
        resources=dict(Resource.objects.values_list("code", "name")),
        instruments={code: name for code, name, _ in instruments},
        on_epc=frozenset(code for code, _, scale in instruments if scale == EPC),
        sources={code: name_sources(said, titles) for code, said in REASON_SOURCES.items()},
    )


def progress_chart(version: StudyPlan, *, today: date) -> Chart:
    """The practice scores so far and the plan's forecast, on the gate's scale."""
    forecast = tuple(
        ForecastPoint(date.fromisoformat(row["on"]), row["mean"], row["low"], row["high"])
        for row in version.result["forecast"]
    )
    charts = score_charts(
        gather_case(version.student, as_of=today),
        gather_reference(),
        exam_on=version.exam_on,
        forecast=forecast,
    )
    return charts[0]


def current_plan(student: Student) -> StudyPlan | None:
    """The version the student follows, with its proposal if there is one."""
    plans = StudyPlan.objects.current().filter(student=student, case__exam=student.exam_id)
    return plans.select_related("proposal").first()


def ended_plan(student: Student) -> StudyPlan | None:
    """The last version, where a newer result has ended it."""
    last = StudyPlan.objects.filter(student=student, is_current=True)
    return last.exclude(pk__in=StudyPlan.objects.current().filter(student=student)).first()


def plan_page(version: StudyPlan, *, today: date, reader: Reader = Reader.STUDENT) -> PlanPage:
    """A version as its pages show it today to the student, or to somebody who advises them."""
    known = names()
    is_current = StudyPlan.objects.current().filter(pk=version.pk).exists()
    return PlanPage(
        version=version,
        is_current=is_current,
        replaced=version.replaced_proposal() if is_current else None,
        document=read_plan(version.plan, known),
        names=known,
        today=today,
        findings=told_findings(version.result["findings"], version.student, reader),
        reader=reader,
    )
