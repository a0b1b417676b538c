"""Who looks at the caseload."""

import pytest


@pytest.fixture
def as_dean(client, dean):
    client.force_login(dean)
    return client
