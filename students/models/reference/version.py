"""Which state of the reference data and the policies the tables hold."""

import uuid
from typing import NamedTuple

from django.db import models
from django.db.models import Q


class Tokens(NamedTuple):
    """What stands for the rows of the facts, and for those of the policies."""

    facts: uuid.UUID
    policies: uuid.UUID


class ReferenceVersion(models.Model):
    """The one row that triggers renew: `facts` with every change of a fact, `policies` of a policy.

    Whoever has read the rows under a token may go on using them for as long as the token stands.
    A token is random, not counted: after a rollback a number would be given out once more, for
    other rows.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    facts = models.UUIDField(default=uuid.uuid4, editable=False)
    policies = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="reference_has_one_version")]

    def __str__(self) -> str:
        return f"{self.facts}/{self.policies}"

    @property
    def tokens(self) -> Tokens:
        """Both, to compare and to keep readings by."""
        return Tokens(self.facts, self.policies)
