"""One form a step, each with its own layout."""

from students.intake.forms.causes import CausesForm
from students.intake.forms.clerkships import ClerkshipsForm
from students.intake.forms.program import ProgramForm
from students.intake.forms.reflection import ReflectionForm
from students.intake.forms.resources import ResourcesForm
from students.intake.forms.result import ResultForm
from students.intake.forms.time import TimeForm
from students.intake.forms.wish import WishForm

__all__ = [
    "CausesForm",
    "ClerkshipsForm",
    "ProgramForm",
    "ReflectionForm",
    "ResourcesForm",
    "ResultForm",
    "TimeForm",
    "WishForm",
]
