"""The worked example of docs/policy.md: typed as it says, it gives the days it promises."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from students.actions.attempts import report_attempt
from students.dates.reading import read_dates
from students.models import Policy, Rotation
from students.rules.dates import words_for
from tests.factories import TODAY, make_student
from tests.students.admin.pages import policy_page
from tests.students.admin.typing import problems, typed, with_part
from tests.students.cases import day, fail

DOCS = (Path(__file__).parents[3] / "docs" / "policy.md").read_text(encoding="utf-8")
PARTS = {"Clause": "on_fail", "Deadline": "deadlines", "Gate": "gate", "Note": "notes"}
pytestmark = pytest.mark.usefixtures("morning")


def section(heading):
    """The text below a heading, up to the next."""
    return re.split(r"^##+ ", DOCS.split(f"### {heading}\n", 1)[1], flags=re.MULTILINE)[0]


def rows(heading):
    """The rows of the table below a heading, without its head."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def values(form, heading):
    """What a table types into a form, by the fields' names."""
    fields = {str(bound.label).capitalize(): bound for bound in form}
    return {
        fields[label].name: _choice(fields[label].field, words) for label, words in rows(heading)
    }


def _choice(field, words):
    """The value behind the words of a choice; other words are the value."""
    labels = {str(label): value for value, label in getattr(field, "choices", ())}
    value = labels[words] if labels else words
    return [value] if field.widget.__class__.__name__.startswith("Checkbox") else value


@pytest.fixture
def answer(staff_client):
    """The answer to the example, typed into an empty page and sent."""
    empty = staff_client.get(policy_page("add"))
    page = typed(empty, **values(empty.context["adminform"].form, "Policy"))
    sets = {
        inline.formset.prefix: inline.formset for inline in empty.context["inline_admin_formsets"]
    }
    for heading in re.findall(r"^### (\w+ \d)$", DOCS, flags=re.MULTILINE):
        prefix = PARTS[heading.split()[0]]
        page = with_part(page, prefix, **values(sets[prefix].empty_form, heading))
    return staff_client.post(policy_page("add"), page)


@pytest.fixture
def robin(staff_client, answer, school):
    """The example's student, at the school whose policy it is."""
    robin = make_student(school, name="Robin Madeup", class_year=2028)
    for name, starts_on, ends_on in (
        ("Surgery", "2026-11-02", "2026-12-18"),
        ("Medicine", "2027-01-04", "2027-03-26"),
        ("Pediatrics", "2027-03-29", "2027-05-14"),
    ):
        Rotation.objects.create(
            student=robin, name=name, starts_on=day(starts_on), ends_on=day(ends_on)
        )
    own = Policy.objects.get(code="example-step1")
    staff_client.post(reverse("admin:students_policy_adopt", args=[own.pk]), {"_confirmed": "Save"})
    report_attempt(
        student=robin, result=fail("2026-10-14", "2026-11-11"), by=robin.user, today=TODAY
    )
    robin.refresh_from_db()
    return robin


def test_the_example_is_taken(answer, school):
    assert (answer.status_code, problems(answer) if answer.context else []) == (302, [])
    assert Policy.objects.get(code="example-step1").school == school


def test_it_is_read_back_in_these_words(staff_client, answer):
    page = staff_client.get(policy_page("change", Policy.objects.get(code="example-step1").pk))

    draft = page.context["draft"]
    promised = re.findall(r"^- (.+)$", section("How it is read back"), flags=re.MULTILINE)
    assert [said for passage in draft.reading() for said in passage.sentences] == promised
    assert draft.remarks() == []
    assert [words for _, _, words in draft.notes()] == [
        "Tutoring is arranged by the learning specialist."
    ]


def test_the_student_has_these_days(robin, client):
    dates = read_dates(robin, today=TODAY)
    hold, ways = dates.hold, dates.ways_back
    client.force_login(robin.user)

    found = [(row.name, words_for(row.on)) for row in dates.days]
    found.append(("Clerkship hold begins", words_for(hold.starts_on)))
    found += [
        (f"To rejoin {way.option.rotation}: sit by", words_for(way.option.sit_by_safe))
        for way in ways
    ]
    promised = [row[:2] for row in rows("What it means for a student")]
    assert sorted(found) == sorted(promised)
    shown = client.get("/dates/").content.decode()
    assert [on for _, on in promised if on not in shown] == []
