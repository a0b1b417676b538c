import pytest
from django.core.management import call_command

from students.reference import load_reference
from tests.reference_values import REFERENCE


@pytest.mark.django_db
def test_the_plain_values_of_the_tests_are_those_the_database_loads():
    call_command("load_reference", verbosity=0)

    assert load_reference() == REFERENCE
