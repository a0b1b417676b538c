"""One change to the quiet student for each finding of the engine, and the words it is found in."""

from dataclasses import replace

from students.rules.case import Rotation, Wish
from tests.plans.engine.students import FAIL, QUIET, SCORE, day, every_day, followed, pass_by

SEEN = tuple(replace(SCORE, form=str(n), taken_on=day(-90 + n)) for n in range(26, 34))
LOW = replace(FAIL, three_digit=160)


def short_weeks(given):
    """So many hours a day, and five on Saturdays."""
    return replace(every_day(given), hours={**every_day(given).hours, "sat": 5})


EXAMPLES = {
    "no_engine_data": (
        {"exam": "level1", "scores": ()},
        "A day-by-day plan cannot be made here for COMLEX-USA Level 1 yet, because its content "
        "outline is not on record. Your dates, sittings and practice scores count all the same: "
        "plan the weeks with your advisor.",
    ),
    "no_day_for_a_practice_exam": (
        {"availability": every_day(1)},
        "No plan with practice exams can be made: no practice exam fits the hours given. It needs "
        "one day of five hours, or four sections of 75 minutes on consecutive study days: give "
        "more hours on at least one day.",
    ),
    "baseline_assumed": (
        {"scores": ()},
        "No practice score since the fail yet: the plan starts from 58.4 EPC, an unofficial "
        "prior for planning and never a reading of readiness. The baseline exam replaces it.",
    ),
    "duration_unknown": (
        {"attempts": (replace(FAIL, three_digit=None),)},
        "No source names a length for this score, so at least 4 weeks are planned.",
    ),
    "coursework_first": (
        {"attempts": (LOW,)},
        "Before a date: review course or remediation; consider repeating coursework. At this "
        "score a short study period rarely mends the foundation, so talk to your dean about it "
        "first.",
    ),
    "resources_suggested": (
        {"resources": ()},
        "No resources were named, so the plan suggests the core ones: BRS Physiology, First Aid, "
        "Pathoma, UWorld question bank.",
    ),
    "rotation_conflict": (
        {"rotations": (Rotation(day(14), day(40), "Medicine"),)},
        "The rotation Medicine runs from Mon 7 Dec 2026 while you study: clerkship and exam "
        "preparation at once are too much, so talk to your dean.",
    ),
    "wish_not_possible": (
        {"wish": Wish(day(20))},
        "The exam cannot be on Sun 13 Dec 2026 as you wished: it leaves less than the 4 weeks "
        "this takes.",
    ),
    "not_advised": (
        {"wish": Wish(day(30))},
        "Wed 23 Dec 2026 is possible, but the forecast for it is 63.29 EPC and 66 counts as "
        "ready: sitting then is not advised.",
    ),
    "date_moved": (
        {"as_of": day(20), "underway": followed(QUIET, 20, missed=range(20))},
        "The exam moves from Mon 18 Jan 2027 to Mon 8 Feb 2027: the hours left until then bring "
        "63.68 EPC, and with all the free time of the buffer days it is still less than 66.",
    ),
    "date_on_reserve": (
        {"as_of": day(10), "underway": followed(QUIET, 10, missed=[9])},
        "Mon 18 Jan 2027 holds, but not by itself: the hours left bring 65.9 EPC, and 66 counts "
        "as ready. It takes 5 more hours from the free time of your buffer days.",
    ),
    "past_deadline": (
        {"policy": pass_by(day(70))},
        "No exam day keeps the deadlines and the time this takes. The plan runs to Mon 18 Jan "
        "2027, after the day to pass after a first fail: talk to your dean before anything else.",
    ),
    "practice_exam_split": (
        {"availability": every_day(4.75), "wish": Wish(day(30))},
        "No day has the five hours of a practice exam, so 3 are split into sections over "
        "consecutive study days. One whole day for the last of them would be worth asking for.",
    ),
    "forms_exhausted": (
        {"scores": SEEN},
        "The unused practice forms run out on Mon 7 Dec 2026: from then on forms come back that "
        "you have seen, and their scores read too high.",
    ),
    "review_without_time": (
        {"availability": short_weeks(0.25), "causes": ("burnout",), "scores": ()},
        "The review on Sun 29 Nov 2026 gets no time: three quarters of that day are less than a "
        "quarter of an hour. Go through the practice exam and write down its errors on the next "
        "study day.",
    ),
    "few_timed_questions": (
        {"availability": short_weeks(0.25), "causes": ("test_anxiety",), "wish": Wish(day(120))},
        "Practising is 54% questions timed in blocks of 30 minutes as your exam is, where 70% and "
        "more is the aim: your days hold few such blocks. Fewer but longer days would hold more.",
    ),
    "rushed_last_time": (
        {"causes": ("rushed",)},
        "You rushed last time, the most common way to fail again: the plan does not go before "
        "the day the forecast calls ready, whatever day you wish.",
    ),
    "skipped_practice_exams_last_time": (
        {"causes": ("skipped_practice_exams",)},
        "You skipped practice exams last time: they come at most 11 days apart where the forms "
        "and your hours allow, each with an error log the next day.",
    ),
    "ignored_results_last_time": (
        {"causes": ("ignored_results",)},
        "You set results aside last time: practice exams come at most 11 days apart where the "
        "forms and your hours allow, each with an error log the next day.",
    ),
    "memorised_not_mastered_last_time": (
        {"causes": ("memorised_not_mastered",)},
        "You memorised more than you understood: from rebuilding on, most of the time is spent "
        "on questions, explaining back and recall, at most a quarter on content.",
    ),
    "little_retrieval_last_time": (
        {"causes": ("little_retrieval",)},
        "You recalled little from memory: from rebuilding on, most of the time is spent on "
        "questions, explaining back and recall, at most a quarter on content.",
    ),
    "resource_overload_last_time": (
        {
            "causes": ("resource_overload",),
            "resources": ("flashcards", "uworld", "first_aid", "pathoma", "other_qbank"),
        },
        "Too many resources took time from each other: the plan uses UWorld question bank, First "
        "Aid, Pathoma and sets aside Flash cards, Second question bank.",
    ),
    "avoided_weaknesses_last_time": (
        {
            "causes": ("avoided_weaknesses",),
            "scores": (replace(SCORE, areas={"biostatistics": 20, "cardiovascular": 40}),),
        },
        "You put the weakest areas off: Biostatistics & Epidemiology/Population Health and "
        "Cardiovascular come first in the day, each at least three times a week where the days "
        "have room.",
    ),
    "burnout_conversation": (
        {"causes": ("burnout",)},
        "You named burnout: two weeks start at three quarters of your hours, and two days in "
        "seven stay free. Talk to your advisor or to counselling before the work starts.",
    ),
    "test_anxiety_referral": (
        {"causes": ("test_anxiety",)},
        "You named test anxiety: from practising on, questions are timed in blocks of 30 minutes "
        "as your exam is. Ask your school for a referral; this can be treated.",
    ),
    "life_event_conversation_first": (
        {"causes": ("life_event",)},
        "Something in your life got in the way: talk to the dean before a date is fixed. The "
        "date here is only a proposal until then.",
    ),
    "weak_foundation_first": (
        {"causes": ("weak_foundation",)},
        "You called the foundation weak: rebuilding starts from content, and coursework or a "
        "review course may serve you better than a date. Ask your dean which.",
    ),
    "studied_during_clerkship_protect_time": (
        {"causes": ("studied_during_clerkship",)},
        "You studied beside a clerkship: ask for protected time, free of clinical duties, before "
        "the plan starts.",
    ),
    "isolated_find_a_mentor": (
        {"causes": ("isolated",)},
        "You studied alone: ask your school for someone who has passed this, and use the weekly "
        "check-in the plan holds.",
    ),
    "false_security_read_the_number": (
        {"causes": ("false_security",)},
        "Practice scores felt safer than they were: read each as a range, on a form not seen "
        "before, timed, and look for two such scores rather than one.",
    ),
    "test_day_problem_rehearse": (
        {"causes": ("test_day_problem",)},
        "Something went wrong on the day: rehearse it. Take the last practice exam at the exam's "
        "hour, with its breaks, and settle travel, food and sleep beforehand.",
    ),
    "cause_noted": (
        {"causes": ("low_effort",)},
        "You also named low effort. It changes nothing in the plan by itself: talk it over with "
        "your advisor.",
    ),
}
