"""What the plan's codes are called on a page, and why a block is there in a sentence."""

from types import MappingProxyType

PHASES = MappingProxyType(
    {
        "settle": "Settle",
        "diagnose": "Diagnose",
        "rebuild": "Rebuild",
        "practise": "Practise",
        "taper": "Taper",
    }
)

PHASE_AIMS = MappingProxyType(
    {
        "settle": "A few easy days to breathe and set up before the work starts.",
        "diagnose": "A first practice exam and questions that show where the gaps are.",
        "rebuild": "Learn the weak areas again, half from content and half from memory.",
        "practise": "Mostly timed, mixed questions, as the exam asks them.",
        "taper": "Light recall and rest, so that you arrive fresh.",
    }
)

DAY_KINDS = MappingProxyType(
    {
        "study": "Study",
        "light": "Light day",
        "buffer": "Buffer",
        "rest": "Rest",
        "off": "Off",
        "rotation": "Rotation",
        "practice_exam": "Practice exam",
        "review": "Review",
        "exam": "Exam",
    }
)

NOTHING_PLANNED = MappingProxyType(
    {
        "study": "Nothing is planned for this day.",
        "light": "Nothing is planned for this day.",
        "buffer": "Kept free: catch up here if the week ran over, or rest.",
        "rest": "A day of rest. It is part of the plan.",
        "off": "You said you are off this day.",
        "rotation": "You are on a rotation, so nothing is planned beside it.",
        "practice_exam": "The practice exam is the only work of this day.",
        "review": "Go through the practice exam, question by question.",
        "exam": "The exam. You have prepared for this; be early, eat, breathe.",
    }
)

WHY_EXAM_ON = MappingProxyType(
    {
        "wish": "the day you asked for",
        "earliest_ready": "the earliest day the forecast says you are ready",
        "last_candidate": "the last day that keeps your deadlines; the forecast is not there yet",
        "past_deadline": "after a deadline: talk to your dean before you book anything",
    }
)

ACTIVITIES = MappingProxyType(
    {
        "questions": "Questions",
        "content": "Content",
        "explain_back": "Explain it back",
        "flashcards": "Flash cards",
        "error_log": "Error log",
        "mixed_review": "Mixed review",
        "practice_exam": "Practice exam",
        "check_in": "Check-in with your mentor",
    }
)

PURPOSES = MappingProxyType(
    {
        "baseline": "Baseline: where you start",
        "progress": "Progress check",
        "gate": "Gate: is it safe to sit",
        "final": "Last check before the exam",
    }
)

REASONS = MappingProxyType(
    {
        "weight_x_shortfall": (
            "This area's share of the exam times what you still miss in it makes these "
            "minutes worth more here than anywhere else."
        ),
    }
)


def reason_for(code: str) -> str:
    """Why a block is in the plan, in a sentence; a code with a colon names its cause after it."""
    return REASONS.get(code, code.replace("_", " ").capitalize())
