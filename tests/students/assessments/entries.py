"""An ordinary entry of the score log, as values and as typed, to change one thing of."""

import uuid
from dataclasses import replace
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from students.actions.assessments import log_assessment
from students.assessments.entry import Entry

PDF = b"%PDF-1.7 made up"
ENTRY = Entry(instrument="cbssa", form="29", taken_on=date(2026, 11, 22), score=58)

TYPED = {
    "taken_on": "2026-11-22",
    "score": "58",
    "form": "29",
    "is_timed": "on",
    "first_use": "log",
    "submission_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "revision": "1",
}


def logged(student, *, today, **changes):
    """An entry in a student's log: `ENTRY` with changes."""
    entry = replace(ENTRY, **changes)
    key = uuid.uuid4()
    return log_assessment(
        student=student, entry=entry, submission_key=key, today=today, is_meant=True
    )


def address(name, assessment=None):
    """The path of one of the log's pages."""
    return reverse(f"students:assessment-{name}", args=[assessment.public_id] if assessment else [])


def report(content=PDF, name="my report.PDF"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
