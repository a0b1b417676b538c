"""What a sitting said when a page was opened, and what it says now. Pure."""

from __future__ import annotations

import hashlib

from students.attempts.report import say_report
from students.rules.case import Attempt


def mark_of(attempt: Attempt) -> str:
    """A short mark of all that a sitting says: another one as soon as it says anything else."""
    days = (attempt.sat_on, attempt.reported_on)
    said = (*map(str, days), str(attempt.outcome), attempt.three_digit, attempt.points_below)
    areas = sorted((code, str(level)) for code, level in attempt.areas.items())
    return hashlib.sha256(repr((said, areas)).encode()).hexdigest()[:16]


def say_change(current: Attempt) -> str:
    """That somebody changed a sitting after the page was opened, and what it says now."""
    report = [
        f"three-digit score {current.three_digit}" if current.three_digit is not None else "",
        f"{current.points_below:g} points below" if current.points_below is not None else "",
        f"content areas marked: {len(current.areas)}" if current.areas else "",
    ]
    told = ", ".join(part for part in report if part)
    now = f"{say_report(current)} {told[:1].upper()}{told[1:]}." if told else say_report(current)
    return (
        "This sitting was changed after you opened this page. Nothing is saved yet. It says now: "
        f"{now} To keep what you typed instead, save once more."
    )


def say_withdrawn_already(kept: str, typed: str) -> str:
    """That a sitting is off the record, and what was typed if that is not the reason on record."""
    said = "That sitting is withdrawn already. Nothing more is to do."
    typed = typed.strip()
    return said if typed in ("", kept) else f"{said} What you typed was not kept: “{typed}”"
