"""Whatever page of the admin staff ask for by its address: another school's rows are on none."""

import pytest
from django.urls import reverse

from advising.models import Role
from students.models import Policy
from tests.factories import make_school, make_user, save_pass_by_policy

pytestmark = pytest.mark.usefixtures("morning")

NAME = "Elsewhere alone"


@pytest.fixture(params=["user", "school", "policy"])
def theirs(request):
    """A row of another school, called `NAME`."""
    elsewhere = make_school()
    if request.param == "school":
        elsewhere.name = NAME
        elsewhere.save()
        return elsewhere
    if request.param == "user":
        return make_user(Role.DEAN, elsewhere, name=NAME)
    save_pass_by_policy(elsewhere)
    Policy.objects.filter(school=elsewhere).update(name=NAME)
    return Policy.objects.get(school=elsewhere)


def address(row, view, *args):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=args)


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_a_page_of_another_schools_row_does_not_open(staff_client, theirs, view):
    answer = staff_client.get(address(theirs, view, theirs.pk), follow=True)

    assert NAME not in answer.content.decode()
    assert (answer.status_code, answer.redirect_chain) in [
        (200, [("/admin/", 302)]),
        (403, []),
    ]


@pytest.mark.parametrize("action", ["delete_selected", "verify_today"])
def test_no_action_reaches_another_schools_row(staff_client, theirs, action):
    before = type(theirs).objects.filter(pk=theirs.pk).values().get()

    answer = staff_client.post(
        address(theirs, "changelist"),
        {"action": action, "_selected_action": [theirs.pk], "post": "yes"},
        follow=True,
    )

    assert NAME not in answer.content.decode()
    assert type(theirs).objects.filter(pk=theirs.pk).values().get() == before
