"""What every page of a student shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from advising.models import Role
from students.models import CrisisLine


def crisis_lines(request: HttpRequest) -> dict[str, Any]:
    """Where to turn at once, for students. Read only when a page shows it; that is never logged."""
    if getattr(getattr(request, "user", None), "role", None) != Role.STUDENT:
        return {}
    return {"crisis_lines": CrisisLine.objects.in_force(timezone.localdate())}
