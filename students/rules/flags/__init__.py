"""Which students need a person first, and why: rules over plain facts, most urgent first."""

from students.rules.flags.situation import Due, Flag, Inputs, Limit, Limits, Plan, Situation
from students.rules.flags.table import RULES, Reason, reasons_for, urgency_of

__all__ = [
    "RULES",
    "Due",
    "Flag",
    "Inputs",
    "Limit",
    "Limits",
    "Plan",
    "Reason",
    "Situation",
    "reasons_for",
    "urgency_of",
]
