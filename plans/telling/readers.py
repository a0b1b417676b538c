"""Who reads a plan, and what is said otherwise to those who advise.

Results are written to the student. Where that says "you" to the wrong person, the words for those
who advise stand here: the same facts, and the step that is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from plans.words import WHY_EXAM_ON


class Reader(StrEnum):
    """The student whose plan it is, or somebody who advises them."""

    STUDENT = "student"
    ADVISOR = "advisor"


_WHY_EXAM_ON: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wish": "the day the student asked for",
        "earliest_ready": "the earliest day on which the forecast is ready",
        "last_candidate": "the last day that keeps the deadlines; the forecast is not there yet",
        "past_deadline": "after a deadline: agree on a day before anything is booked",
    }
)


def why_exam_on(code: str, reader: Reader) -> str:
    """Why the exam is on its day, after the name of the day."""
    return (WHY_EXAM_ON if reader is Reader.STUDENT else _WHY_EXAM_ON)[code]


# By a finding's code, with the facts of its own words.
FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # From the rules
        "no_attempts_left": "{who} allows {sittings} and none is left: talk about what comes next.",
        "report_day_missing": (
            "The fail of {sat_on} has no day of its report: ask the student for it, because the "
            "hold and the deadlines count from it."
        ),
        "no_policy_in_force": (
            "No version of the policy {policy} is in force for this class on {day}: staff add it "
            "in the policies. Until then no hold or deadline is worked out."
        ),
        "deadline_passed": "{policy} asks, {occasion}, to {verb} by {due_on}, which is over.",
        "window_closed": (
            "The first day open for a sitting, {opens_on}, is after the last one that is safe, "
            "{latest_safe}: only a later deadline opens one."
        ),
        "hold_without_release": (
            "{policy} names no way back into clerkships after this fail: a person has to decide."
        ),
        "leave_over_180_days": (
            "The leave of this clause can last {days} days. Federal aid allows {most} days of "
            "leave within {months} months: the student should see financial aid before it starts."
        ),
        "leave_blocks_testing": (
            "{policy} does not allow sitting the exam while on leave: agree on the leave's end "
            "before a date is booked."
        ),
        "gate_tries_used": (
            "{policy} allows {most} tries to reach its practice score and {tries} are used "
            "without reaching it: a person has to say what comes next."
        ),
        # From the plan engine
        "no_engine_data": (
            "A day-by-day plan cannot be made here for {exam} yet, because its content outline is "
            "not on record. Dates, sittings and practice scores count all the same: plan the "
            "weeks together."
        ),
        "coursework_first": (
            "Before a date: {action}. At this score a short study period rarely mends the "
            "foundation, so the choice between the two is a conversation to have first."
        ),
        "rotation_conflict": (
            "The rotation {rotation} runs from {starts_on} while the plan asks for study: "
            "clerkship and exam preparation at once are too much."
        ),
        "wish_not_possible": "The exam cannot be on {wish} as the student wished: {reason}.",
        "date_on_reserve": (
            "{day} holds, but not by itself: the hours left bring {mean} EPC, and {ready} counts "
            "as ready. It takes {hours} more hours from the free time of the buffer days."
        ),
        "past_deadline": (
            "No exam day keeps the deadlines and the time this takes. The plan runs to {day}, "
            "after {binding}: what would make it fit is listed with the plan."
        ),
        "forms_exhausted": (
            "The unused practice forms run out on {day}: from then on forms come back that the "
            "student has seen, and their scores read too high."
        ),
        "review_without_time": (
            "The review on {day} gets no time: three quarters of that day are less than a quarter "
            "of an hour. It is for the next study day."
        ),
        "few_timed_questions": (
            "Practising is {percent}% questions timed in blocks of {minutes} minutes as the exam "
            "is, where 70% and more is the aim: {reason}."
        ),
        "rushed_last_time": (
            "The student says the last attempt was rushed, the most common way to fail again: the "
            "plan does not go before the day the forecast calls ready, whatever day is wished."
        ),
        "skipped_practice_exams_last_time": (
            "The student says practice exams were skipped last time: they come at most 11 days "
            "apart where the forms and the hours allow, each with an error log the next day."
        ),
        "ignored_results_last_time": (
            "The student says results were set aside last time: practice exams come at most 11 "
            "days apart where the forms and the hours allow, each with an error log the next day."
        ),
        "memorised_not_mastered_last_time": (
            "The student says more was memorised than understood: from rebuilding on, most of the "
            "time is spent on questions, explaining back and recall, at most a quarter on content."
        ),
        "little_retrieval_last_time": (
            "The student says little was recalled from memory: from rebuilding on, most of the "
            "time is spent on questions, explaining back and recall, at most a quarter on content."
        ),
        "avoided_weaknesses_last_time": (
            "The student says the weakest areas were put off: {first} and {second} come first in "
            "the day, each at least three times a week where the days have room."
        ),
        "burnout_conversation": (
            "The student names burnout: two weeks start at three quarters of the hours, and two "
            "days in seven stay free. A conversation comes before the work."
        ),
        "test_anxiety_referral": (
            "The student names test anxiety: from practising on, questions are timed in blocks of "
            "{minutes} minutes as the exam is. Offer a referral; this can be treated."
        ),
        "life_event_conversation_first": (
            "Something in the student's life got in the way: a conversation comes before a date "
            "is fixed. The date here is only a proposal until then."
        ),
        "weak_foundation_first": (
            "The student calls the foundation weak: rebuilding starts from content, and "
            "coursework or a review course may serve better than a date. Weigh it together."
        ),
        "studied_during_clerkship_protect_time": (
            "The student studied beside a clerkship: arrange protected time, free of clinical "
            "duties, before the plan starts."
        ),
        "isolated_find_a_mentor": (
            "The student studied alone: name someone who has passed this, for the weekly check-in "
            "the plan holds."
        ),
        "test_day_problem_rehearse": (
            "Something went wrong on the day, so the day is rehearsed: the last practice exam at "
            "the exam's hour, with its breaks, and travel, food and sleep settled beforehand."
        ),
        "cause_noted": "The student also named {cause}. It changes nothing in the plan by itself.",
    }
)

# Why something is not as it should be, where those words say "you".
REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "you rushed last time, and the forecast is not there yet on that day": (
            "the last attempt was rushed, and the forecast is not there yet on that day"
        ),
        "your days hold few such blocks. Fewer but longer days would hold more": (
            "the days hold few such blocks. Fewer but longer days would hold more"
        ),
        "the exam is not open to you yet on that day": "the exam is not open yet on that day",
        "the score might come out after your deadline": (
            "the score might come out after the deadline"
        ),
    }
)

# What ends a remedy's words to the student, and what ends it for those who advise.
REMEDIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "you could be ready": "the forecast could be ready",
        ": ask to rejoin there.": ": it could be where the student rejoins.",
        ": ask your dean what it would mean.": ": what it would mean is yours to weigh together.",
        "at your score:": "at this score:",
    }
)
