"""The numbers the flags' rules compare with: the school's choice, dated like every fact."""

from django.db import models

from students.choices import FlagLimitCode
from students.models.reference import Edition
from students.models.reference.constraints import one_in_force, within


class FlagLimit(Edition):
    """One number of one rule. A rule whose number is not in force raises no flag."""

    code = models.SlugField("which number", max_length=60, choices=FlagLimitCode)
    value = models.FloatField(help_text="In the unit its name ends with.")

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("value", 0, 1000, "A number between 0 and 1000."),
            one_in_force(
                "code",
                message="Another number of this rule holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.value:g}"
