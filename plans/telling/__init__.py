"""What a plan says beside its days, to each of its readers in their words, and why. Pure."""

from plans.telling.consequences import CONSEQUENCES, Consequence, kept_deadline
from plans.telling.findings import Told, facts_of, tell, tell_remedy
from plans.telling.readers import Reader, why_exam_on

__all__ = [
    "CONSEQUENCES",
    "Consequence",
    "Reader",
    "Told",
    "facts_of",
    "kept_deadline",
    "tell",
    "tell_remedy",
    "why_exam_on",
]
