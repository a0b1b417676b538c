"""The record: who the student is, what they told us, how they are doing."""

from django.apps import AppConfig


class StudentsConfig(AppConfig):
    name = "students"
    verbose_name = "Students and reference data"
