"""`prepare` brings a database up to date, and again, and again."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_stays_as_it_is(capsys):
    call_command("prepare")

    said = capsys.readouterr().out
    assert "No migrations to apply." in said
    assert "0 created, 0 updated," in said
