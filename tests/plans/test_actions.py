"""Making and proposing plans: versions, sameness, and what the record keeps of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from plans.actions import PlanNotPossible, make_plan, propose_plan, short_by_days
from plans.models import PlanProposal, StudyPlan
from students.actions.extensions import grant_extension
from students.models import PlannedRetake
from tests.factories import TODAY, save_pass_by_policy, student_of_case

pytestmark = pytest.mark.django_db


def test_the_first_plan_is_version_one_and_current(plan, planned):
    assert (plan.version, plan.is_current, plan.as_of) == (1, True, TODAY)
    assert plan.result["plan"]["exam_on"] == plan.exam_on.isoformat()
    assert plan.case["as_of"] == TODAY.isoformat()


def test_the_record_keeps_what_the_plan_says_of_the_retake(plan, planned):
    retake = PlannedRetake.objects.get(student=planned)

    assert (retake.version, retake.state, retake.exam_on) == (1, "draft", plan.exam_on)
    assert planned.standing.exam_on == plan.exam_on


def test_asking_again_with_the_same_record_changes_nothing(plan, planned):
    again = make_plan(student=planned, by=planned.user, today=TODAY)

    assert again == plan
    assert planned.plans.count() == 1


def test_a_changed_record_is_the_next_version(plan, planned):
    planned.availability.hours_sat = 0
    planned.availability.save()

    second = make_plan(student=planned, by=planned.user, today=TODAY)

    assert second.version == 2
    versions = planned.plans.values_list("version", "is_current")
    assert set(versions) == {(1, False), (2, True)}


def test_an_extension_gives_the_plan_more_time(school, dean, today):
    save_pass_by_policy(school, weeks=20)
    student = student_of_case(school, policy=school.code)
    clause = "on_fail[1].deadlines[1]"
    before = make_plan(student=student, by=student.user, today=today)

    grant_extension(
        hold=student.holds.get(),
        clause=clause,
        due_on=date(2027, 4, 28),
        seen_on=date(2027, 3, 31),
        reason="Illness",
        approver="The committee",
        by=dean,
        today=today,
    )
    after = make_plan(student=student, by=student.user, today=today)

    windows = [plan.result["sit_window"] for plan in (before, after)]
    assert [window["latest_safe"] for window in windows] == ["2027-02-03", "2027-03-03"]
    assert [window["binding"] for window in windows] == [clause, clause]
    assert any("approved by The committee" in reason for reason in windows[1]["because"])
    assert after.case["policy"]["on_fail"][0]["deadlines"] == [
        {"kind": "pass_by", "shape": "on_date", "date": "2027-04-28"}
    ]


def test_no_plan_is_made_after_the_last_attempt(school):
    fails = [
        {"sat_on": day, "reported_on": day, "outcome": "fail"}
        for day in ("2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10")
    ]
    student = student_of_case(school, attempts=fails)

    with pytest.raises(PlanNotPossible, match="none is left"):
        make_plan(student=student, by=student.user, today=TODAY)

    assert not student.plans.exists()


def test_a_proposed_plan_shows_on_the_record(plan, planned):
    propose_plan(plan=plan, message="Is this date all right?", today=TODAY)

    assert plan.proposal.message == "Is this date all right?"
    assert PlannedRetake.objects.get(student=planned).state == "proposed"


def test_proposing_twice_is_proposing_once(plan):
    propose_plan(plan=plan, message="First", today=TODAY)
    propose_plan(plan=plan, message="Second", today=TODAY)

    assert [proposal.message for proposal in PlanProposal.objects.all()] == ["First"]


def test_an_older_version_cannot_be_proposed(plan, planned):
    planned.availability.hours_sat = 0
    planned.availability.save()
    make_plan(student=planned, by=planned.user, today=TODAY)

    with pytest.raises(ValidationError, match="newer plan"):
        propose_plan(plan=plan, message="", today=TODAY)


@pytest.fixture
def plan_again(planned):
    """Make the next version, from a record with other hours on Saturday."""

    def again(hours):
        planned.availability.hours_sat = hours
        planned.availability.save()
        return make_plan(student=planned, by=planned.user, today=TODAY)

    return again


def test_a_new_version_remembers_the_proposal_it_took_the_place_of(plan, plan_again):
    propose_plan(plan=plan, message="", today=TODAY)

    second, third = plan_again(0), plan_again(2)

    assert [version.replaced_proposal() for version in (plan, second, third)] == [
        None,
        plan.proposal,
        plan.proposal,
    ]


def test_once_proposed_again_no_proposal_is_missing(plan, plan_again):
    propose_plan(plan=plan, message="", today=TODAY)
    second = plan_again(0)

    propose_plan(plan=second, message="", today=TODAY)

    assert second.replaced_proposal() is None


def test_a_version_after_one_never_proposed_replaces_no_proposal(plan, plan_again):
    assert plan_again(0).replaced_proposal() is None


@pytest.mark.parametrize("column", ["result", "case"])
def test_the_database_refuses_to_edit_a_plan(plan, column):
    with (
        pytest.raises(IntegrityError, match="never edited"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE plans_studyplan SET \"{column}\" = '{{}}'")  # noqa: S608


def test_the_database_refuses_two_current_plans(plan):
    with pytest.raises(IntegrityError, match="study_plan_one_current"), transaction.atomic():
        StudyPlan.objects.create(
            student=plan.student,
            version=2,
            as_of=TODAY,
            began_on=plan.began_on,
            starts_on=plan.starts_on,
            exam_on=plan.exam_on,
            case={},
            result={},
        )


@pytest.mark.parametrize(
    ("remedies", "days"),
    [
        ([], None),
        ([{"kind": "more_hours", "value": 52}], None),
        ([{"kind": "extension", "value": 11}, {"kind": "extension", "value": 25}], 25),
        ([{"kind": "extension", "value": None}], None),
    ],
)
def test_the_shortfall_is_the_longest_extension_asked_for(remedies, days):
    assert short_by_days({"remedies": remedies}) == days
