"""Generated students over the whole input space of the contract, ordinary and odd alike."""

from datetime import date, timedelta

from hypothesis import strategies as st

from students.rules.case import (
    Attempt,
    Availability,
    Blocked,
    Case,
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    FailClause,
    Gate,
    Level,
    Outcome,
    Period,
    Policy,
    ResumeOn,
    Rotation,
    RotationRule,
    Score,
    Student,
    Track,
    Wish,
    YearOf,
)
from tests.reference_values import AREAS, CAUSES, RESOURCES

AS_OF = date(2026, 11, 23)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AREA_CODES = [area.code for area in AREAS]


def days_around(first: int, last: int):
    """A day between so many days from the as-of day."""
    return st.integers(first, last).map(lambda n: AS_OF + timedelta(days=n))


usual_hours = st.sampled_from([0, 2, 4, 5, 6, 8, 8, 8, 10])
odd_hours = st.one_of(
    st.sampled_from([0, 0, 0.25, 0.5, 1, 1.25, 1.5, 2.5, 3, 4.99, 5, 7.3, 12, 16]),
    st.integers(0, 64).map(lambda n: n / 4),
)


def weeks_of(hours):
    return st.lists(hours, min_size=7, max_size=7).map(
        lambda row: dict(zip(WEEKDAYS, row, strict=True))
    )


weekly_hours = st.one_of(
    weeks_of(usual_hours),
    weeks_of(usual_hours),
    weeks_of(odd_hours),
    odd_hours.map(lambda h: dict.fromkeys(WEEKDAYS, h)),
    st.tuples(st.sampled_from(WEEKDAYS), odd_hours).map(lambda one: dict([one])),
)


@st.composite
def periods(draw, first=-30, last=300, longest=40, kind=Blocked):
    starts_on = draw(days_around(first, last))
    ends_on = starts_on + timedelta(days=draw(st.integers(0, longest)))
    return kind(starts_on, ends_on)


@st.composite
def availabilities(draw):
    return Availability(
        starts_on=draw(st.none() | days_around(-20, 60)),
        hours=draw(weekly_hours),
        days_off=tuple(draw(st.lists(days_around(-10, 200), max_size=12))),
        blocked=tuple(draw(st.lists(periods(), max_size=3))),
    )


def area_results(values):
    return st.dictionaries(st.sampled_from(AREA_CODES), values, max_size=11)


@st.composite
def fails(draw, last=-20):
    sat_on = draw(days_around(last - 60, last))
    return Attempt(
        sat_on=sat_on,
        reported_on=sat_on + timedelta(days=draw(st.integers(14, 20))),
        outcome=Outcome.FAIL,
        three_digit=draw(st.none() | st.integers(140, 195)),
        points_below=draw(st.none() | st.none() | st.floats(0, 50).map(lambda x: round(x, 1))),
        areas=draw(area_results(st.sampled_from(list(Level)))),
    )


@st.composite
def histories(draw):
    """One to three attempts, the latest a fail as a rule."""
    latest = draw(fails())
    earlier = draw(st.lists(fails(last=-250), max_size=2, unique_by=lambda a: a.sat_on))
    attempts = sorted([*earlier, latest], key=lambda a: a.sat_on)
    if draw(st.integers(0, 9)) == 0:
        attempts.append(Attempt(sat_on=AS_OF - timedelta(days=3)))
    return tuple(attempts)


half_ranges = st.sampled_from([1, 2.5, 3, 4, 6])


@st.composite
def scores(draw):
    instrument = draw(st.sampled_from(["cbssa", "cbssa", "cbssa", "cbse", "free120"]))
    form = draw(st.sampled_from([str(n) for n in range(25, 34)])) if instrument == "cbssa" else None
    return Score(
        instrument=instrument,
        taken_on=draw(days_around(-90, 0)),
        scale="percent" if instrument == "free120" else "epc",
        score=(score := draw(st.integers(30, 85))),
        form=form,
        p_pass=draw(st.none() | st.floats(0, 1).map(lambda x: round(x, 2))),
        likely_range=draw(st.none() | half_ranges.map(lambda half: (score - half, score + half))),
        verified=draw(st.booleans()),
        timed=draw(st.sampled_from([True, True, True, False])),
        first_use=draw(st.sampled_from([True, True, True, False])),
        areas=draw(area_results(st.integers(0, 100))),
    )


EVENTS = ("matriculated", "preclerkship_end", "clerkship_start")
any_event = st.sampled_from(["reported", "sat", "first_attempt", *EVENTS])


@st.composite
def deadlines(draw):
    """A deadline of any shape."""
    shape = draw(st.just(DeadlineShape.WEEKS_AFTER) | st.sampled_from(list(DeadlineShape)))
    lengths = {
        DeadlineShape.DAYS_AFTER: (28, 400),
        DeadlineShape.WEEKS_AFTER: (4, 60),
        DeadlineShape.MONTHS_AFTER: (1, 15),
    }
    parts = {}
    if shape in lengths:
        event = draw(st.just("reported") | any_event)
        parts = {"event": event, "n": draw(st.integers(*lengths[shape]))}
    elif shape is DeadlineShape.ON_DATE:
        parts = {"date": draw(days_around(20, 400))}
    elif shape is DeadlineShape.MONTH_DAY:
        year_of = YearOf(draw(any_event), draw(st.integers(0, 2)))
        parts = {"month": draw(st.integers(1, 12)), "day": draw(st.sampled_from([1, 15, 31]))}
        parts["year_of"] = year_of
    else:
        parts = {"block": draw(st.integers(1, 4))}
    return DeadlineClause(kind=draw(st.sampled_from(list(DeadlineKind))), shape=shape, **parts)


gates = st.builds(
    Gate,
    instruments=st.just(("cbssa",)),
    scale=st.sampled_from(["epc", "epc", "percent"]),
    min=st.sampled_from([None, 58, 62, 66, 70]),
    distinct_forms=st.integers(1, 2),
    max_age_days=st.none() | st.integers(14, 60),
)
clauses = st.builds(
    FailClause,
    rotation=st.sampled_from(list(RotationRule)),
    resume_on=st.sampled_from(list(ResumeOn)),
    deadlines=st.lists(deadlines(), max_size=2).map(tuple),
)
policies = st.builds(
    Policy,
    code=st.just("made-up"),
    name=st.just("Made-up policy"),
    max_attempts=st.none() | st.integers(2, 4),
    on_fail=st.lists(clauses, min_size=1, max_size=2).map(tuple),
    deadlines=st.lists(deadlines(), max_size=1).map(tuple),
    gate=st.none() | gates,
)


@st.composite
def rotations(draw):
    starts_on = draw(days_around(-60, 30))
    blocks = []
    for number in range(draw(st.integers(0, 5))):
        ends_on = starts_on + timedelta(days=draw(st.integers(13, 60)))
        blocks.append(Rotation(starts_on, ends_on, f"Block {number + 1}"))
        starts_on = ends_on + timedelta(days=draw(st.integers(1, 10)))
    return tuple(blocks)


@st.composite
def cases(draw):
    """A case of Step 1 with what can go wrong in it; `random_documents` has the other exam and days."""
    return Case(
        as_of=AS_OF,
        exam="step1",
        student=Student(
            draw(st.sampled_from(list(Track))),
            class_year=2028,
            events=draw(st.dictionaries(st.sampled_from(EVENTS), days_around(-800, 30))),
            rotation_choice=draw(
                st.sampled_from([None, RotationRule.FINISH, RotationRule.WITHDRAW])
            ),
        ),
        attempts=draw(histories()),
        rotations=draw(rotations()),
        policy=draw(st.none() | policies),
        permit=draw(st.none() | st.none() | periods(-20, 120, 200, Period)),
        scores=tuple(draw(st.lists(scores(), max_size=6))),
        missed_topics=draw(
            st.dictionaries(
                st.text("abcdefg ", min_size=1, max_size=12), st.integers(1, 12), max_size=4
            )
        ),
        availability=draw(availabilities()),
        causes=tuple(draw(st.lists(st.sampled_from(CAUSES), max_size=4, unique=True))),
        resources=tuple(
            draw(st.lists(st.sampled_from([r.code for r in RESOURCES]), max_size=6, unique=True))
        ),
        wish=Wish(
            exam_on=draw(st.none() | days_around(10, 300)),
            target_probability=draw(st.none() | st.none() | st.sampled_from([0.5, 0.7, 0.9])),
        ),
    )
