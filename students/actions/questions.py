"""Counting missed questions by topic."""

from __future__ import annotations

from django.db import transaction

from students.models import MissedTopic, Student


@transaction.atomic
def count_missed(*, student: Student, topic: str, misses: int) -> MissedTopic | None:
    """Say how many questions on a topic were missed so far; none takes the topic out of the log.

    A topic is the same however it is capitalised or spaced. Saying the same twice is saying it
    once, so a double click counts nothing twice.
    """
    student = Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    name = " ".join(topic.split())
    missed = student.missed_topics.filter(topic__iexact=name).first()
    missed = missed or MissedTopic(student=student, topic=name)
    if misses == 0:
        if missed.pk:
            missed.delete()
        return None
    missed.misses = misses
    missed.full_clean()
    missed.save()
    return missed
