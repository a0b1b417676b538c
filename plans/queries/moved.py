"""What to know of a plan whose ground has moved since it was made."""

from __future__ import annotations

from advising.words import say_day
from plans.models import StudyPlan


def say_moved(version: StudyPlan) -> str:
    """That the last safe day is another than the one the version was made for; else nothing."""
    then, now = version.latest_safe, version.student.standing.latest_safe
    if then is None or now is None or then == now:
        return ""
    way = "later" if now > then else "earlier"
    return (
        f"Your last safe day to sit is {say_day(now)} now, {way} than the {say_day(then)} that this "
        "plan was made for."
    )
