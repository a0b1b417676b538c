"""Whatever the student, a plan keeps every sentence of the contract."""

import json
import os
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from plans.engine import conclude, result_to_json
from students.casefile import parse_case
from tests.plans.engine.checker import problems
from tests.plans.engine.random_documents import document_of
from tests.plans.engine.strategies import cases
from tests.reference_values import REFERENCE

# Thousands take minutes: PLANS_CHECKED=5000 pytest -o faulthandler_timeout=0 (this file)
PLANS = int(os.environ.get("PLANS_CHECKED", "25"))
SCHEMA = Path(__file__).parents[3] / "docs" / "result.schema.json"


@settings(deadline=None, max_examples=PLANS, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_plan_keeps_what_is_always_true(case):
    assert problems(case, REFERENCE, result_to_json(conclude(case, REFERENCE))) == []


def test_so_does_the_plan_of_any_case_file():
    """Whole documents of every exam, track, day and policy, read as the command reads them."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    for seed in range(PLANS):
        case = parse_case(document_of(seed), REFERENCE)
        document = result_to_json(conclude(case, REFERENCE))

        assert problems(case, REFERENCE, document) == [], f"seed {seed}"
        validator.validate(document)
