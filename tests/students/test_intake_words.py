"""Answers in words, and what changed between two versions."""

from datetime import date

import pytest
from django import forms

from students.fields import HoursField
from students.intake.document import Change, Row, Section, changes, say

CHOICES = [("a", "Apple"), ("b", "Banana")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "", ()),
        (forms.CharField(), None, ()),
        (forms.CharField(), "so it was", ("so it was",)),
        (forms.CharField(), ["AK", "TX"], ("AK, TX",)),
        (forms.BooleanField(), False, ()),
        (forms.BooleanField(), True, ("Yes",)),
        (forms.DateField(), date(2026, 3, 15), ("Sun 15 Mar 2026",)),
        (forms.IntegerField(), 0, ("0",)),
        (forms.FloatField(), 6.0, ("6",)),
        (HoursField(), 4.5, ("4.5 h",)),
        (HoursField(), 0.0, ("0 h",)),
        (forms.ChoiceField(choices=CHOICES), "b", ("Banana",)),
        (forms.MultipleChoiceField(choices=CHOICES), [], ()),
        (forms.MultipleChoiceField(choices=CHOICES), ["b", "a"], ("Banana", "Apple")),
    ],
)
def test_an_answer_in_words(field, value, words):
    assert say(field, value) == words


def section(**answers):
    rows = tuple(Row(key, key.title(), words) for key, words in answers.items())
    return Section("time", "Your time", "Only you.", rows)


def test_what_is_the_same_is_not_a_change():
    assert changes([section(monday=("8 h",))], [section(monday=("8 h",))]) == []


def test_what_is_new_gone_or_other_is_a_change():
    before = [section(monday=("8 h",), tuesday=("8 h",))]
    after = [section(monday=("6 h",), sunday=("1 h",))]

    assert changes(before, after) == [
        Change("Your time", "Monday", ("8 h",), ("6 h",)),
        Change("Your time", "Sunday", ("not answered",), ("1 h",)),
        Change("Your time", "Tuesday", ("8 h",), ("not answered",)),
    ]
