"""The whole result of a case, as a dean would check it."""

import json
from pathlib import Path

from plans.engine import conclude, result_to_json
from tests.plans.engine.students import QUIET
from tests.reference_values import REFERENCE

GOLDEN = Path(__file__).with_name("golden_plan.json")


def test_the_plan_of_a_quiet_student_is_the_reviewed_one():
    """On a wanted change: write `outline_of` of the new result to the file and review the diff."""
    assert outline_of(result_to_json(conclude(QUIET, REFERENCE))) == json.loads(GOLDEN.read_text())


def test_the_same_case_gives_the_same_document():
    first, second = (json.dumps(result_to_json(conclude(QUIET, REFERENCE))) for _ in range(2))

    assert first == second


def outline_of(result):
    """The engine's part of a result with a line a day, short enough to review."""
    plan = result["plan"]
    days = [_line(day) for day in plan["days"]]
    engine = {key: result[key] for key in ("duration", "forecast", "feasible", "remedies")}
    return {**engine, "plan": {**plan, "days": days}}


def _line(day):
    blocks = [
        f"{block['minutes']} {block['activity']} {block['area'] or ''} {block['why']}"
        for block in day["blocks"]
    ]
    return [f"{day['on']} {day['kind']} {day['minutes']}", *blocks]
