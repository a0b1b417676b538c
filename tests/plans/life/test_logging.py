"""What became of blocks and days: said, said otherwise, taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from plans.actions import PlanChangedMeanwhile, log_block, log_day, make_plan, unlog_block
from plans.models import BlockLog, StudyPlan
from students.actions.standing import refresh_standing
from students.models import PlannedRetake, Standing
from tests.factories import TODAY, student_of_case
from tests.plans.life.living import (
    FIRST_DAY_MINUTES,
    day,
    say_block_was,
    say_day_was,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_a_block_done_keeps_what_was_planned_of_it(plan):
    logged = say_block_was(plan, 1, "done")

    log = logged.log
    assert (log.plan, log.on, log.position) == (plan, TODAY, 1)
    assert (log.activity, log.area) == ("questions", "cardiovascular")
    assert (log.state, log.minutes, log.minutes_planned, log.why_not) == ("done", 45, 45, "")


def test_a_block_partly_done_says_how_much_and_why_not_more(plan):
    log = say_block_was(plan, 0, "partly", minutes=20, why_not="  A call from home ").log

    assert (log.state, log.minutes, log.why_not) == ("partly", 20, "A call from home")


@pytest.mark.parametrize(("state", "minutes"), [("done", 300), ("partly", 90), ("skipped", 0)])
def test_a_block_of_no_content_area_has_its_word_like_any_other(plan, state, minutes):
    number = next(n for n, row in enumerate(plan.plan["days"]) if row["kind"] == "practice_exam")

    log = say_block_was(plan, 0, state, on=day(number), today=day(number), minutes=minutes).log

    assert (log.activity, log.area) == ("practice_exam", None)
    assert (log.state, log.minutes, log.minutes_planned) == (state, minutes, 300)


def test_a_skipped_block_has_no_minutes(plan):
    log = say_block_was(plan, 0, "skipped", minutes=20, why_not="Ill").log

    assert (log.state, log.minutes, log.why_not) == ("skipped", 0, "Ill")


@pytest.mark.parametrize("minutes", [None, 0, 60, 61, -5])
def test_partly_needs_some_minutes_but_not_all(plan, minutes):
    with pytest.raises(ValidationError) as refused:
        say_block_was(plan, 0, "partly", minutes=minutes)

    assert refused.value.message_dict == {
        "minutes": ["Enter the minutes you gave it, from 1 to 59."]
    }


def test_saying_the_same_twice_is_saying_it_once(plan):
    first = say_block_was(plan, 0, "done").log
    again = say_block_was(plan, 0, "done")

    assert (again.log, again.unseen) == (first, "")
    assert again.log.logged_at == first.logged_at
    assert words_of(plan.student) == [(TODAY, 0, "done", 60)]


def test_the_last_word_counts_and_the_student_learns_of_the_unseen_one(plan):
    say_block_was(plan, 0, "done")

    seen = say_block_was(plan, 0, "skipped", seen="done:60")
    unseen = say_block_was(plan, 0, "partly", minutes=30, seen="")

    assert (seen.unseen, unseen.unseen) == ("", "Skipped, 0 of 60 minutes")
    assert words_of(plan.student) == [(TODAY, 0, "partly", 30)]


def test_a_word_is_taken_back_and_that_twice(plan):
    say_block_was(plan, 0, "done")

    for _ in range(2):
        unlog_block(student=plan.student, on=TODAY, position=0, today=TODAY)

    assert words_of(plan.student) == []


def test_tomorrow_has_no_word_yet(plan):
    with pytest.raises(ValidationError, match="still to come"):
        say_block_was(plan, 0, "done", on=day(1))


def test_a_day_before_the_plan_is_not_in_it(plan):
    with pytest.raises(ValidationError, match="does not have this day"):
        say_block_was(plan, 0, "done", on=day(-1))


def test_without_a_plan_there_is_no_day(failed_student):
    with pytest.raises(ValidationError, match="does not have this day"):
        log_day(student=failed_student, on=TODAY, what="all", version=1, today=TODAY)


@pytest.mark.parametrize("changed", [{"version": 2}, {"position": 99}])
def test_a_block_of_another_version_is_not_spoken_of(plan, changed):
    given = {"position": 0, "on": TODAY, "version": 1, "today": TODAY} | changed

    with pytest.raises(PlanChangedMeanwhile, match="made again meanwhile"):
        log_block(student=plan.student, state="done", **given)


def test_a_whole_day_is_said_in_one_word(plan):
    say_day_was(plan, 0, "all")

    assert words_of(plan.student) == [
        (TODAY, place, "done", minutes) for place, minutes in enumerate(FIRST_DAY_MINUTES)
    ]


def test_about_half_a_day_is_its_first_half(plan):
    say_day_was(plan, 0, "half")

    assert [(state, minutes) for _, _, state, minutes in words_of(plan.student)] == [
        ("done", 60),
        ("done", 45),
        ("done", 60),
        ("done", 60),
        ("partly", 15),
        *[("skipped", 0)] * 4,
    ]


def test_a_word_on_the_day_leaves_the_blocks_that_have_one(plan):
    say_block_was(plan, 0, "partly", minutes=20)
    say_day_was(plan, 0, "nothing")
    say_day_was(plan, 0, "all")

    states = [state for _, _, state, _ in words_of(plan.student)]
    assert states == ["partly"] + ["skipped"] * (len(FIRST_DAY_MINUTES) - 1)


def test_a_word_on_a_day_of_another_version_is_refused(plan):
    with pytest.raises(PlanChangedMeanwhile):
        log_day(student=plan.student, on=TODAY, what="all", version=2, today=TODAY)


@pytest.mark.parametrize(
    ("state", "minutes", "planned", "is_true"),
    [
        ("done", 60, 60, True),
        ("done", 59, 60, False),
        ("partly", 1, 60, True),
        ("partly", 59, 60, True),
        ("partly", 0, 60, False),
        ("partly", 60, 60, False),
        ("skipped", 0, 60, True),
        ("skipped", 1, 60, False),
        ("else", 0, 60, False),
        ("done", 0, 0, False),
    ],
)
def test_the_database_holds_minutes_and_state_together(plan, state, minutes, planned, is_true):
    log = BlockLog(
        student=plan.student,
        plan=plan,
        on=TODAY,
        position=0,
        activity="questions",
        minutes_planned=planned,
        minutes=minutes,
        state=state,
    )
    if is_true:
        log.save()
        return
    with pytest.raises(IntegrityError, match="block_log"), transaction.atomic():
        log.save()


def test_the_database_refuses_two_words_on_one_block(plan):
    say_block_was(plan, 0, "done")
    log = BlockLog.objects.get()
    log.pk = None

    with pytest.raises(IntegrityError, match="block_log_once"), transaction.atomic():
        log.save(force_insert=True)


def test_the_database_refuses_a_word_on_anothers_plan(plan, school):
    other = student_of_case(school)
    say_block_was(plan, 0, "done")

    BlockLog.objects.update(student=other)

    with (
        pytest.raises(IntegrityError, match="block_log_of_their_own_plan"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    BlockLog.objects.update(student=plan.student)


def test_the_database_refuses_a_plan_that_starts_before_it_began(plan):
    with pytest.raises(IntegrityError, match="study_plan_begins_first"), transaction.atomic():
        StudyPlan.objects.create(
            student=plan.student,
            version=2,
            is_current=False,
            as_of=TODAY,
            began_on=day(1),
            starts_on=TODAY,
            exam_on=plan.exam_on,
            case={},
            result={},
        )


def test_the_first_day_of_a_plan_is_never_edited(plan):
    plan.began_on = day(-7)

    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        plan.save(update_fields=["began_on"])


def test_a_new_plan_for_a_new_fail_leaves_the_words_where_they_are(plan):
    say_day_was(plan, 0, "all")
    student = plan.student
    student.attempts.create(sat_on=day(0), reported_on=day(1), outcome="fail", three_digit=190)

    second = make_plan(student=student, by=student.user, today=day(1))

    assert second.began_on == second.starts_on == day(4)
    assert len(words_of(student)) == len(FIRST_DAY_MINUTES)


def test_a_word_is_a_sign_of_life_on_the_record_once_a_day(plan):
    updated_at = plan.student.planned_retake.updated_at

    say_day_was(plan, 0, "nothing", today=day(2))
    say_block_was(plan, 0, "done", on=day(1), today=day(2))

    retake = PlannedRetake.objects.get(student=plan.student)
    assert (retake.logged_on, retake.updated_at) == (day(2), updated_at)


@pytest.mark.parametrize(("days", "is_flagged"), [(4, False), (5, True)])
def test_a_plan_nobody_speaks_of_is_flagged(plan, days, is_flagged):
    refresh_standing(plan.student, today=day(days))

    assert ("plan_stalled" in Standing.objects.get(student=plan.student).flags) is is_flagged
    say_day_was(plan, 0, "all", today=day(days))
    assert "plan_stalled" not in Standing.objects.get(student=plan.student).flags
