"""Every published rule of the compiled list is in the library: nothing dropped, nothing altered."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from students.gather_policies import gather_reference
from students.loading_policies import read_library
from students.models import Policy
from students.rules.policy_checks import check_policy
from tests.students.fact_places.paths import leaves

RECORDS = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "school_policies.yaml").read_text(encoding="utf-8")
)
BY_ID = {record["id"]: record for record in RECORDS}

# The list's words for what the library keeps in a column of its own.
SCALES = {"EPC": "epc", "3digit": "three_digit", "COMSAE": "comsae"}
OF_POLICY = {
    "id": "code",
    "school": "name",
    "url": "source",
    "policy_date": "policy_date",
    "truncated": "is_truncated",
    "max_attempts": "max_attempts",
}
OF_GATE = {"min": "min", "conditional_min": "conditional_min", "tries": "max_tries"}
OF_CLAUSE = {"current_rotation": "rotation", "resume_on": "resume_on", "standing": "standing"}
ABOUT = {
    "approver": "approval",
    "before_clerkship": "clerkships",
    "blackout": "first_sitting",
    "deadline": "time_limit",
    "delay_request": "delay",
    "delay_rule": "delay",
    "extension": "delay",
    "financial_aid": "aid",
    "first_attempt_by": "first_sitting",
    "leave_types": "leave",
    "multiple_fail": "fail",
    "overall_limit": "time_limit",
    "pass_required_for": "required_for",
    "pathways": "other",
    "study_window": "study",
}


@pytest.fixture
def library(db):
    return {row.code: row for row in Policy.objects.filter(school=None)}


def notes(policy, topic, fail=None):
    return [row.text for row in policy.notes.filter(topic=topic, fail_number=fail)]


def said(policy, path, leaf):
    """What the library says at the place of one fact of the list: a value, or texts that hold it."""
    key, *rest = path
    if key in OF_POLICY:
        return getattr(policy, OF_POLICY[key])
    if key == "readiness_gate":
        return said_of_gate(policy, rest[0], leaf)
    if key.startswith("fail"):
        return said_of_fail(policy, int(key.removeprefix("fail")), rest[0], leaf)
    if key == "meetings":
        return policy.on_fail.get(number=1).meetings
    if key == "notes":
        return notes(policy, "other") + notes(policy, "leave")
    return notes(policy, ABOUT[key])


def said_of_gate(policy, key, leaf):
    if key in OF_GATE:
        return getattr(policy.gate, OF_GATE[key])
    if key == "extra":
        return policy.gate.extra
    if key == "scale" and leaf in SCALES:
        return {code: word for word, code in SCALES.items()}[policy.gate.scale]
    return notes(policy, "gate")


def said_of_fail(policy, number, key, leaf):
    clause = policy.on_fail.filter(number=number).first()
    if clause is None:
        return notes(policy, "fail", number)
    if key == "study_weeks":
        return notes(policy, "study", number)
    if key == "then":
        return clause.text
    value = getattr(clause, OF_CLAUSE[key])
    is_longer = isinstance(leaf, str) and leaf.startswith(value) and leaf != value
    return notes(policy, "fail", number) if is_longer else value


def says(value, leaf):
    if isinstance(value, list):
        return any(str(leaf) in text for text in value)
    return value == leaf


def test_every_school_of_the_list_is_in_the_library(library):
    assert set(library) == set(BY_ID)
    assert len(library) == 17


def test_every_fact_of_the_list_is_in_the_library(library):
    missing = [
        (code, path, leaf)
        for code, record in BY_ID.items()
        for path, leaf in leaves(record)
        if not says(said(library[code], path, leaf), leaf)
    ]

    assert missing == []


def test_the_list_is_as_long_as_it_was():
    assert len(list(leaves(RECORDS))) == 187


def test_what_a_source_leaves_open_is_marked_as_assumed(library):
    unmarked = [
        (code, number)
        for code, policy in library.items()
        for number in policy.on_fail.values_list("number", flat=True)
        if not {"current_rotation", "resume_on"} <= BY_ID[code][f"fail{number}"].keys()
        and not notes(policy, "assumed", number)
    ]

    assert unmarked == []


def test_the_library_adds_no_fail_that_its_source_does_not_name(library):
    assert [
        (code, number)
        for code, policy in library.items()
        for number in policy.on_fail.values_list("number", flat=True)
        if f"fail{number}" not in BY_ID[code]
    ] == []


def test_every_policy_of_the_library_names_its_source_and_its_day():
    documents = read_library(settings.BASE_DIR / "fixtures" / "reference")

    assert {document["policy"]["verified_on"] for document in documents} == {"2026-11-22"}
    assert all(document["policy"]["source"] for document in documents)


def test_no_policy_of_the_library_is_impossible_or_doubtful(library, today):
    reference = gather_reference()

    assert [
        (code, problem)
        for code in library
        for version in reference.policies[code]
        for problem in check_policy(version, reference, on=today)
    ] == []
