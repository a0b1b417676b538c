"""What was submitted stays as it was; an amendment is the next version, with what changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from students.models import IntakeVersion, Student
from tests.factories import make_student
from tests.students.intake_answers import ANSWERS, save, submit


def test_the_version_keeps_the_words_and_who_was_to_read_them(filled, student):
    submit(filled)

    sections = IntakeVersion.objects.get(student=student).answers["sections"]
    by_slug = {section["slug"]: section for section in sections}
    assert by_slug["clerkships"]["rows"] == [
        {
            "key": "rotation_choice",
            "label": "If your school lets you choose: the rotation you are in now",
            "words": ["Finish it"],
        },
        {
            "key": "rotations",
            "label": "Your rotations, now and to come",
            "words": ["Surgery: Mon 2 Nov 2026 to Fri 18 Dec 2026"],
        },
    ]
    assert by_slug["causes"]["readers"] == (
        "Only you until you submit. After that your advisor and your dean. "
        "Nobody who judges your progress sees these answers."
    )


def test_the_version_keeps_the_report_as_it_was_that_day(filled, student):
    attempt = student.attempts.get()
    attempt.areas.create(area_id="cardiovascular", level="lower")
    student.attempts.update(three_digit=188, points_below=8)
    student.attempts.create(sat_on=date(2026, 11, 20))

    submit(filled)

    (result, *_) = student.intake_versions.get().answers["sections"]
    assert [(row["label"], row["words"]) for row in result["rows"]] == [
        (
            "Sitting of Wed 14 Oct 2026",
            [
                "Did not pass",
                "Result of Wed 11 Nov 2026",
                "Three-digit score 188",
                "8 points below the standard",
                "Cardiovascular: lower",
            ],
        ),
        ("Sitting of Fri 20 Nov 2026", ["Result not out yet"]),
    ]


def test_the_dean_reads_what_is_submitted_and_nothing_typed_since(filled, student, dean):
    submit(filled)
    save(filled, "looking-back", own_words="Something I may not send.")
    filled.force_login(dean)

    file = filled.get(reverse("caseload:student-intake", args=[student.public_id]))

    assert "I was tired." in file.content.decode()
    assert "Something I may not send." not in file.content.decode()


def test_what_was_not_answered_is_not_in_the_version(filled, student):
    save(filled, "looking-back", weight_timeline_fit="", words_timeline_fit="", own_words="")
    save(
        filled, "clerkships", rotations_0_name="", rotations_0_starts_on="", rotations_0_ends_on=""
    )

    submit(filled)

    sections = student.intake_versions.get().answers["sections"]
    by_slug = {section["slug"]: section["rows"] for section in sections}
    assert by_slug["looking-back"] == []
    assert [row["key"] for row in by_slug["clerkships"]] == ["rotation_choice"]
    assert "Nothing to say here." in filled.get("/intake/versions/1/").content.decode()


def test_an_amendment_opens_prefilled_and_is_the_next_version(filled, student):
    submit(filled)

    shown = {step: filled.get(f"/intake/{step}/").context["form"] for step in ANSWERS}
    save(filled, "time", hours_mon="6", away_1_reason="")
    response = submit(filled)

    assert shown["result"]["is_right"].value() is True
    assert shown["time"]["away_2_reason"].value() == "a wedding"
    assert shown["looking-back"]["words_timeline_fit"].value() == "It came weeks too early."
    assert shown["resources"]["used"].value() == ["uworld", "first_aid"]
    assert response.url == "/intake/versions/2/"
    assert [version.number for version in student.intake_versions.all()] == [1, 2]
    assert Student.objects.get(pk=student.pk).availability.hours_mon == 6


def test_an_amendment_says_what_changed_in_words(filled):
    submit(filled)
    save(filled, "time", hours_mon="6")
    save(filled, "wish", exam_on="", percent="")
    submit(filled)

    page = filled.get("/intake/versions/2/")

    assert [
        (change.section, change.label, change.before, change.after)
        for change in page.context["changes"]
    ] == [
        ("Your time", "Monday", ("8 h",), ("6 h",)),
        ("Your date", "Do you have a date in mind?", ("Wed 3 Feb 2027",), ("not answered",)),
        (
            "Your date",
            "How likely should passing look before you sit, in percent?",
            ("85.5",),
            ("not answered",),
        ),
    ]
    assert "8 h" in page.content.decode()


def test_any_two_versions_can_be_compared(filled):
    submit(filled)
    for hours in ("6", "8"):
        save(filled, "time", hours_mon=hours)
        submit(filled)

    assert filled.get("/intake/versions/3/").context["earlier"].number == 2
    since_first = filled.get("/intake/versions/3/?since=1")
    assert since_first.context["changes"] == []
    assert "The answers are the same." in since_first.content.decode()
    assert filled.get("/intake/versions/3/?since=x").context["earlier"].number == 2
    assert filled.get("/intake/versions/1/").context["earlier"] is None


def test_a_version_that_is_not_there_does_not_exist(filled, client, school):
    submit(filled)

    assert filled.get("/intake/versions/2/").status_code == 404
    client.force_login(make_student(school).user)
    assert client.get("/intake/versions/1/").status_code == 404


def test_a_changed_result_has_to_be_looked_at_again(filled, student):
    submit(filled)
    student.attempts.update(three_digit=188)

    assert filled.get("/intake/result/").context["form"]["is_right"].value() is False
    assert submit(filled).status_code == 200
    save(filled, "result")
    assert submit(filled).url == "/intake/versions/2/"


def test_a_submitted_version_is_never_edited(filled, student):
    submit(filled)
    version = student.intake_versions.get()

    version.number = 7
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        version.save()


def test_before_an_amendment_is_submitted_its_changes_are_read(filled):
    submit(filled)
    save(filled, "time", hours_mon="6")

    page = filled.get("/intake/review/")

    assert "Changed since version 1" in page.content.decode()
    assert [(row.label, row.before, row.after) for row in page.context["booklet"].changes()] == [
        ("Monday", ("8 h",), ("6 h",))
    ]


def test_a_first_submission_is_praised_and_an_amendment_noted(filled):
    first = filled.get(submit(filled).url).content.decode()
    save(filled, "time", hours_mon="6")
    second = filled.get(submit(filled).url).content.decode()

    assert "That was a real piece of work." in first
    assert "Your changes are submitted." in second
    assert "piece of work" not in second


def test_once_submitted_the_pages_say_who_sees_it_now(filled):
    before = filled.get("/intake/review/").content.decode()
    version = filled.get(submit(filled).url).content.decode()
    step = filled.get("/intake/causes/").content.decode()

    assert "Only you until you submit." in before
    assert "Only you until you submit." not in version
    assert "Your advisor and your dean see this now. Nobody who judges your progress" in version
    assert "What you change is yours alone until you submit again." in step


def test_the_permit_is_named_where_it_is_read_again(filled):
    review = filled.get("/intake/review/").content.decode()

    assert "First day of the permit" in review
    assert "Last day of the permit" in review
