"""The record: what every page and every night asks of the database."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import timezone

from plans.demo import load_demo_school
from students.actions.standing import refresh_standings
from students.gather_policies import gather_reference
from students.models import Student
from students.reference import cache
from tests.benchmarks.figures import SMALL, medians, milliseconds

pytestmark = pytest.mark.django_db


def test_the_nightly_refresh(schools, note):
    students = Student.objects.filter(school=schools[0])

    (took,) = medians([partial(refresh_standings, students, today=timezone.localdate())], rounds=7)

    note(f"{SMALL:,} standings brought up to the day", took, SMALL)


def test_the_reference(note):
    def read_anew():
        cache._kept.clear()
        gather_reference()

    anew, kept = medians([read_anew, gather_reference])

    note("the reference, as kept", kept)
    note("the reference, after a change", anew)


def test_the_demonstration_school(note):
    load = partial(load_demo_school, today=timezone.localdate())

    note("the demonstration school", milliseconds(load))
