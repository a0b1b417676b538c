"""What of the intake can only be seen where transactions really end."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection

from students.actions.intake import save_step
from students.intake.saved import SavedStep
from students.models import Intake, IntakeVersion
from tests.students.intake_answers import ANSWERS

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)


def test_steps_saved_at_the_same_moment_are_all_kept(committed_student):
    start = threading.Barrier(len(ANSWERS))

    def save_one(step):
        saved = SavedStep(typed={"from": [step]}, saved_at=NOW, is_complete=True)
        start.wait()
        save_step(student=committed_student, step=step, saved=saved)
        connection.close()

    threads = [threading.Thread(target=save_one, args=(step,)) for step in ANSWERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Intake.objects.get(student=committed_student).answers.keys() == ANSWERS.keys()


def test_a_version_is_only_deleted_with_the_whole_record(committed_student):
    version = IntakeVersion.objects.create(student=committed_student, number=1, answers={})

    with pytest.raises(IntegrityError, match="with the whole record"):
        version.delete()
    committed_student.delete()

    assert not IntakeVersion.objects.exists()
