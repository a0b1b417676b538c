"""The student's own page of dates: what each day asks, what follows, and why."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from students.actions.attempts import report_attempt
from students.actions.holds import lift_hold, mark_task
from students.dates.history import history_of
from students.dates.page import my_dates
from students.models import PlannedRetake, PolicyDeadline
from students.rules.case import Attempt, Outcome
from tests.factories import make_student, student_of_case
from tests.students.held import FAIL, clause, write_policy

PASSED = Attempt(date(2026, 11, 13), date(2026, 11, 20), Outcome.PASS)
MONTHS_TO_PASS = {"kind": "pass_by", "shape": "months_after", "event": "first_attempt", "n": 12}
SIT_BY = {"kind": "sit_by", "shape": "weeks_after", "event": "reported", "n": 20}
ROTATIONS = [
    {"name": "Surgery", "starts_on": "2026-11-30", "ends_on": "2027-01-08"},
    {"name": "Medicine", "starts_on": "2027-03-08", "ends_on": "2027-04-16"},
]


@pytest.fixture(autouse=True)
def morning(today):
    """It is 10:42 at the school."""
    with time_machine.travel(datetime.combine(today, time(15, 42), UTC), tick=False):
        yield


def read(client, student, tail=""):
    client.force_login(student.user)
    return client.get(f"/dates/{tail}").content.decode()


def days_of(student, today):
    return {
        shown.day.kind: (shown.day.on, shown.day.detail)
        for shown in my_dates(student, today=today).days
    }


def test_every_day_stands_with_what_it_asks(held, today):
    PlannedRetake.objects.create(
        student=held,
        fail=held.attempts.get(),
        version=2,
        starts_on=today,
        exam_on=date(2027, 1, 20),
    )

    assert days_of(held, today) == {
        "exam": (
            date(2027, 1, 20),
            "Its score is usually out by Wed 17 Feb 2027, surely by Wed 17 Mar 2027.",
        ),
        "latest_safe": (date(2027, 2, 3), ""),
        "pass_by": (
            date(2027, 3, 31),
            "Sit by Wed 3 Feb 2027, in 72 days, to be sure; by Wed 3 Mar 2027 it usually "
            "still works.",
        ),
    }


def test_a_sitting_whose_result_is_awaited_leaves_no_day_to_sit(client, held, today):
    PlannedRetake.objects.create(
        student=held,
        fail=held.attempts.get(),
        version=2,
        starts_on=today,
        exam_on=date(2027, 1, 20),
    )
    report_attempt(student=held, result=Attempt(today, None, None), by=held.user, today=today)

    content = read(client, held)

    assert set(days_of(held, today)) == {"pass_by"}
    assert "The result of Mon 23 Nov 2026 is not out yet." in content
    assert "You have sat again, and no day to sit is asked of you" in content
    assert f'href="/attempts/{held.attempts.last().public_id}/edit/">Add the result</a>' in content
    assert not held.dates.ahead().filter(kind__in=("exam", "latest_safe")).exists()


def test_a_day_says_what_happens_if_it_is_missed_and_why_it_is_that_day(client, held):
    content = read(client, held)

    for words in (
        "Wed 31 Mar 2027",
        "in 128 days",
        "If you miss it:",
        "The Promotions Committee decides what comes next",
        "20 weeks after the result on Wed 11 Nov 2026.",
        "A score comes out on a Wednesday",
        'href="https://example.org/policy"',
        "Example policy, after a first fail, deadline 1",
        "Since Wed 11 Nov 2026 you are out of clerkships",
        "It ends when you have passed and your dean lifts it.",
        "Meeting: Dean of Students",
        "Hold begun",
    ):
        assert words in content
    assert "on_fail[" not in content


def test_the_reasons_a_link_asks_for_are_open(client, held):
    counts = [
        read(client, held, f"?why={key}").count('<details class="why" open>')
        for key in ("", "on_fail-1-deadlines-1", "latest_safe", "hold", "nonsense")
    ]

    assert counts == [0, 1, 1, 1, 0]


def test_each_coming_block_says_what_it_takes(client, school):
    write_policy(school)
    student = student_of_case(school, policy=school.code, rotations=ROTATIONS)

    content = read(client, student)

    assert "A score would not be out before it starts." in content
    assert "Sit by <strong>Wed 6 Jan 2027, in 44 days</strong> to be sure" in content
    assert "by Wed 3 Feb 2027 usually still works" in content
    assert "Medicine starts on Mon 8 Mar 2027." in content


def test_a_day_gone_by_is_a_reason_to_talk(client, held):
    PolicyDeadline.objects.update(n=0)

    content = read(client, held)

    assert "A day has gone by. That is a reason to talk" in content
    assert "Now that it has gone by:" in content


def test_a_day_that_waits_for_another_says_for_which(client, held):
    PolicyDeadline.objects.update(event="matriculated")

    content = read(client, held)

    assert "waits for something that is not on record yet" in content
    assert "the day of matriculation is not on record" in content


def test_the_last_sittings_in_time_are_told_as_gone_by(held, today):
    PolicyDeadline.objects.update(n=5)

    assert days_of(held, today)["pass_by"] == (
        date(2026, 12, 16),
        "The last sitting surely in time was Wed 21 Oct 2026, 33 days ago, the last usually in"
        " time Wed 18 Nov 2026.",
    )


def test_without_a_policy_the_page_says_whom_to_ask(client, school):
    content = read(client, student_of_case(school))

    assert "No day is set for you." in content
    assert "You are not on hold." in content


def test_a_sitting_without_a_result_asks_for_that_result_and_no_other_sitting(
    client, school, policy, today
):
    student = make_student(school, policy_code=school.code)
    sat = Attempt(sat_on=date(2026, 11, 13))
    attempt = report_attempt(student=student, result=sat, by=student.user, today=today)

    content = read(client, student)

    assert "The result of Fri 13 Nov 2026 is not out yet." in content
    assert f'<a href="/attempts/{attempt.public_id}/edit/">Add the result</a>' in content
    assert "/attempts/new/" not in content
    assert "until your result is reported" not in content


def test_after_a_fail_the_page_says_what_is_next(client, held):
    content = read(client, held)

    assert "Next: " in content
    assert "Add the result" not in content


def test_before_a_result_nothing_is_counted(client, school):
    write_policy(school, deadlines=[MONTHS_TO_PASS])
    student = make_student(school, policy_code=school.code)

    content = read(client, student)

    assert "Nothing is counted until your result is reported." in content
    assert 'href="/attempts/new/"' in content
    assert "date not known yet" not in content
    assert "The next sitting can be from today" not in content


def test_a_permit_that_binds_says_what_missing_it_means(client, school):
    student = student_of_case(school, permit={"from": "2026-11-01", "to": "2027-01-15"})

    content = read(client, student)

    assert "Fri 15 Jan 2027" in content
    assert "Your exam permit ends with this day, and you cannot sit on it later." in content
    assert "You can still sit later" not in content


def test_a_day_to_sit_by_that_binds_is_no_day_that_can_be_passed_over(client, school):
    write_policy(school, clause(deadlines=[SIT_BY]))

    content = read(client, student_of_case(school, policy=school.code))

    assert content.count("The Promotions Committee decides what comes next, and a later day") == 2
    assert "You can still sit later" not in content


def test_a_hold_that_begins_later_says_from_when(client, school, dean):
    rotations = [{"name": "Surgery", "starts_on": "2026-11-02", "ends_on": "2026-12-18"}]
    write_policy(school, clause(rotation="finish"))
    student = student_of_case(school, policy=school.code, rotations=rotations)

    assert "Begins Sat 19 Dec 2026, in 26 days" in read(client, student)
    client.force_login(dean)
    file = client.get(f"/caseload/{student.public_id}/dates/").content.decode()
    assert "Begins Sat 19 Dec 2026, in 26 days" in file


def test_a_hold_is_begun_by_nobody_but_told_by_somebody(held):
    begun = history_of(held)[0]

    assert (begun.title, begun.who) == ("Hold begun", "")
    assert begun.because == (
        "The sitting of Wed 14 Oct 2026 was reported as not passed, the result of Wed 11 Nov 2026. "
        f"Told by {held.user.name}."
    )


def test_a_pass_waits_for_the_dean_and_then_the_way_is_free(client, held, dean, today):
    report_attempt(student=held, result=PASSED, by=held.user, today=today)
    assert "You passed. Your dean has been told and lifts the hold." in read(client, held)

    lift_hold(hold=held.holds.get(), by=dean, today=today)

    content = read(client, held)
    assert "Dean of this school lifted it on Mon 23 Nov 2026." in content
    assert "If you think of a leave" not in content


def test_a_meeting_that_was_held_is_ticked(client, held, dean, today):
    mark_task(task=held.holds.get().tasks.first(), is_done=True, by=dean, today=today)

    assert "Meeting: Dean of Students, Mon 23 Nov 2026" in read(client, held)


def test_a_day_that_does_not_work_has_somebody_to_write_to(client, failed_student, dean):
    content = read(client, failed_student)

    card = content[content.index("A day does not work?") :]
    assert f"mailto:{failed_student.advisor.email}" in card
    assert f"mailto:{dean.email}" in card


@pytest.mark.parametrize("blocks", [0, 2])
def test_the_page_costs_the_same_queries_for_any_record(
    client, school, today, blocks, django_assert_max_num_queries
):
    write_policy(school)
    student = student_of_case(school, policy=school.code, rotations=ROTATIONS[:blocks])
    for extra in range(blocks):
        report_attempt(
            student=student,
            result=Attempt(today - timedelta(days=3 - extra)),
            by=student.user,
            today=today,
        )
    client.force_login(student.user)
    client.get("/dates/")

    with django_assert_max_num_queries(28):
        client.get("/dates/")


def test_the_hold_of_a_sitting_ends_with_it_in_words(client, school, today):
    write_policy(
        school,
        {"rotation": "finish", "resume_on": "never", "deadlines": []},
    )
    student = make_student(school, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=today)

    assert "The policy names no way back by itself" in read(client, student)
