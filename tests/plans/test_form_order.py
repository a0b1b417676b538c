"""The log's advice on forms and the plan's use of them are one order."""

import pytest

from plans.actions import make_plan
from students.assessments.queries import ledger_of
from tests.factories import TODAY, student_of_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hours", [3, 8])
def test_a_plan_takes_the_forms_in_the_order_the_log_gives(school, hours):
    weekdays = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), hours)
    student = student_of_case(school, availability={"hours": weekdays | {"sat": 5}})
    (left,) = ledger_of(student, today=TODAY).forms

    plan = make_plan(student=student, by=student.user, today=TODAY).plan

    planned = [row["form"] for row in plan["checkpoints"] if row["part_of"] is None]
    in_order = [*left.next_up, *left.keep_for_last, None]  # at last the Free 120, of one form only
    assert planned[: len(in_order)] == in_order[: len(planned)]
    assert len(planned) >= 3
