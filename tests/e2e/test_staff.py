"""A member of staff keeps the reference data true, in a browser."""

import pytest

from advising.models import Role
from students.models import PassingStandard
from tests.factories import make_school, make_user

pytestmark = pytest.mark.e2e


@pytest.fixture
def staff(committed_db):
    return make_user(Role.STAFF, make_school("e2e"), name="Staff Example")


@pytest.mark.parametrize("visitor", [(True, 1280)], indirect=True, ids=["js-desk"])
def test_staff_change_a_standard_from_a_day_on(visitor, staff):
    page = visitor.page
    visitor.log_in(staff.email)
    visitor.open("/admin/")

    visitor.follow("Passing standards")
    # Not looked at by axe: copying what the picker's script styles, it breaks the policy itself.
    page.get_by_role("link", name="USMLE Step 1 196").click()
    page.get_by_label("Last day in force").fill("2029-12-31")
    visitor.press("Save")

    assert visitor.reads("26 Jan 2022 to 31 Dec 2029")
    changed = PassingStandard.objects.get(key="step1-three_digit-2022")
    assert changed.edited_at is not None
