"""The published examples: each case gives at least the result beside it."""

import json
from pathlib import Path

import pytest

from students.casefile import CaseNotValid, case_to_json, parse_case
from students.rules.conclude import conclude_rules
from tests.reference_values import REFERENCE

EXAMPLES = Path(__file__).parents[2] / "contract"
NAMES = sorted(path.name.removesuffix(".case.json") for path in EXAMPLES.glob("*.case.json"))


def read(name):
    return json.loads((EXAMPLES / name).read_text())


def differences(expected, found, at="result"):
    """Where the found value lacks what is expected of it."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key, "missing"), f"{at}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for i, value in enumerate(expected):
            yield from differences(value, found[i], f"{at}[{i}]")
    elif expected != found:
        yield at, expected, found


@pytest.mark.parametrize("name", [name for name in NAMES if name != "invalid"])
def test_the_rules_conclude_what_the_example_expects(name):
    case = parse_case(read(f"{name}.case.json"), REFERENCE)

    result = conclude_rules(case, REFERENCE).as_json()

    assert list(differences(read(f"{name}.expected.json"), result)) == []


def test_the_invalid_example_is_refused_with_exactly_its_paths():
    with pytest.raises(CaseNotValid) as refused:
        parse_case(read("invalid.case.json"), REFERENCE)

    found = sorted(error.path for error in refused.value.errors)
    assert found == sorted(read("invalid.expected.json")["error_paths"])


@pytest.mark.parametrize("name", [name for name in NAMES if name != "invalid"])
def test_an_example_survives_being_read_and_written(name):
    case = parse_case(read(f"{name}.case.json"), REFERENCE)

    assert parse_case(case_to_json(case), REFERENCE) == case
