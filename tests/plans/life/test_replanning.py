"""Planning again: from a plan under way, seen first, used once, and gone back from."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plans.actions import (
    PlanNotPossible,
    PreviewIsOld,
    halve_day,
    make_plan,
    propose_plan,
    restore_plan,
    use_preview,
)
from plans.queries import conclude_today, current_plan, day_page, days_of_plan, preview_plan
from plans.queries.underway import ground_of
from students.models import PlannedRetake
from tests.factories import TODAY
from tests.plans.life.living import FIRST_DAY_MINUTES, day, say_block_was, say_day_was

pytestmark = pytest.mark.django_db


def plan_again(student, number):
    return make_plan(student=student, by=student.user, today=day(number))


def go_back(student, version, number):
    return restore_plan(student=student, version=version, now=timezone.now(), today=day(number))


def underway_of(plan, number):
    return ground_of(plan.student, plan, today=day(number)).underway


# --- What is under way ---


def test_a_plan_that_has_not_begun_is_made_anew(plan):
    assert underway_of(plan, 0) is None


@pytest.mark.parametrize(
    "begin",
    [lambda p: say_block_was(p, 0, "done"), lambda p: halve_day(student=p.student, today=TODAY)],
)
def test_a_plan_begins_with_the_first_thing_done_and_that_day_stays(plan, begin):
    begin(plan)

    underway = underway_of(plan, 0)

    assert (underway.began_on, underway.resumes_on) == (TODAY, day(1))


def test_on_the_next_day_it_has_begun_whatever_was_done(plan):
    underway = underway_of(plan, 1)

    assert (underway.began_on, underway.resumes_on) == (TODAY, day(1))
    assert underway.done == {}


def test_a_practice_exam_taken_today_leaves_today_as_it_is(plan):
    plan.student.assessments.create(
        instrument_id="cbssa", form="29", taken_on=day(2), scale="epc", score=58
    )

    assert underway_of(plan, 2).resumes_on == day(3)


def test_the_hours_given_are_those_since_the_level_was_measured(plan):
    say_day_was(plan, 0, "all")
    say_block_was(plan, 0, "partly", minutes=30, on=day(1), today=day(1))

    assert underway_of(plan, 2).done == {
        "cardiovascular": 1.75,
        "reproductive_endocrine": 2.0,
        "respiratory_renal": 2.5,
        "behavioral_nervous": 1.75,
        "blood_immune": 0.5,
    }

    plan.student.assessments.create(
        instrument_id="cbssa", form="29", taken_on=day(0), scale="epc", score=58
    )
    assert underway_of(plan, 2).done == {"blood_immune": 0.5}


def test_a_plan_made_for_an_earlier_fail_is_not_under_way(plan):
    plan.student.attempts.create(sat_on=day(0), reported_on=day(1), outcome="fail")

    assert underway_of(plan, 2) is None


# --- The next version ---


def test_the_next_version_covers_only_what_it_may_shape(plan):
    say_day_was(plan, 0, "all")

    second = plan_again(plan.student, 2)

    assert (second.version, second.began_on, second.starts_on) == (2, TODAY, day(2))
    assert second.plan["days"][0]["on"] == day(2).isoformat()


def test_each_day_is_read_from_the_version_that_holds_it(plan):
    say_day_was(plan, 0, "all")
    second = plan_again(plan.student, 2)

    days = days_of_plan(second, day(-3), day(3))

    assert {on: held.version.version for on, held in days.items()} == {
        day(0): 1,
        day(1): 1,
        day(2): 2,
        day(3): 2,
    }
    assert len(days[day(0)].logs) == len(FIRST_DAY_MINUTES)


def test_today_is_still_shown_when_the_plan_goes_on_tomorrow(plan):
    say_block_was(plan, 0, "done")
    second = plan_again(plan.student, 0)

    page = day_page(second, today=TODAY)

    assert second.starts_on == day(1)
    assert (page.version.version, page.now.position) == (1, 1)
    assert page.where.startswith(f"Day 1 of {second.number_of_days}, phase:")


def test_the_caseload_follows_the_new_version(plan):
    second = plan_again(plan.student, 3)

    retake = PlannedRetake.objects.get(student=plan.student)
    assert (retake.version, retake.exam_on) == (2, second.exam_on)


# --- The preview ---


def test_a_preview_stores_nothing_and_says_what_would_change(tight_plan):
    say_day_was(tight_plan, 0, "nothing")

    page = preview_plan(tight_plan, today=day(9))

    assert tight_plan.student.plans.get() == tight_plan
    assert page.changes.days_changed > 0
    assert page.changes.exam_words.startswith("The exam ")
    assert [held.on for held in page.unlogged] == [
        day(number) for number, row in enumerate(tight_plan.plan["days"][:9]) if row["minutes"]
    ][1:]
    assert page.problems == []


def test_nothing_new_changes_nothing(plan):
    page = preview_plan(plan, today=TODAY)

    assert page.changes.is_empty
    assert page.unlogged == []


def test_a_preview_is_used_as_it_was_seen_and_once(tight_plan):
    student = tight_plan.student
    seen = preview_plan(tight_plan, today=day(9)).digest

    plans = [
        use_preview(student=student, by=student.user, seen=seen, today=day(9)) for _ in range(2)
    ]

    assert [plan.version for plan in plans] == [2, 2]
    assert list(student.plans.values_list("version", "is_current")) == [(2, True), (1, False)]


def test_a_preview_of_an_older_record_is_not_used(tight_plan):
    student = tight_plan.student
    seen = preview_plan(tight_plan, today=day(9)).digest
    say_day_was(tight_plan, 1, "all", today=day(9))

    with pytest.raises(PreviewIsOld, match="or your record has changed"):
        use_preview(student=student, by=student.user, seen=seen, today=day(9))
    assert student.plans.count() == 1


def test_where_no_plan_is_possible_the_preview_says_why(plan):
    plan.student.attempts.create(sat_on=day(0), reported_on=day(1), outcome="pass")

    page = preview_plan(plan, today=day(2))

    assert page.changes is None
    assert page.deadlines == []
    assert len(page.problems) == 1
    with pytest.raises(PlanNotPossible):
        plan_again(plan.student, 2)


# --- Going back ---


def test_going_back_makes_the_earlier_version_current_again(plan):
    propose_plan(plan=plan, message="", today=TODAY)
    plan_again(plan.student, 3)

    again = [go_back(plan.student, 1, 4) for _ in range(2)]

    assert [earlier.version for earlier in again] == [1, 1]
    states = [(p.version, p.is_current, p.undone_at is None) for p in plan.student.plans.all()]
    assert states == [(2, False, False), (1, True, True)]
    retake = PlannedRetake.objects.get(student=plan.student)
    assert (retake.version, retake.state) == (1, "proposed")


def test_after_going_back_the_days_are_the_earlier_ones_but_for_those_with_words(plan):
    second = plan_again(plan.student, 1)
    say_block_was(second, 0, "done", on=day(2), today=day(2))

    earlier = go_back(plan.student, 1, 3)

    held = days_of_plan(earlier, day(1), day(3))
    assert [held[day(number)].version.version for number in (1, 2, 3)] == [1, 2, 1]


def test_after_going_back_planning_again_is_the_next_version(plan):
    plan_again(plan.student, 3)
    go_back(plan.student, 1, 3)

    third = plan_again(plan.student, 4)

    assert (third.version, third.began_on, third.is_current) == (3, TODAY, True)
    held = days_of_plan(third, day(3), day(4))
    assert [held[day(number)].version.version for number in (3, 4)] == [1, 3]


def test_only_the_version_just_replaced_comes_back(plan):
    plan_again(plan.student, 2)
    plan_again(plan.student, 4)

    with pytest.raises(ValidationError, match="just replaced"):
        go_back(plan.student, 1, 4)

    go_back(plan.student, 2, 4)
    with pytest.raises(ValidationError, match="just replaced"):
        go_back(plan.student, 1, 4)


def test_a_plan_whose_exam_day_is_over_does_not_come_back(plan):
    plan_again(plan.student, 3)

    with pytest.raises(ValidationError, match="The exam day of plan 1 is over"):
        restore_plan(student=plan.student, version=1, now=timezone.now(), today=plan.exam_on)


def test_a_plan_does_not_come_back_over_a_new_result(plan):
    plan_again(plan.student, 3)
    plan.student.attempts.create(sat_on=day(3), reported_on=None, outcome=None)

    with pytest.raises(ValidationError, match="Your exam results have changed since plan 1"):
        go_back(plan.student, 1, 4)


def test_a_student_without_a_plan_has_nothing_to_go_back_to(failed_student):
    with pytest.raises(ValidationError, match="just replaced"):
        go_back(failed_student, 1, 0)
    assert current_plan(failed_student) is None


def test_concluding_after_the_exam_day_finds_another(plan):
    after = conclude_today(plan.student, plan, today=plan.exam_on)

    assert after.plan["exam_on"] > plan.exam_on.isoformat()
