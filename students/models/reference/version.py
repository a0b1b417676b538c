"""Which state of the reference data and the policies the tables hold."""

import uuid

from django.db import models
from django.db.models import Q


class ReferenceVersion(models.Model):
    """The one row that a trigger renews with every change of a reference row or a policy.

    Whoever has read the rows under a token may go on using them for as long as the token stands.
    A token is random, not counted: after a rollback a number would be given out once more, for
    other rows.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    token = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="reference_has_one_version")]

    def __str__(self) -> str:
        return str(self.token)
