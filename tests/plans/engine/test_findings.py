"""Every finding the engine can make, each made by one change to the quiet student."""

from dataclasses import replace
from pathlib import Path

import pytest

from plans.engine.finding_codes import ENGINE_FINDINGS
from students.rules.case import Rotation
from tests.plans.engine.finding_examples import EXAMPLES
from tests.plans.engine.students import FAIL, day, result_of
from tests.reference_values import CAUSES

DOCS = Path(__file__).parents[3] / "docs" / "findings.md"


def test_a_quiet_student_has_nothing_to_hear():
    assert result_of()["findings"] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_finding_in_its_words(code):
    changes, text = EXAMPLES[code]
    kind = ENGINE_FINDINGS[code]

    found = [finding for finding in result_of(**changes)["findings"] if finding["code"] == code]

    assert found == [{"code": code, "level": kind.level, "text": text, "source": kind.source}]


def test_every_finding_of_the_engine_has_an_example_here():
    assert set(EXAMPLES) == set(ENGINE_FINDINGS)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_is_named_by_its_finding(cause):
    codes = [finding["code"] for finding in result_of(causes=(cause,))["findings"]]

    assert any(code.startswith(cause) for code in codes) or codes == ["cause_noted"]


def test_the_docs_list_every_finding_with_its_level_words_and_source():
    section = DOCS.read_text(encoding="utf-8").split("## From the plan engine")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| `")]

    documented = {row[0].strip(" `"): tuple(cell.strip() for cell in row[1:]) for row in rows}

    assert documented == {
        code: (kind.level.value, kind.text, kind.source) for code, kind in ENGINE_FINDINGS.items()
    }


def test_without_a_sitting_to_plan_for_the_rules_say_why():
    result = result_of(
        attempts=tuple(
            replace(FAIL, sat_on=day(-400 + i), reported_on=day(-370 + i)) for i in range(4)
        )
    )

    assert (result["plan"], result["feasible"], result["remedies"], result["forecast"]) == (
        None,
        None,
        [],
        [],
    )
    assert [f["level"] for f in result["findings"] if f["code"] == "no_attempts_left"] == ["stop"]


def test_a_rotation_after_the_exam_is_in_nobodys_way():
    rotations = (Rotation(day(14), day(40), "Medicine"), Rotation(day(100), day(130), "Surgery"))

    texts = [
        finding["text"]
        for finding in result_of(rotations=rotations)["findings"]
        if finding["code"] == "rotation_conflict"
    ]

    assert len(texts) == 1
    assert "Medicine" in texts[0]
