"""The reference facts as plain values, for tests of the pure rules without a database.

The values are those of `fixtures/reference/`, which stays the one place to change them; a test
compares the two.
"""

from datetime import date

from students.rules.case import Gate
from students.rules.reference import (
    AttemptRule,
    ContentArea,
    Discipline,
    ExamFormat,
    Form,
    Instrument,
    LearningModel,
    LeaveRule,
    LowPassBand,
    Outline,
    PassingStandard,
    QuietHoliday,
    ReadinessRule,
    Reference,
    Resource,
    Scale,
    ScoreRelease,
    StateBoard,
    StudyDuration,
)

STANDARDS = (
    PassingStandard("level1", "comlex", 400, date(2017, 7, 1), None),
    PassingStandard("step1", "three_digit", 188, None, date(2013, 12, 31)),
    PassingStandard("step1", "three_digit", 192, date(2014, 1, 1), date(2017, 12, 31)),
    PassingStandard("step1", "three_digit", 194, date(2018, 1, 1), date(2022, 1, 25)),
    PassingStandard("step1", "three_digit", 196, date(2022, 1, 26), None),
)
FORMATS = (
    ExamFormat("step1", 7, 60, 40, None, date(2026, 5, 13)),
    ExamFormat("step1", 14, 30, 20, date(2026, 5, 14), None),
)
AREAS = (
    ContentArea("behavioral_nervous", "Behavioral Health & Nervous Systems/Special Senses", 10, 14),
    ContentArea(
        "biostatistics",
        "Biostatistics & Epidemiology/Population Health",
        4,
        6,
        is_big_ticket=True,
    ),
    ContentArea("blood_immune", "Blood & Lymphoreticular/Immune", 9, 13),
    ContentArea("cardiovascular", "Cardiovascular", 7, 11),
    ContentArea("gastrointestinal", "Gastrointestinal", 6, 10),
    ContentArea("human_development", "Human Development", 1, 3),
    ContentArea("multisystem", "Multisystem Processes & Disorders", 8, 12),
    ContentArea("musculoskeletal_skin", "Musculoskeletal, Skin & Subcutaneous Tissue", 8, 12),
    ContentArea("reproductive_endocrine", "Reproductive & Endocrine", 12, 16),
    ContentArea("respiratory_renal", "Respiratory & Renal/Urinary", 11, 15),
    ContentArea("social_sciences", "Social Sciences: Communication & Interpersonal Skills", 6, 9),
)
DISCIPLINES = (
    Discipline("anatomy_embryology", "Gross Anatomy & Embryology", 10, 20),
    Discipline("behavioral_sciences", "Behavioral Sciences", 10, 15),
    Discipline("biochemistry_nutrition", "Biochemistry & Nutrition", 5, 15),
    Discipline("genetics", "Genetics", 5, 10),
    Discipline("histology", "Histology & Cell Biology", 5, 15),
    Discipline("immunology", "Immunology", 5, 15),
    Discipline("microbiology", "Microbiology", 10, 20, is_big_ticket=True),
    Discipline("pathology", "Pathology", 45, 55, is_big_ticket=True),
    Discipline("pharmacology", "Pharmacology", 10, 20, is_big_ticket=True),
    Discipline("physiology", "Physiology", 30, 40, is_big_ticket=True),
)
INSTRUMENTS = (
    Instrument("amboss_sa", "AMBOSS Self-Assessment", "three_digit", False, 160),
    Instrument("cbse", "NBME CBSE (school-run)", "epc", True, 200, likely_range=4),
    Instrument("cbse_old", "NBME CBSE before 2022", "cbse_old", True),
    Instrument("cbssa", "NBME CBSSA", "epc", True, 200, 4, 75, 4),
    Instrument("cbssa_old", "NBME CBSSA before 2022", "three_digit", True),
    Instrument("comsae", "COMSAE Phase 1", "comsae", True),
    Instrument("free120", "Free 120", "percent", False, 120, likely_range=4),
    Instrument("qbank_block", "Question-bank block", "percent", False),
    Instrument("uwsa", "UWorld Self-Assessment", "three_digit", False, 160),
)
SCALES = {
    "epc": (0, 100),
    "percent": (0, 100),
    "three_digit": (1, 300),
    "cbse_old": (20, 110),
    "comsae": (1, 999),
    "comlex": (9, 999),
}
FORMS = (
    Form("cbssa", "18", None, date(2021, 3, 24)),
    *(Form("cbssa", form, date(2019, 3, 25), date(2021, 3, 24)) for form in ("20", "21", "22")),
    *(Form("cbssa", form, date(2019, 6, 1), date(2021, 3, 24)) for form in ("23", "24")),
    Form("cbssa", "25", date(2021, 3, 2), date(2024, 8, 1)),
    *(Form("cbssa", form, date(2021, 3, 2)) for form in ("26", "27", "28", "29", "30")),
    Form("cbssa", "31", date(2023, 1, 1)),
    *(Form("cbssa", form, date(2025, 1, 1)) for form in ("32", "33")),
)
ATTEMPT_RULES = (
    AttemptRule("comlex_max_attempts", "level1", "max_attempts", 6, effective_to=date(2022, 6, 30)),
    AttemptRule(
        "comlex_max_attempts", "level1", "max_attempts", 4, effective_from=date(2022, 7, 1)
    ),
    AttemptRule(
        "usmle_fourth_spacing",
        "step1",
        "spacing",
        attempt=4,
        months_after_first=12,
        months_after_latest=6,
    ),
    AttemptRule("usmle_max_attempts", "step1", "max_attempts", 6, effective_to=date(2021, 6, 30)),
    AttemptRule("usmle_max_attempts", "step1", "max_attempts", 4, effective_from=date(2021, 7, 1)),
    AttemptRule("usmle_three_in_twelve_months", "step1", "window", 3, 12),
)
STATE_LIMITS = {
    **dict.fromkeys(("AL", "AZ", "CA", "CO", "CT", "DC", "FL", "GU", "PR", "HI", "KS", "LA")),
    **dict.fromkeys(("MD", "NY")),
    **dict.fromkeys(("AK", "ID"), 2),
    **dict.fromkeys(("AR", "GA", "IN", "ME", "MI", "MN", "MS", "MO", "MT", "NH", "NC", "ND"), 3),
    **dict.fromkeys(("TX",), 3),
    **dict.fromkeys(("KY",), 4),
    **dict.fromkeys(("IL", "NJ", "OH"), 5),
    **dict.fromkeys(("DE", "IA", "MA", "NM"), 6),
}
STATE_NOTES = {
    "AL": "10 in total over all Steps",
    "AR": "one list says 6",
    "ID": "then board interview",
    "IL": "all Steps combined",
    "MD": "one list says 4",
}
STATES_WITHOUT_RECORD = (
    *("NE", "NV", "OK", "OR", "PA", "RI", "SC", "SD"),
    *("TN", "UT", "VT", "VA", "WA", "WV", "WI", "WY"),
)
QUIET_HOLIDAYS = (
    QuietHoliday("new_year", month=1, day=1),
    QuietHoliday("independence_day", month=7, day=4),
    QuietHoliday("thanksgiving", month=11, nth=4, weekday=3),
)
SEVENTEEN_WEEKS = "the band's heading is missing in the document; its text says two to four months"
NINE_WEEKS = "heading missing; one or two months if practice scores are in the 180s-190s"
DURATIONS = (
    StudyDuration("seed 001", None, 169, 17, 26, note="rethink the approach"),
    StudyDuration("seed 001", 170, 185, 9, 17, note=SEVENTEEN_WEEKS),
    StudyDuration("seed 001", 186, 195, 4, 9, note=NINE_WEEKS),
    StudyDuration("seed 002", None, 169, None, None, "review course or remediation"),
    StudyDuration("seed 002", 170, 185, 4, 6, "consider a tutor", "heading missing"),
    StudyDuration("seed 002", 186, 195, 2, 4, note="heading missing"),
    StudyDuration("seed 003", None, 165, None, None, "consider repeating coursework"),
    StudyDuration("seed 003", 186, 195, 3, 8, note="several weeks"),
)
RESOURCES = (
    Resource("brs_physiology", "BRS Physiology", "book", True, ("physiology",)),
    Resource("first_aid", "First Aid", "book", True),
    Resource("flashcards", "Flash cards", "flashcards", False),
    Resource("other_qbank", "Second question bank", "qbank", False),
    Resource("pathoma", "Pathoma", "video", True, ("pathology",)),
    Resource("uworld", "UWorld question bank", "qbank", True),
)
CAUSES = (
    *("avoided_weaknesses", "burnout", "false_security", "ignored_results", "isolated"),
    *("life_event", "little_retrieval", "low_effort", "memorised_not_mastered"),
    *("resource_overload", "rushed", "skipped_practice_exams", "studied_during_clerkship"),
    *("test_anxiety", "test_day_problem", "weak_foundation"),
)
REFERENCE = Reference(
    exams={"level1": "COMLEX-USA Level 1", "step1": "USMLE Step 1"},
    standards=STANDARDS,
    formats=FORMATS,
    outlines=(Outline("step1", AREAS, DISCIPLINES, date(2024, 1, 1)),),
    scales={code: Scale(code, low, high) for code, (low, high) in SCALES.items()},
    instruments={instrument.code: instrument for instrument in INSTRUMENTS},
    forms=FORMS,
    attempt_rules=ATTEMPT_RULES,
    states={
        state: (
            StateBoard(
                state,
                STATE_LIMITS.get(state),
                is_known=state in STATE_LIMITS,
                note=STATE_NOTES.get(state, ""),
                exam="step1",
            ),
        )
        for state in (*STATE_LIMITS, *STATES_WITHOUT_RECORD)
    },
    releases=(ScoreRelease(2, 28, 56, QUIET_HOLIDAYS),),
    readiness=ReadinessRule(
        likely_range=4,
        recent_days=14,
        bands=(LowPassBand("epc", 62, 68, date(2023, 1, 1)),),
        default_gate=Gate(("cbse", "cbssa"), "epc", 66, distinct_forms=2, max_age_days=21),
    ),
    learning=LearningModel(
        ceiling=0.95,
        scale_hours=1498,
        ready_epc=66,
        item_prior=20,
        report_level_shift=0.07,
        level_sd_from_score=4,
        level_sd_from_prior=6,
        prior_level=55,
        prior_pass_level=62,
        points_per_epc=2.2,
        curve_cut=61.5,
        curve_spread=4.9,
    ),
    durations=DURATIONS,
    resources={resource.code: resource for resource in RESOURCES},
    max_primary_resources=4,
    misses_for_an_hour=6,
    causes=CAUSES,
    events=("clerkship_start", "matriculated", "preclerkship_end"),
    leave=LeaveRule(max_days=180, within_months=12),
)
