"""What the ledger's pages read: the log of one student and all that it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advising.charts import Chart
from advising.words import say_range, say_score
from students.assessments.ledger import AreaTrend, FormsLeft, area_trends, forms_left
from students.assessments.reading import EntryReading, read_entry
from students.assessments.whys import WhyReading, why_gate, why_scenario
from students.choices import Outcome
from students.gather import gather_case, score_of
from students.gather_policies import gather_reference
from students.models import Improvement, SelfAssessment, Student
from students.queries import planned_retake
from students.reference.sources import name_sources
from students.rules.case import Case, Level, Score
from students.rules.policy import Situation, situation_of
from students.rules.readiness import read_readiness
from students.rules.reference import Reference
from students.rules.result import Readiness
from students.score_chart import say_exam, score_charts

FIRST_SCORE_NOTE = "first-score-after-fail"


@dataclass(frozen=True, slots=True)
class Note:
    """A fact in words, and who says so."""

    statement: str
    source: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One logged exam and its reading. `name` is the exam's with its form's."""

    assessment: SelfAssessment
    name: str
    reading: EntryReading
    is_first_after_fail: bool

    @property
    def marks(self) -> list[str]:
        """Why it is less reliable than a fresh form in exam conditions, in a word each."""
        marks = {
            "repeat": not self.assessment.is_first_use,
            "untimed": not self.assessment.is_timed,
        }
        return [f"{word}, less reliable" for word, holds in marks.items() if holds]

    @property
    def why_not_counted(self) -> str:
        """Why readiness is not read from it; empty where it could be."""
        reasons = {
            "the form was seen before": not self.assessment.is_first_use,
            "it was not timed": not self.assessment.is_timed,
            "readiness is not read from this kind of exam": self.reading.scenario is None,
        }
        return next((reason for reason, holds in reasons.items() if holds), "")

    @property
    def score_words(self) -> str:
        """The score on its own scale, with its likely range: "55 EPC, likely 51-59"."""
        words = say_score(self.assessment.score, self.assessment.scale)
        return f"{words}, {say_range(self.reading.likely)}" if self.reading.likely else words


@dataclass(frozen=True, slots=True)
class InstrumentTrends:
    """The content areas of one kind of practice exam."""

    instrument: str
    areas: tuple[AreaTrend, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A student's log of practice exams, newest first, and all it says as of a day.

    `latest` is the row the readiness comes from; `is_before_first` that no practice exam has
    been logged since the fail, `note` what is known of the first one. `unread_exam` names an
    exam of whose practice exams nothing is known, and no school says: then nothing is read.
    """

    rows: tuple[LedgerRow, ...]
    latest: LedgerRow | None
    readiness: Readiness
    recent_days: int
    charts: tuple[Chart, ...]
    trends: tuple[InstrumentTrends, ...]
    forms: tuple[FormsLeft, ...]
    is_before_first: bool
    note: Note | None
    unread_exam: str
    why_scenario: WhyReading | None
    why_gate: WhyReading

    @property
    def other_charts(self) -> tuple[Chart, ...]:
        """The charts beside the first, which is of the scale readiness is read on."""
        return self.charts[1:]

    @property
    def newer_uncounted(self) -> LedgerRow | None:
        """The newest entry, where it came after the last that counts and does not count itself."""
        newest = self.rows[0] if self.rows else None
        if newest is None or self.latest is None or newest is self.latest:
            return None
        is_newer = newest.assessment.taken_on >= self.latest.assessment.taken_on
        return newest if is_newer and newest.why_not_counted else None

    def row(self, public_id: UUID) -> LedgerRow | None:
        """The row of an entry of this log; None if there is none."""
        return next((row for row in self.rows if row.assessment.public_id == public_id), None)


def ledger_of(student: Student, *, today: date) -> Ledger:
    """The whole log of a student."""
    entries = list(
        student.assessments.filter(taken_on__lte=today)
        .select_related("instrument", "verified_by")
        .prefetch_related("areas")
    )
    # The rows and the rules must speak of the same scores, whatever is saved meanwhile.
    scores = tuple(score_of(entry) for entry in entries)
    case = replace(gather_case(student, as_of=today), scores=scores)
    reference = gather_reference(on=today)
    situation = situation_of(case, reference)
    readiness = read_readiness(case, reference, situation.gate)
    rows = list(_rows(entries, case, reference, situation))
    unread = _unread_exam(case, reference, situation)
    return Ledger(
        rows=tuple(sorted(rows, key=_newest_first)),
        latest=None if readiness.score_index is None else rows[readiness.score_index],
        readiness=readiness,
        recent_days=reference.readiness.recent_days,
        charts=tuple(score_charts(case, reference, exam_on=_exam_on(student))),
        trends=tuple(_trends(case, reference)),
        forms=() if unread else tuple(_forms_left(case, reference, situation)),
        is_before_first=_is_before_first(situation, scores),
        note=note_on_first_score(today),
        unread_exam=unread,
        why_scenario=why_scenario(readiness, today=today),
        why_gate=why_gate(situation, today=today),
    )


def _unread_exam(case: Case, reference: Reference, situation: Situation) -> str:
    has_own_gate = situation.policy is not None and situation.policy.gate is not None
    if has_own_gate or reference.outline(case.exam, case.as_of) is not None:
        return ""
    return reference.exams[case.exam]


def note_on_first_score(today: date) -> Note | None:
    """What is known of first practice scores after a fail; None if staff ended that fact."""
    fact = Improvement.objects.in_force(today).filter(key=FIRST_SCORE_NOTE).first()
    return Note(fact.statement, name_sources(fact.source)) if fact else None


def has_score_since_fail(student: Student) -> bool:
    """Whether a practice exam was logged since the latest fail, or there is no fail at all."""
    fail = student.attempts.filter(outcome=Outcome.FAIL).order_by("-sat_on").first()
    return fail is None or student.assessments.filter(taken_on__gte=fail.sat_on).exists()


def _rows(
    entries: list[SelfAssessment], case: Case, reference: Reference, situation: Situation
) -> Iterator[LedgerRow]:
    first = _first_after_fail(situation, case.scores)
    for entry, score in zip(entries, case.scores, strict=True):
        yield LedgerRow(
            assessment=entry,
            name=say_exam(score, reference.instruments[score.instrument]),
            reading=read_entry(case, reference, score),
            is_first_after_fail=score is first,
        )


def _newest_first(row: LedgerRow) -> tuple[int, int]:
    return -row.assessment.taken_on.toordinal(), -row.assessment.pk


def _first_after_fail(situation: Situation, scores: tuple[Score, ...]) -> Score | None:
    if situation.fail is None:
        return None
    since = [score for score in scores if score.taken_on >= situation.fail.sat_on]
    return min(since, key=lambda score: score.taken_on, default=None)


def _is_before_first(situation: Situation, scores: tuple[Score, ...]) -> bool:
    return situation.fail is not None and _first_after_fail(situation, scores) is None


def _exam_on(student: Student) -> date | None:
    """The exam day of the current plan, else the one the student wishes for."""
    planned = planned_retake(student)
    return planned.exam_on if planned else student.wish_exam_on


def _trends(case: Case, reference: Reference) -> Iterator[InstrumentTrends]:
    """A table for each instrument with area results, the one taken last first."""
    outline = reference.outline(case.exam, case.as_of)
    if outline is None:
        return
    names = {area.code: area.name for area in outline.areas}
    official = _official_levels(case)
    for instrument, scores in _with_areas(case.scores).items():
        areas = area_trends(scores, official, names)
        yield InstrumentTrends(reference.instruments[instrument].name, tuple(areas))


def _official_levels(case: Case) -> dict[str, Level]:
    """The content areas of the latest fail report that shows any."""
    reports = (attempt for attempt in case.attempts if attempt.areas)
    latest = max(reports, key=lambda attempt: attempt.sat_on, default=None)
    return dict(latest.areas) if latest else {}


def _with_areas(scores: tuple[Score, ...]) -> dict[str, list[Score]]:
    by_instrument: dict[str, list[Score]] = {}
    for score in sorted(scores, key=lambda score: score.taken_on, reverse=True):
        if score.areas:
            by_instrument.setdefault(score.instrument, []).append(score)
    return by_instrument


def _forms_left(case: Case, reference: Reference, situation: Situation) -> list[FormsLeft]:
    used = {(score.instrument, score.form) for score in case.scores}
    left = forms_left(
        reference.forms, used=used, keep=situation.gate.distinct_forms, today=case.as_of
    )
    return [replace(row, instrument=reference.instruments[row.instrument].name) for row in left]
