"""A log names requests and errors, never people."""

import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from advising.models import User
from tests.factories import make_school, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "robin@madeup.example"
NAME = "Robin\n\nMadeup"


def logged(error):
    """What stands in the log of an error that nobody caught."""
    told = settings.LOGGING["formatters"]["plain"]
    formatter = import_string(told["class"])(told["format"], style=told["style"])
    broken = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/start/",), broken
    )
    return formatter.format(record)


def test_a_row_that_the_database_refuses_is_not_logged():
    school = make_school()
    make_user("student", school, email=ADDRESS)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make_user("student", school, email=ADDRESS, name=NAME)

    said = logged(refused.value)
    assert ADDRESS in str(refused.value)
    assert ADDRESS not in said
    assert "DETAIL" not in said
    assert said.startswith("ERROR django.request Internal Server Error: /start/\nTraceback")
    assert said.count('violates unique constraint "user_email_unique"') == 2
    assert "The above exception was the direct cause" in said


def test_a_row_that_breaks_a_rule_is_not_logged_to_its_last_line():
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        User.objects.create(email=ADDRESS, name=NAME, role="student")

    said = logged(refused.value)
    assert "Madeup" in str(refused.value)
    assert "Madeup" not in said
    assert 'violates check constraint "user_has_school"' in said
