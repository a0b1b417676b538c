"""What comes after a pass: the hold, the next exam, and how an application explains the fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from students.choices import Outcome
from students.dates.words import say_hold
from students.models import Fact, Student
from students.reference.sources import document_titles, name_sources

NEXT_EXAM, EXPLAINING, OTHERS = "step2_after_a_fail", "explaining_a_fail", "long_run_outcomes"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as a page shows it: a heading, the words, its list if it has one, and who says so."""

    subject: str
    statement: str
    outline: tuple[str, ...]
    source: str
    verified_on: date


@dataclass(frozen=True, slots=True)
class AfterPass:
    """What a student reads who has passed. A fact that staff ended is left out."""

    hold_words: str
    next_exam: Known | None
    explaining: Known | None
    others: Known | None


def after_pass(student: Student, *, today: date) -> AfterPass:
    """The next steps of a student who has passed; without a fail there is nothing to explain."""
    codes = (NEXT_EXAM, EXPLAINING, OTHERS) if _has_failed(student) else ()
    rows = Fact.objects.in_force(today).filter(code__in=codes)
    facts = {row.code: row for row in rows if row.value.get("exam") in (None, student.exam_id)}
    hold = student.holds.select_related("lifted_by").order_by("-pk").first()
    titles = document_titles()
    return AfterPass(
        hold_words=say_hold(hold, today=today),
        next_exam=_known(facts.get(NEXT_EXAM), titles),
        explaining=_known(facts.get(EXPLAINING), titles),
        others=_known(facts.get(OTHERS), titles),
    )


def _has_failed(student: Student) -> bool:
    return student.attempts.filter(outcome=Outcome.FAIL).exists()


def _known(fact: Fact | None, titles: Mapping[str, str]) -> Known | None:
    if fact is None:
        return None
    said = fact.statement
    return Known(
        subject=fact.subject,
        statement=f"{said[:1].upper()}{said[1:].removesuffix('.')}.",
        outline=tuple(fact.value.get("outline", ())),
        source=name_sources(fact.source, titles),
        verified_on=fact.verified_on,
    )
