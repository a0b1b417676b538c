"""Every finding of the engine: its level, its words and where it comes from (docs/findings.md).

Words and source are templates; `find` fills them with the facts of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from students.rules.finding_codes import INFO, STOP, WARNING, FindingCode, finding
from students.rules.result import Finding

_MODEL = "plan engine: learning model"
_RULE = "plan engine: what is always true of a plan"

ENGINE_FINDINGS: Final[Mapping[str, FindingCode]] = {
    # Why there is no plan
    "no_engine_data": FindingCode(
        STOP,
        "A day-by-day plan cannot be made here for {exam} yet, because its content outline is not "
        "on record. Your dates, sittings and practice scores count all the same: plan the weeks "
        "with your advisor.",
        "content outline of the exam",
    ),
    "no_day_for_a_practice_exam": FindingCode(
        STOP,
        "No plan with practice exams can be made: {reason}.",
        _RULE,
    ),
    # What the plan rests on
    "baseline_assumed": FindingCode(
        INFO,
        "No practice score since the fail yet: the plan starts from {level:g} EPC, an unofficial "
        "prior for planning and never a reading of readiness. The baseline exam replaces it.",
        "plan engine: level prior",
    ),
    "duration_unknown": FindingCode(
        INFO,
        "No source names a length for this score, so at least {weeks} weeks are planned.",
        "study durations on record",
    ),
    "coursework_first": FindingCode(
        WARNING,
        "Before a date: {action}. At this score a short study period rarely mends the "
        "foundation, so talk to your dean about it first.",
        "study durations on record",
    ),
    "resources_suggested": FindingCode(
        INFO,
        "No resources were named, so the plan suggests the core ones: {resources}.",
        "seed 003",
    ),
    "rotation_conflict": FindingCode(
        WARNING,
        "The rotation {rotation} runs from {starts_on} while you study: clerkship and exam "
        "preparation at once are too much, so talk to your dean.",
        "seed 003",
    ),
    # The exam date
    "wish_not_possible": FindingCode(
        WARNING,
        "The exam cannot be on {wish} as you wished: {reason}.",
        _RULE,
    ),
    "not_advised": FindingCode(
        WARNING,
        "{day} is possible, but the forecast for it is {mean:g} EPC and {ready:g} counts as "
        "ready: sitting then is not advised.",
        _MODEL,
    ),
    "date_moved": FindingCode(
        WARNING,
        "The exam moves from {before} to {day}: {reason}.",
        _MODEL,
    ),
    "date_on_reserve": FindingCode(
        WARNING,
        "{day} holds, but not by itself: the hours left bring {mean:g} EPC, and {ready:g} counts "
        "as ready. It takes {hours:g} more hours from the free time of your buffer days.",
        _MODEL,
    ),
    "past_deadline": FindingCode(
        WARNING,
        "No exam day keeps the deadlines and the time this takes. The plan runs to {day}, after "
        "{binding}: talk to your dean before anything else.",
        _RULE,
    ),
    # Practice exams
    "practice_exam_split": FindingCode(
        INFO,
        "No day has the five hours of a practice exam, so {split} split into sections over "
        "consecutive study days. One whole day for the last of them would be worth asking for.",
        _RULE,
    ),
    "forms_exhausted": FindingCode(
        WARNING,
        "The unused practice forms run out on {day}: from then on forms come back that you have "
        "seen, and their scores read too high.",
        "NBME report text",
    ),
    # What short days leave out
    "review_without_time": FindingCode(
        INFO,
        "The review on {day} gets no time: three quarters of that day are less than a quarter of "
        "an hour. Go through the practice exam and write down its errors on the next study day.",
        _RULE,
    ),
    "few_timed_questions": FindingCode(
        INFO,
        "Practising is {percent}% questions timed in blocks of {minutes} minutes as your exam is, "
        "where 70% and more is the aim: {reason}.",
        _RULE,
    ),
    # What went wrong last time, and the next step each cause calls for
    "rushed_last_time": FindingCode(
        WARNING,
        "You rushed last time, the most common way to fail again: the plan does not go before "
        "the day the forecast calls ready, whatever day you wish.",
        "seed 001; seed 002",
    ),
    "skipped_practice_exams_last_time": FindingCode(
        INFO,
        "You skipped practice exams last time: they come at most 11 days apart where the forms "
        "and your hours allow, each with an error log the next day.",
        "seed 002; seed 003",
    ),
    "ignored_results_last_time": FindingCode(
        INFO,
        "You set results aside last time: practice exams come at most 11 days apart where the "
        "forms and your hours allow, each with an error log the next day.",
        "seed 002",
    ),
    "memorised_not_mastered_last_time": FindingCode(
        INFO,
        "You memorised more than you understood: from rebuilding on, most of the time is spent "
        "on questions, explaining back and recall, at most a quarter on content.",
        "seed 001",
    ),
    "little_retrieval_last_time": FindingCode(
        INFO,
        "You recalled little from memory: from rebuilding on, most of the time is spent on "
        "questions, explaining back and recall, at most a quarter on content.",
        "seed 001; seed 002",
    ),
    "resource_overload_last_time": FindingCode(
        INFO,
        "Too many resources took time from each other: the plan uses {used} and sets aside "
        "{set_aside}.",
        "seed 003",
    ),
    "avoided_weaknesses_last_time": FindingCode(
        INFO,
        "You put the weakest areas off: {first} and {second} come first in the day, each at "
        "least three times a week where the days have room.",
        "seed 002",
    ),
    "burnout_conversation": FindingCode(
        WARNING,
        "You named burnout: two weeks start at three quarters of your hours, and two days in "
        "seven stay free. Talk to your advisor or to counselling before the work starts.",
        "seed 001; seed 002",
    ),
    "test_anxiety_referral": FindingCode(
        WARNING,
        "You named test anxiety: from practising on, questions are timed in blocks of {minutes} "
        "minutes as your exam is. Ask your school for a referral; this can be treated.",
        "seed 001",
    ),
    "life_event_conversation_first": FindingCode(
        WARNING,
        "Something in your life got in the way: talk to the dean before a date is fixed. The "
        "date here is only a proposal until then.",
        "seed 001",
    ),
    "weak_foundation_first": FindingCode(
        WARNING,
        "You called the foundation weak: rebuilding starts from content, and coursework or a "
        "review course may serve you better than a date. Ask your dean which.",
        "seed 002; seed 003",
    ),
    "studied_during_clerkship_protect_time": FindingCode(
        WARNING,
        "You studied beside a clerkship: ask for protected time, free of clinical duties, "
        "before the plan starts.",
        "seed 001; seed 003",
    ),
    "isolated_find_a_mentor": FindingCode(
        INFO,
        "You studied alone: ask your school for someone who has passed this, and use the weekly "
        "check-in the plan holds.",
        "seed 002; seed 003",
    ),
    "false_security_read_the_number": FindingCode(
        WARNING,
        "Practice scores felt safer than they were: read each as a range, on a form not seen "
        "before, timed, and look for two such scores rather than one.",
        "seed 003; NBME report text",
    ),
    "test_day_problem_rehearse": FindingCode(
        INFO,
        "Something went wrong on the day: rehearse it. Take the last practice exam at the "
        "exam's hour, with its breaks, and settle travel, food and sleep beforehand.",
        "seed 002",
    ),
    "cause_noted": FindingCode(
        INFO,
        "You also named {cause}. It changes nothing in the plan by itself: talk it over with "
        "your advisor.",
        "intake",
    ),
}


def find(code: str, **facts: object) -> Finding:
    """A finding of the engine."""
    return finding(ENGINE_FINDINGS, code, **facts)
