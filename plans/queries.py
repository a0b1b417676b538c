"""What the plan's pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import Http404

from advising.charts import Chart, ForecastPoint
from advising.words import say_day, say_duration
from plans.document import Checkpoint, Day, Names, Phase, PlanDocument, Week, monday_of, read_plan
from plans.models import PlanProposal, StudyPlan
from plans.words import WHY_EXAM_ON
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import ContentArea, Discipline, Instrument, Resource, Student
from students.score_chart import score_charts


@dataclass(frozen=True, slots=True)
class AreaHours:
    """What the plan gives one content area, and what the model expects of it."""

    name: str
    weight: float
    baseline: float
    hours: float
    gain_epc: float


@dataclass(frozen=True)
class PlanPage:
    """One version of a plan with all that its pages show. `shown` lies inside the plan."""

    version: StudyPlan
    document: PlanDocument
    names: Names
    today: date
    shown: date

    @property
    def title(self) -> str:
        return "Your plan" if self.version.is_current else f"Plan {self.version.version}"

    @property
    def kicker(self) -> str:
        state = "current" if self.version.is_current else "replaced by a newer one"
        return f"Version {self.version.version}, {state}"

    @property
    def lead(self) -> str:
        hours = self.version.plan["hours_total"]
        return f"{hours:g} hours over {len(self.document.days)} days, to {say_day(self.document.exam_on)}."

    @property
    def where(self) -> str:
        """Where the shown day lies in the plan."""
        number = (self.shown - self.document.starts_on).days + 1
        phase = f", phase: {self.phase.words.lower()}" if self.phase else ""
        return f"Day {number} of {len(self.document.days)}{phase}."

    @property
    def before_start(self) -> str:
        return (
            f"Your plan starts on {say_day(self.document.starts_on)}. "
            "Until then nothing is asked of you; this is what the first day looks like."
        )

    @property
    def day(self) -> Day | None:
        return self.document.day(self.shown)

    @cached_property
    def week(self) -> Week:
        return self.document.week(self.shown)

    @property
    def week_title(self) -> str:
        return f"{say_day(self.week.monday)} to {say_day(self.week.sunday)}"

    @property
    def week_lead(self) -> str:
        return f"{say_duration(self.week.minutes)} planned."

    @property
    def previous_week(self) -> date | None:
        monday = self.week.monday - timedelta(days=7)
        return monday if monday >= monday_of(self.document.starts_on) else None

    @property
    def next_week(self) -> date | None:
        monday = self.week.monday + timedelta(days=7)
        return monday if monday <= self.document.exam_on else None

    @property
    def phase(self) -> Phase | None:
        return self.document.phase(self.shown)

    @property
    def next_checkpoint(self) -> Checkpoint | None:
        return self.document.next_checkpoint(self.shown)

    @property
    def why_exam_on(self) -> str:
        return WHY_EXAM_ON[self.version.plan["why_exam_on"]]

    @property
    def score_typical(self) -> date:
        return date.fromisoformat(self.version.plan["score_expected"]["typical"])

    @property
    def score_safe(self) -> date:
        return date.fromisoformat(self.version.plan["score_expected"]["safe"])

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What the student should know about this plan, gravest first."""
        order = {"stop": 0, "warning": 1, "info": 2}
        return sorted(self.version.result["findings"], key=lambda finding: order[finding["level"]])

    @property
    def allocation(self) -> list[AreaHours]:
        """Hours by content area, most hours first."""
        rows = [
            AreaHours(
                name=self.names.areas.get(row["area"], row["area"]),
                weight=row["weight"],
                baseline=row["baseline"],
                hours=row["hours"],
                gain_epc=row["gain_epc"],
            )
            for row in self.version.plan["allocation"]["areas"]
        ]
        return sorted(rows, key=lambda row: -row.hours)

    @property
    def proposal(self) -> PlanProposal | None:
        return getattr(self.version, "proposal", None)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a plan is built from, whether it is there, and where to give it."""

    state: str
    word: str
    text: str
    url_name: str
    link: str


def names() -> Names:
    """What codes are called, in four queries."""
    return Names(
        areas=dict(ContentArea.objects.values_list("code", "name")),
        disciplines=dict(Discipline.objects.values_list("code", "name")),
        resources=dict(Resource.objects.values_list("code", "name")),
        instruments=dict(Instrument.objects.values_list("code", "name")),
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


def plan_page(version: StudyPlan, *, today: date, shown: date | None = None) -> PlanPage:
    """A version as its pages show it, on a day (by default today) kept inside the plan."""
    known = names()
    document = read_plan(version.plan, known)
    inside = min(max(shown or today, document.starts_on), document.exam_on)
    return PlanPage(version, document, known, today, inside)


def current_plan_page(student: Student, *, today: date, shown: date | None = None) -> PlanPage:
    """The current plan's page, or 404 where the student has none yet."""
    version = current_plan(student)
    if version is None:
        raise Http404("No plan yet.")
    return plan_page(version, today=today, shown=shown)


def what_a_plan_needs(student: Student) -> list[Need]:
    """What the record holds for a plan and what it still lacks; nothing but a result is required."""
    availability = getattr(student, "availability", None)
    hours = availability.hours_per_week if availability else 0
    intake = getattr(student, "intake", None)
    is_submitted = not (intake and intake.answers)
    return [
        _need(
            is_there=student.attempts.exists(),
            there="Your exam result is on record.",
            missing="Report your exam result first: the plan starts from it.",
            url_name="students:attempt-create",
            link="Report your result",
        ),
        _need(
            is_there=hours > 0,
            there=f"You gave {hours:g} hours a week for study.",
            missing="Say in the intake how many hours each weekday holds.",
            url_name="students:intake-overview",
            link="Open the intake",
        ),
        _need(
            is_there=is_submitted,
            there="Nothing you typed in the intake waits to be submitted.",
            missing=(
                "What you saved in the intake counts once you submit it; this plan does not know it."
            ),
            url_name="students:intake-review",
            link="Read it through and submit",
        ),
        _need(
            is_there=student.assessments.exists(),
            there="A practice exam shows where you stand.",
            missing="Without a practice exam the plan begins with one and assumes your level.",
            url_name="students:assessment-create",
            link="Log a practice exam",
            is_required=False,
        ),
    ]


def _need(
    *, is_there: bool, there: str, missing: str, url_name: str, link: str, is_required: bool = True
) -> Need:
    if is_there:
        return Need("good", "There", there, "", "")
    state, word = ("warn", "Missing") if is_required else ("info", "Optional")
    return Need(state, word, missing, url_name, link)
