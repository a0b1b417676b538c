"""A quiet student to change one thing of: full hours, one fail, no score yet, no school rules."""

from datetime import date

from students.rules.case import Attempt, Availability, Case, Outcome, Score, Student, Track

AS_OF = date(2026, 11, 23)
HOURS = {"mon": 8, "tue": 8, "wed": 8, "thu": 8, "fri": 8, "sat": 5, "sun": 0}
FAIL = Attempt(
    sat_on=date(2026, 10, 14),
    reported_on=date(2026, 11, 11),
    outcome=Outcome.FAIL,
    three_digit=188,
)
SCORE = Score("cbssa", date(2026, 11, 6), "epc", 60, form="26")
QUIET = Case(
    as_of=AS_OF,
    exam="step1",
    student=Student(Track.MD, class_year=2028),
    attempts=(FAIL,),
    scores=(SCORE,),
    availability=Availability(hours=HOURS),
    resources=("uworld", "pathoma", "first_aid"),
)
