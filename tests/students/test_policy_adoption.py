"""A school takes over a policy: copies it as its own, and makes it that of its students."""

import pytest
from django.core.exceptions import ValidationError

from advising.models import Role
from students.actions.adoption import adopt_policy, copy_policy, preview_adoption
from students.actions.people import enrol_student
from students.actions.policies import remarks_of
from students.gather_policies import gather_reference, policy_of_row
from students.models import Policy, Standing, Student
from tests.factories import (
    make_school,
    make_student,
    make_user,
    save_pass_by_policy,
    student_of_case,
)
from tests.students.cases import day

TODAY = day("2026-11-23")
pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return Policy.objects.get(code="boston_u")


@pytest.fixture
def staff(school):
    return make_user(Role.STAFF, school, name="Staff Member")


@pytest.fixture
def own(school):
    save_pass_by_policy(school)
    return Policy.objects.get(code=school.code)


def test_a_first_copy_is_the_schools_own_and_always_in_force(school, published):
    copied = copy_policy(source=published, school=school, today=TODAY)

    assert (copied.school, copied.code) == (school, f"{school.code}-policy")
    assert copied.name == f"Policy of {school}"
    assert (copied.effective_from, copied.effective_to, copied.verified_on) == (None, None, None)
    assert policy_of_row(copied).on_fail == policy_of_row(published).on_fail
    assert remarks_of(copied).notes == remarks_of(published).notes
    assert Policy.objects.get(code="boston_u").school is None


def test_a_second_click_finds_the_first_ones_copy(school, published):
    copied = copy_policy(source=published, school=school, today=TODAY)

    assert copy_policy(source=published, school=school, today=TODAY) == copied
    assert Policy.objects.get(school=school).effective_to is None


def test_a_copy_of_ones_own_untouched_copy_is_a_new_version(school, published):
    copied = copy_policy(source=published, school=school, today=TODAY)

    later = copy_policy(source=copied, school=school, today=TODAY)

    copied.refresh_from_db()
    assert (copied.effective_to, later.effective_from) == (day("2027-06-30"), day("2027-07-01"))


def test_a_copy_governs_nobody_until_it_is_adopted(school, published):
    make_student(school)

    copied = copy_policy(source=published, school=school, today=TODAY)

    assert not Student.objects.filter(policy_code=copied.code).exists()
    school.refresh_from_db()
    assert school.policy_code == ""


@pytest.mark.parametrize(
    ("today", "begins"),
    [("2026-06-30", "2026-07-01"), ("2026-07-01", "2027-07-01"), ("2026-11-23", "2027-07-01")],
)
def test_a_later_copy_is_a_new_version_from_the_next_academic_year(
    school, own, published, today, begins
):
    copied = copy_policy(source=published, school=school, today=day(today))

    own.refresh_from_db()
    assert (copied.code, copied.effective_from) == (own.code, day(begins))
    assert (day(begins) - own.effective_to).days == 1
    assert len(gather_reference().policies[own.code]) == 2


def test_an_earlier_version_of_ones_own_keeps_its_name_and_remarks(school, own):
    Policy.objects.filter(pk=own.pk).update(
        effective_to=day("2025-06-30"), name="The strict one", policy_date="in 2024"
    )

    copied = copy_policy(
        source=Policy.objects.get(pk=own.pk), school=school, today=day("2026-11-23")
    )

    own.refresh_from_db()
    assert (copied.name, copied.policy_date) == ("The strict one", "in 2024")
    assert (copied.effective_from, own.effective_to) == (day("2027-07-01"), day("2025-06-30"))


def test_a_version_that_begins_then_is_not_overrun(school, own, published):
    copy_policy(source=published, school=school, today=TODAY)

    with pytest.raises(ValidationError) as refused:
        copy_policy(source=published, school=school, today=TODAY)

    assert refused.value.messages == [
        "A version from Thu 1 Jul 2027 is already there: change that one."
    ]


def test_a_copy_for_other_classes_leaves_the_version_for_all_as_it_is(school, own, published):
    published.class_years = [2030]
    published.save()

    copied = copy_policy(source=published, school=school, today=TODAY)

    own.refresh_from_db()
    assert (copied.class_years, own.effective_to) == ([2030], None)


def test_adopting_moves_the_schools_students_and_those_who_join(school, own, staff):
    bound = student_of_case(school, policy=None)
    elsewhere = make_student(make_school())
    exception = student_of_case(school, policy={"on_fail": []})

    count = adopt_policy(school=school, code=own.code, by=staff, today=TODAY)

    school.refresh_from_db()
    joined = enrol_student(user=make_user("student", school), today=TODAY)
    codes = dict(Student.objects.values_list("pk", "policy_code"))
    assert (count, school.policy_code) == (1, own.code)
    assert (codes[bound.pk], codes[joined.pk]) == (own.code, own.code)
    assert (codes[elsewhere.pk], codes[exception.pk]) == (None, None)
    assert Standing.objects.get(student=bound).deadline_on == day("2027-06-09")
    line = bound.changes.last()
    assert (line.because, line.by) == (
        f"The policy of {school} governs its students from now on.",
        staff,
    )


def test_the_policy_that_a_school_adopted_governs_who_joins_among_several(school, own, published):
    school.policy_code = own.code
    school.save()
    copied = copy_policy(source=published, school=make_school("other"), today=TODAY)
    Policy.objects.filter(pk=copied.pk).update(school=school)

    student = enrol_student(user=make_user("student", school), today=TODAY)

    assert student.policy_code == own.code


def test_adopting_again_moves_nobody(school, own, staff):
    student_of_case(school, policy=None)
    adopt_policy(school=school, code=own.code, by=staff, today=TODAY)

    assert adopt_policy(school=school, code=own.code, by=staff, today=TODAY) == 0


def test_a_published_policy_is_copied_before_it_is_adopted(school, staff):
    with pytest.raises(ValidationError) as refused:
        adopt_policy(school=school, code="boston_u", by=staff, today=TODAY)

    assert refused.value.messages == [
        "Copy the policy as your own first: then it can govern students."
    ]


def test_adopting_can_be_looked_at_first(school, own):
    student_of_case(school, policy=None)
    student_of_case(school, policy=own.code)

    effect = preview_adoption(school=school, code=own.code, today=TODAY)

    assert (effect.students, effect.changed) == (1, 1)
    assert "moves 1 deadline" in effect.summary
    assert Student.objects.filter(policy_code=None).count() == 1
