"""The people, who may open what, and the dean's pages."""

from django.apps import AppConfig


class AdvisingConfig(AppConfig):
    name = "advising"
    verbose_name = "People and schools"
