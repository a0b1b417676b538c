"""Whatever the student, a plan keeps every sentence of the contract."""

import os

from hypothesis import HealthCheck, given, settings

from plans.engine import conclude, result_to_json
from tests.plans.engine.checker import problems
from tests.plans.engine.strategies import cases
from tests.reference_values import REFERENCE

# Thousands take minutes: PLANS_CHECKED=5000 pytest tests/plans/engine/test_always_true.py
PLANS = int(os.environ.get("PLANS_CHECKED", "40"))


@settings(deadline=None, max_examples=PLANS, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_plan_keeps_what_is_always_true(case):
    assert problems(case, REFERENCE, result_to_json(conclude(case, REFERENCE))) == []
