"""Steps of a student who follows a plan."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from plans.actions import log_block, log_day
from tests.factories import TODAY

FIRST_DAY_MINUTES = [60, 45, 60, 60, 45, 60, 45, 60, 45]  # of an ordinary student's plan


def day(number: int) -> date:
    """A day of the plan, its first being 0."""
    return TODAY + timedelta(days=number)


def say_day_was(plan, number, what, *, today=None):
    """Say in one word what became of a day."""
    return log_day(
        student=plan.student,
        on=day(number),
        what=what,
        version=plan.version,
        today=today or day(number),
    )


def say_block_was(plan, position, state, **said):
    """Say what became of a block of the first day."""
    usual = {"on": TODAY, "version": plan.version, "today": TODAY}
    return log_block(student=plan.student, position=position, state=state, **usual | said)


def words_of(student):
    """Everything said so far, in order."""
    rows = student.block_logs.order_by("on", "position")
    return list(rows.values_list("on", "position", "state", "minutes"))


def page_of(client, name, **query):
    """A page of the plan as it is read."""
    return client.get(reverse(f"plans:{name}"), query).content.decode()
