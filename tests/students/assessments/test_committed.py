"""What of the log can only be seen where transactions really end."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from students.actions.assessments import log_assessment
from tests.students.assessments.entries import ENTRY


def test_two_clicks_at_once_log_one_exam(committed_student, today):
    student, key = committed_student, uuid.uuid4()

    def click(_):
        try:
            return log_assessment(student=student, entry=ENTRY, submission_key=key, today=today)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browser:
        first, second = browser.map(click, range(2))

    assert first == second
    assert student.assessments.count() == 1
