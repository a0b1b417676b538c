"""Telling an old page of a hold: what people did about it after the page was opened."""

from __future__ import annotations

from typing import Final

from advising.meanwhile import ChangedMeanwhile
from students.choices import ChangeKind
from students.models import Hold
from students.rules.dates import words_for

# What a dean does, by its line of the history, as the end of "Meanwhile somebody ...".
DONE: Final = {
    ChangeKind.RELEASED: "lifted this hold",
    ChangeKind.OVERRIDDEN: "lifted this hold early",
    ChangeKind.LIFT_WITHDRAWN: "took back the early lift of this hold",
    ChangeKind.ALLOWED: "allowed a sitting before the gate",
    ChangeKind.ALLOWANCE_WITHDRAWN: "took back the allowed sitting before the gate",
    ChangeKind.EXTENDED: "extended a deadline",
    ChangeKind.EXTENSION_WITHDRAWN: "took back an extension",
}


def mark_of_acts(hold: Hold) -> str:
    """A mark of all that deans did about a hold: another one as soon as one does anything."""
    return str(hold.changes.filter(kind__in=DONE).count())


def refuse_old_page(hold: Hold, seen: str) -> None:
    """Ask before a page does again what somebody has done and taken back since it was opened."""
    now = mark_of_acts(hold)
    if not seen or seen == now:
        return
    line = hold.changes.filter(kind__in=DONE).select_related("by").last()
    if line is None or line.by is None:
        return
    raise ChangedMeanwhile(
        f"Meanwhile {line.by.name} {DONE[ChangeKind(line.kind)]}, on {words_for(line.happened_on)}:"
        f" “{line.because}” Nothing is done yet. To go on all the same, send this once more.",
        seen={"seen": now},
    )
