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
        "find_gaps": "Questions across the exam show where the gaps are before the work is aimed.",
        "return_within_ten_days": (
            "Nothing is left alone for long: every area comes back at least each ten study days, "
            "because what is not recalled fades."
        ),
        "timed_as_the_exam": (
            "In the practise phase questions are timed and mixed, as the exam asks them."
        ),
        "light_recall": "Shortly before the exam recall is kept warm and nothing new is begun.",
        "practice_exam": (
            "A whole practice exam in exam conditions measures where you stand; it is the only "
            "work of its day."
        ),
        "review_of_practice_exam": (
            "The day after a practice exam goes to its questions: why each answer was right or wrong."
        ),
        "learn_from_errors": "Written down, errors show what they have in common.",
        "avoided_weaknesses": (
            "You said the weakest areas were put off, so the two weakest come first in the day."
        ),
        "test_anxiety": (
            "You said the exam itself was frightening, so questions are timed exactly as it is."
        ),
        "weak_foundation": (
            "You said the foundation is weak, so rebuilding starts from content before questions."
        ),
        "memorised_not_mastered": (
            "You said you memorised more than you understood, so this is recall and explaining, "
            "not reading."
        ),
        "little_retrieval": (
            "You said you recalled little from memory, so this is recall and explaining, not reading."
        ),
        "skipped_practice_exams": (
            "You said practice exams were skipped, so each is followed by an error log."
        ),
        "ignored_results": (
            "You said results were set aside, so each practice exam is followed by an error log."
        ),
        "isolated": "You said you studied alone, so each week holds a check-in with your mentor.",
    }
)
MISSED_TOPIC = "missed_topic: "
WORTH_MOST = "weight_x_shortfall"

# Who asks for a block, by the same codes; documents by the short names of the reference data.
REASON_SOURCES = MappingProxyType(
    {
        "weight_x_shortfall": "plan engine: learning model; seed 003",
        "find_gaps": "seed 001; seed 002",
        "return_within_ten_days": "plan engine: what is always true of a plan",
        "timed_as_the_exam": "seed 001",
        "light_recall": "plan engine: what is always true of a plan",
        "practice_exam": "seed 002; seed 003",
        "review_of_practice_exam": "plan engine: what is always true of a plan",
        "learn_from_errors": "plan engine: what is always true of a plan",
        "avoided_weaknesses": "your intake; seed 002",
        "test_anxiety": "your intake; seed 001",
        "weak_foundation": "your intake; seed 002; seed 003",
        "memorised_not_mastered": "your intake; seed 001",
        "little_retrieval": "your intake; seed 001; seed 002",
        "skipped_practice_exams": "your intake; seed 002; seed 003",
        "ignored_results": "your intake; seed 002",
        "isolated": "your intake; seed 002; seed 003",
        MISSED_TOPIC: "your question log; seed 003",
    }
)


def reason_for(code: str) -> str:
    """Why a block is in the plan, in a sentence.

    `code` is a block's `why`: a rule or a cause, or a most-missed topic after `missed_topic: `.
    """
    if code.startswith(MISSED_TOPIC):
        topic = code.removeprefix(MISSED_TOPIC)
        return f"You missed {topic} often enough that it earns an hour of its own."
    return REASONS[code]


def source_of(code: str) -> str:
    """Who asks for a block, by its `why`: the code that `REASON_SOURCES` knows it by."""
    return MISSED_TOPIC if code.startswith(MISSED_TOPIC) else code
