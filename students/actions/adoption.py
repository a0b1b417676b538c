"""A school takes over a policy: as a version of its own, and as the policy of its students."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from advising.models import School, User
from students.actions.bulk import many_rows_at_once
from students.actions.history import Because
from students.actions.policies import Remarks, remarks_of, save_policy
from students.actions.standing import (
    conclude_standing,
    gather_work,
    read_rulebook,
    refresh_standings,
)
from students.gather_policies import policy_of_row
from students.models import Policy, Student
from students.rules import case as pure
from students.rules.dates import words_for
from students.rules.effect import Effect, effect_of, outlook_of
from students.rules.policy_versions import overlapping

ONE_DAY = timedelta(days=1)
YEAR_BEGINS = (7, 1)  # when schools change policies, so when a new version begins unless changed


@transaction.atomic
def copy_policy(*, source: Policy, school: School, today: date) -> Policy:
    """Make a policy of the library, or an earlier version, a new version of the school's own.

    The first version is in force at once and always; a later one from the next academic year on,
    ending the one before. Nobody's dates move today: a first version governs nobody until it is
    adopted. A second click finds the first one's copy. Raises ValidationError if a version for
    those days is already there.
    """
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    code, is_own = own_code(school, source), source.school_id == school.pk
    own = Policy.objects.filter(code=code)
    version = replace(
        policy_of_row(source), code=code, effective_from=None, effective_to=None, verified_on=None
    )
    if not is_own:
        version = replace(version, name=f"Policy of {school}")
        if copied := _same_as(version, own):
            return copied
    if own.exists():
        starts_on = _next_academic_year(today)
        version = replace(version, effective_from=starts_on)
        _end_before(starts_on, own, version.class_years)
    return save_policy(
        policy=version, school=school, remarks=remarks_of(source) if is_own else _copied(source)
    )


def own_code(school: School, source: Policy) -> str:
    """The code of the school's own policy: the one it has, else one made of the school's code."""
    if source.school_id == school.pk:
        return source.code
    taken = Policy.objects.filter(school=school).order_by("pk").values_list("code", flat=True)
    return school.policy_code or taken.first() or f"{school.code}-policy"


def followers_to_be(school: School, code: str) -> QuerySet[Student]:
    """The school's students whom another policy governs, or none: all but imported exceptions."""
    students = Student.objects.filter(school=school, own_policy__isnull=True)
    return students.exclude(policy_code=code)


def preview_adoption(*, school: School, code: str, today: date) -> Effect:
    """What changes for the school's students if this becomes their policy; nothing is written."""
    rules = read_rulebook(on=today)
    with many_rows_at_once():
        return effect_of(
            (
                outlook_of(*conclude_standing(student, case, progress, rules)),
                outlook_of(
                    *conclude_standing(student, replace(case, policy=code), progress, rules)
                ),
            )
            for student, case, progress in gather_work(followers_to_be(school, code), today=today)
        )


@transaction.atomic
def adopt_policy(*, school: School, code: str, by: User, today: date) -> int:
    """Make this the policy of the school's students, now and as they join; says how many changed."""
    if not Policy.objects.filter(school=school, code=code).exists():
        raise ValidationError("Copy the policy as your own first: then it can govern students.")
    School.objects.filter(pk=school.pk).update(policy_code=code)
    changed = list(followers_to_be(school, code).values_list("pk", flat=True))
    students = Student.objects.filter(pk__in=changed)
    students.update(policy_code=code)
    because = Because(f"The policy of {school} governs its students from now on.", by)
    return refresh_standings(students, today=today, because=because)


def _copied(source: Policy) -> Remarks:
    """The source's remarks: notes are kept, its date and gaps were the other school's."""
    return Remarks(notes=remarks_of(source).notes)


def _next_academic_year(today: date) -> date:
    begins = date(today.year, *YEAR_BEGINS)
    return begins if begins > today else date(today.year + 1, *YEAR_BEGINS)


def _same_as(version: pure.Policy, own: QuerySet[Policy]) -> Policy | None:
    """The row that says exactly this and that nobody has changed: what a first click has made."""
    untouched = own.filter(edited_at=None)
    return next((row for row in untouched if policy_of_row(row) == version), None)


def _end_before(starts_on: date, own: QuerySet[Policy], class_years: tuple[int, ...]) -> None:
    """End the version that runs into the new one's days; one that begins then stands in its way."""
    wanted = Policy(effective_from=starts_on, class_years=list(class_years))
    while (other := overlapping(wanted, own.all())) is not None:
        if other.effective_from is not None and other.effective_from >= starts_on:
            raise ValidationError(
                f"A version from {words_for(other.effective_from)} is already there: change that one."
            )
        other.effective_to = starts_on - ONE_DAY
        other.save(update_fields=["effective_to"])
