"""The exam a plan leads to, once its day has come or the sitting was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.words import say_day, say_day_with_left
from plans.models import StudyPlan
from students.gather_policies import gather_reference
from students.models import Attempt
from students.rules.release import Expected, release_of


@dataclass(frozen=True, slots=True)
class Sitting:
    """The exam day has come or gone by, or the exam was sat and its result is `awaited`.

    `score` says by when that result is expected.
    """

    exam_on: date
    today: date
    awaited: Attempt | None
    score: Expected | None

    def takes_the_place_of(self, on: date) -> bool:
        """Whether nothing that the plan says of a day is asked any more."""
        if self.awaited:
            return self.awaited.sat_on <= on
        return self.exam_on == on and on < self.today

    @property
    def title(self) -> str:
        if self.awaited:
            return "You have sat the exam"
        if self.exam_on == self.today:
            return "Today is your exam"
        return f"Your exam day was {say_day(self.exam_on)}"

    @property
    def words(self) -> str:
        """What comes next; nothing of it presses."""
        if self.awaited and self.score:
            typical = say_day_with_left(self.score.typical, today=self.today)
            return (
                f"That was {say_day(self.awaited.sat_on)}. The score is usually out by {typical}, "
                f"surely by {say_day(self.score.safe)}. Nothing is asked of you until then: rest."
            )
        if self.exam_on == self.today:
            return "When it is over, tell us that you sat. The result can be added weeks later."
        return (
            "If you sat, tell us: the result can be added later. If you did not, that happens: "
            "plan again, and talk to your dean about the new day."
        )


def sitting_of(current: StudyPlan, *, today: date) -> Sitting | None:
    """How it stands with the exam of a plan; None while its day is still to come."""
    reported = Attempt.objects.filter(
        student=current.student_id, outcome=None, sat_on__gte=current.began_on
    )
    awaited = reported.order_by("-sat_on").first()
    if awaited is None:
        return Sitting(current.exam_on, today, None, None) if current.exam_on <= today else None
    score = release_of(gather_reference().release(today), awaited.sat_on)
    return Sitting(current.exam_on, today, awaited, score)
