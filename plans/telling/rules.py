"""Which rule is behind a finding, in a sentence, and what the facts in its words are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # From the rules
        "exam_passed": "A pass on record ends the planning of a retake.",
        "no_attempts_left": (
            "Every sitting on record counts, a result awaited too, against each limit in force."
        ),
        "next_sitting_must_wait": "The longest wait that the exam's own rules ask for counts.",
        "result_pending": "A sitting counts from its day on; its result only once it is on record.",
        "report_day_missing": "Days that a policy counts from the report need the report's day.",
        "state_limit_reached": "Sittings on record against what is on record of that board.",
        "state_limit_unknown": "What is not on record is said, not guessed.",
        "outcome_disagrees_with_standard": (
            "A three-digit score is compared with the passing standard in force that day."
        ),
        "form_retired": "The day an exam was taken is compared with the form's days on sale.",
        "form_repeated": "A form counts as new once; later uses are read as less reliable.",
        "no_policy_in_force": (
            "The version counts that is in force for the class on the day of the report."
        ),
        "choice_needed": "The policy leaves the rotation to the student.",
        "missing_event": "A day counted from an event needs the day of that event.",
        "deadline_passed": "The policy's day, with every extension granted, against today.",
        "window_closed": (
            "The first day that the exam's rules open, against the last sitting whose score is "
            "surely out in time."
        ),
        "hold_without_release": "The clause for this fail names neither sitting nor passing.",
        "leave_over_180_days": "The longest leave of the clause against the federal limit.",
        "leave_blocks_testing": "The policy says whether the exam may be sat while on leave.",
        "gate_tries_used": "Exams that count for the school's gate against the tries it allows.",
        "gate_extra": "The policy asks for this beside a score.",
        # From the plan engine: the ground
        "no_engine_data": "Hours go by the exam's content outline; without it none can be split.",
        "no_day_for_a_practice_exam": (
            "A practice exam is taken in exam conditions: in one day, or in sections on study days "
            "that follow each other. Between them every area comes back within ten study days."
        ),
        "baseline_assumed": (
            "Without a practice score since the fail the level is a prior, until the first one."
        ),
        "duration_unknown": "The study time that published sources name for a score like this one.",
        "coursework_first": "The study time and first step that sources name for this score.",
        "resources_suggested": "At most four main resources, the core ones first.",
        "rotation_conflict": "No study day lies in a rotation, unless the policy lets it be finished.",
        # The date
        "wish_not_possible": (
            "A wished day is kept if the rules, the least study time and the practice exams before "
            "it allow it."
        ),
        "not_advised": "A day is ready if the forecast for it reaches the score that counts as ready.",
        "date_moved": "The exam day of a plan stays as long as it is possible and can be ready.",
        "date_on_reserve": (
            "Missed hours are not piled up: the free time of buffer days holds the exam day first."
        ),
        "past_deadline": (
            "A day must keep every deadline with the slowest usual score, and leave the least "
            "study time."
        ),
        # Practice exams
        "practice_exam_split": "A practice exam is split only if no day has five hours for it.",
        "forms_exhausted": "Unused forms come first, and a used one not before 28 days.",
        # Short days
        "review_without_time": (
            "A review follows every practice exam; the first two weeks after burnout use three "
            "quarters of each day."
        ),
        "few_timed_questions": (
            "Who fears the exam practises in blocks as long as its own, and practising is 70% "
            "questions or more."
        ),
        # The causes
        "rushed_last_time": "The cause named: rushed.",
        "skipped_practice_exams_last_time": "The cause named: practice exams skipped.",
        "ignored_results_last_time": "The cause named: results set aside.",
        "memorised_not_mastered_last_time": "The cause named: memorised rather than understood.",
        "little_retrieval_last_time": "The cause named: little recall from memory.",
        "resource_overload_last_time": "The cause named: too many resources.",
        "avoided_weaknesses_last_time": "The cause named: weak areas put off.",
        "burnout_conversation": "The cause named: burnout.",
        "test_anxiety_referral": "The cause named: test anxiety.",
        "life_event_conversation_first": "The cause named: an event in life.",
        "weak_foundation_first": "The cause named: a weak foundation.",
        "studied_during_clerkship_protect_time": "The cause named: study beside a clerkship.",
        "isolated_find_a_mentor": "The cause named: studied alone.",
        "false_security_read_the_number": "The cause named: scores that felt safer than they were.",
        "test_day_problem_rehearse": "The cause named: a problem on the exam day.",
        "cause_noted": "A cause that is named is never dropped without a word.",
    }
)

# Findings about days: each of these days has its own chain of reasons on the page of dates.
ABOUT_DAYS: Final = frozenset(
    {
        "next_sitting_must_wait",
        "choice_needed",
        "missing_event",
        "deadline_passed",
        "window_closed",
        "hold_without_release",
        "wish_not_possible",
        "past_deadline",
    }
)

# The facts in a finding's words that its rule was asked with; other facts only name things.
INPUTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sat_on": "Sitting",
        "limit": "Sittings allowed",
        "used": "Sittings used",
        "sittings": "Sittings allowed",
        "rule": "Rule",
        "score": "Score",
        "standard": "Passing standard",
        "retired_on": "Off sale since",
        "taken_on": "Taken",
        "times": "Times logged",
        "due_on": "Day of the policy",
        "opens_on": "First day open",
        "latest_safe": "Latest safe day",
        "most": "Most allowed",
        "tries": "Tries used",
        "level": "Assumed level, EPC",
        "weeks": "Weeks at least",
        "wish": "Wished day",
        "reason": "What stands against it",
        "day": "Day",
        "mean": "Forecast, EPC",
        "ready": "Counts as ready, EPC",
        "hours": "Hours from buffer days",
        "before": "Day before",
        "binding": "What binds",
        "starts_on": "Begins",
        "percent": "Timed questions, percent",
        "first": "Weakest area",
        "second": "Second weakest",
    }
)
