"""An ordinary entry of the score log, to change one thing of."""

import uuid
from dataclasses import replace
from datetime import date

from students.actions.assessments import log_assessment
from students.assessments.entry import Entry

ENTRY = Entry(instrument="cbssa", form="29", taken_on=date(2026, 11, 22), score=58)


def logged(student, *, today, **changes):
    """An entry in a student's log: `ENTRY` with changes."""
    entry = replace(ENTRY, **changes)
    return log_assessment(student=student, entry=entry, submission_key=uuid.uuid4(), today=today)
