"""What holds for every case there can be."""

import json
from pathlib import Path

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from students.casefile import parse_case
from students.rules.conclude import conclude_rules
from tests.reference_values import REFERENCE
from tests.students.documents import case_documents

DOCS = Path(__file__).parents[3] / "docs"
RESULT_SCHEMA = json.loads((DOCS / "result.schema.json").read_text())


def schema_of(parts):
    return Draft202012Validator(RESULT_SCHEMA | {"required": list(parts)})


@settings(max_examples=60)
@given(case_documents())
def test_every_case_has_a_result_of_the_published_shape(document):
    result = conclude_rules(parse_case(document, REFERENCE), REFERENCE)
    parts = result.as_json()

    schema_of(parts).validate(parts)
    codes = [found.code for found in result.findings if found.level == "stop"]
    assert result.attempts.may_sit == (not codes)
    assert result.attempts.may_sit == (result.attempts.earliest_next_sit is not None)
    assert (result.sit_window is None) == result.situation.is_passed
    for line in result.deadlines:
        if line.sit_by_safe is not None:
            assert line.sit_by_safe <= line.sit_by_typical <= line.due_on
    for option in result.rejoin_options:
        assert option.sit_by_safe <= option.sit_by_typical < option.starts_on
