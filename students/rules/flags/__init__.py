"""Which students need a person first, and why: rules over plain facts, most urgent first."""

from students.rules.flags.facts import Due, Facts, Flag, Inputs, Limit, Limits, Plan
from students.rules.flags.table import RULES, Reason, reasons_for, urgency_of

__all__ = [
    "RULES",
    "Due",
    "Facts",
    "Flag",
    "Inputs",
    "Limit",
    "Limits",
    "Plan",
    "Reason",
    "reasons_for",
    "urgency_of",
]
