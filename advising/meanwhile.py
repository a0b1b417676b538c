"""What is said to an old page: the record changed after it was opened."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError


class ChangedMeanwhile(ValidationError):
    """The page that was sent showed an older state: nothing was written.

    `seen` is what the form's hidden fields say of the state now. Sent once more with them, what
    was typed is meant.
    """

    def __init__(self, message: str, *, seen: Mapping[str, str]) -> None:
        super().__init__(message)
        self.seen = seen
