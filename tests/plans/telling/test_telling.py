"""Every finding to each reader in their words, with the rule, the inputs and the source behind it."""

import re
from string import Formatter

import pytest

from plans.engine.finding_codes import ENGINE_FINDINGS
from plans.telling import Reader, facts_of, tell, tell_remedy, why_exam_on
from plans.telling.readers import FINDINGS, REASONS
from plans.telling.rules import ABOUT_DAYS, INPUTS, RULES
from plans.words import WHY_EXAM_ON
from students.rules.finding_codes import RULE_FINDINGS

CODES = {**RULE_FINDINGS, **ENGINE_FINDINGS}
TO_THE_STUDENT = re.compile(r"\b(you|your|yours)\b|talk to the dean|ask the school", re.IGNORECASE)
# Somebody who advises may be "you", but it is not their exam.
NOT_THEIRS = re.compile(
    r"\byour (dean|advisor|exam|hours|deadline|score|school|last)|\byou (rushed|studied|named|put)"
)


def names_in(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def stored(code, **facts):
    """A finding as a result keeps it."""
    row = CODES[code]
    usual = {name: f"<{name}>" for name in names_in(row.text)} | facts
    text = re.sub(r":g\}", "}", row.text).format(**usual)
    return {"code": code, "level": row.level.value, "text": text, "source": "seed 003"}


def test_every_finding_says_its_rule_and_no_other_is_there():
    assert RULES.keys() == CODES.keys()
    assert CODES.keys() >= FINDINGS.keys() | ABOUT_DAYS


@pytest.mark.parametrize("code", CODES)
def test_the_facts_of_a_finding_come_back_from_its_words(code):
    facts = {name: f"<{name}>" for name in names_in(CODES[code].text)}

    assert facts_of(stored(code)) == facts


@pytest.mark.parametrize("code", CODES)
def test_nobody_who_advises_is_spoken_to_as_the_student(code):
    told = tell(stored(code), Reader.ADVISOR).text

    if TO_THE_STUDENT.search(CODES[code].text):
        assert code in FINDINGS or not re.search(r"\byours?\b|\byou\b", CODES[code].text)
    assert "{" not in told
    assert not NOT_THEIRS.search(told)


@pytest.mark.parametrize("code", FINDINGS)
def test_words_for_those_who_advise_know_no_other_facts(code):
    assert names_in(FINDINGS[code]) <= names_in(CODES[code].text)


def test_a_finding_shows_what_it_was_concluded_from():
    row = stored("not_advised", day="Thu 4 Mar 2027", mean="60.5", ready="66")

    told = tell(row, Reader.STUDENT)

    assert told.text == row["text"]
    assert told.rule == (
        "A day is ready if the forecast for it reaches the score that counts as ready."
    )
    assert told.inputs == (
        ("Day", "Thu 4 Mar 2027"),
        ("Forecast, EPC", "60.5"),
        ("Counts as ready, EPC", "66"),
    )
    assert told.source == "seed 003"


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_wish_cannot_be_is_said_of_the_student(reason):
    row = stored("wish_not_possible", wish="Thu 4 Mar 2027", reason=reason)

    told = tell(row, Reader.ADVISOR).text

    assert told.startswith("The exam cannot be on Thu 4 Mar 2027 as the student wished: ")
    assert "you" not in told


def test_words_of_an_older_template_stay_as_they_were_stored():
    row = {"code": "not_advised", "level": "warning", "text": "Old words.", "source": "then"}
    gone = row | {"code": "a_code_of_then"}

    assert [tell(r, Reader.ADVISOR).text for r in (row, gone)] == ["Old words.", "Old words."]
    assert tell(gone, Reader.STUDENT).rule == ""


@pytest.mark.parametrize("code", WHY_EXAM_ON)
def test_why_the_exam_is_on_its_day_is_said_to_each(code):
    assert why_exam_on(code, Reader.STUDENT) == WHY_EXAM_ON[code]
    assert not re.search(r"\byour?\b", why_exam_on(code, Reader.ADVISOR))


def test_a_remedy_is_said_to_each():
    row = {
        "kind": "leave",
        "text": "A leave of absence can give the time this takes: ask your dean what it would mean.",
    }

    assert tell_remedy(row, Reader.STUDENT) == row
    assert tell_remedy(row, Reader.ADVISOR)["text"] == (
        "A leave of absence can give the time this takes: what it would mean is yours to weigh "
        "together."
    )


def test_every_input_is_a_fact_of_some_finding():
    assert set(INPUTS) <= {name for row in CODES.values() for name in names_in(row.text)}
