"""Complete case files of every shape, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.reference_values import AREAS, CAUSES, REFERENCE, RESOURCES, SCALES, STATE_LIMITS

some_words = st.sampled_from(["Dean of Students", "\tétape 1\n", "内科 “A”", "0", "\x7f\u200b😀"])
words = st.just("") | some_words
days = st.dates(date(2012, 1, 1), date(2032, 12, 31))
later = st.integers(0, 500).map(lambda count: timedelta(days=count))
areas = st.sampled_from([area.code for area in AREAS])
events = st.sampled_from(["matriculated", "preclerkship_end", "clerkship_start"])
policy_events = st.sampled_from(["reported", "sat", "first_attempt"]) | events


def iso(strategy):
    return strategy.map(date.isoformat)


def maybe(strategy):
    return st.none() | strategy


def some(strategy, **more):
    return st.lists(strategy, max_size=3, **more)


def periods(first, last, **more):
    return st.builds(
        lambda start, length, rest: {
            first: start.isoformat(),
            last: (start + length).isoformat(),
            **rest,
        },
        days,
        later,
        st.fixed_dictionaries(more),
    )


@st.composite
def attempts(draw, as_of):
    sat = draw(some(st.integers(0, 2000), unique=True))
    return [draw(attempt(as_of - timedelta(days=count), count)) for count in sat]


def attempt(sat_on, age):
    return st.fixed_dictionaries(
        {
            "sat_on": st.just(sat_on.isoformat()),
            "reported_on": maybe(
                st.integers(0, age).map(lambda wait: (sat_on + timedelta(days=wait)).isoformat())
            ),
            "outcome": maybe(st.sampled_from(["pass", "fail", "incomplete"])),
            "three_digit": maybe(st.integers(9, 300)),
            "points_below": maybe(st.floats(0, 300)),
            "areas": st.dictionaries(areas, st.sampled_from(["lower", "same", "higher"])),
        }
    )


@st.composite
def scores(draw, as_of):
    instrument = draw(st.sampled_from(list(REFERENCE.instruments.values())))
    score = draw(st.floats(*SCALES[instrument.scale]))
    margin = st.integers(0, 9)
    taken_on = as_of - draw(later)
    return {
        "instrument": instrument.code,
        "form": draw(maybe(st.sampled_from(["25", "28", "33", "x"]))),
        "taken_on": taken_on.isoformat(),
        "scale": instrument.scale,
        "score": score,
        "p_pass": draw(maybe(st.floats(0, 1))),
        "likely_range": draw(maybe(st.just([score - draw(margin), score + draw(margin)]))),
        "low_pass_band": draw(maybe(st.just([62, 68.5]))),
        "timed": draw(st.booleans()),
        "first_use": draw(st.booleans()),
        "verified": draw(st.booleans()),
        "areas": draw(st.dictionaries(areas, st.floats(0, 100), max_size=3)),
    }


def shaped(shape, **keys):
    kinds = st.sampled_from(["sit_by", "pass_by", "meet_by"])
    return st.fixed_dictionaries({"kind": kinds, "shape": st.just(shape), **keys})


counted = {"event": policy_events, "n": st.integers(0, 60)}
deadlines = st.one_of(
    *(shaped(shape, **counted) for shape in ("days_after", "weeks_after", "months_after")),
    shaped("on_date", date=iso(days)),
    shaped(
        "month_day",
        month=st.integers(1, 12),
        day=st.integers(1, 31),
        year_of=st.fixed_dictionaries({"event": policy_events, "plus": st.integers(-2, 5)}),
    ),
    shaped("before_block", block=st.integers(1, 5)),
)
clauses = st.fixed_dictionaries(
    {
        "rotation": st.sampled_from(["finish", "choice", "withdraw", "not_started"]),
        "resume_on": st.sampled_from(["sat", "pass", "never"]),
        "standing": maybe(words),
        "text": words,
        "meetings": some(some_words),
        "documents": some(some_words),
        "approver": maybe(words),
        "leave": maybe(
            st.fixed_dictionaries(
                {"kind": words, "min_days": maybe(st.just(10)), "max_days": maybe(st.just(365))}
            )
        ),
        "deadlines": some(deadlines),
    }
)
gates = st.fixed_dictionaries(
    {
        "instruments": st.sampled_from([["cbssa"], ["cbssa", "cbse"]]),
        "scale": st.just("epc"),
        "min": maybe(st.floats(50, 100)),
        "conditional_min": maybe(st.floats(0, 50)),
        "distinct_forms": st.integers(1, 3),
        "max_age_days": maybe(st.integers(0, 90)),
        "min_days_before_sitting": maybe(st.integers(0, 30)),
        "max_tries": maybe(st.integers(1, 5)),
        "extra": some(some_words),
    }
)
policies = st.fixed_dictionaries(
    {
        "code": words,
        "name": words,
        "source": maybe(words),
        "verified_on": maybe(iso(days)),
        "effective_from": st.none() | st.just("2020-01-01"),
        "effective_to": st.none() | st.just("2030-12-31"),
        "class_years": maybe(st.lists(st.integers(2000, 2040), min_size=1, unique=True)),
        "max_attempts": maybe(st.integers(1, 8)),
        "on_fail": some(clauses),
        "deadlines": some(deadlines),
        "gate": maybe(gates),
        "testing_on_leave": st.sampled_from(["allowed", "forbidden"]),
    }
)
students = st.fixed_dictionaries(
    {
        "track": st.sampled_from(["MD", "DO", "IMG"]),
        "class_year": maybe(st.integers(2000, 2040)),
        "states": some(st.sampled_from([*sorted(STATE_LIMITS), "WY"]), unique=True),
        "events": st.dictionaries(events, iso(days)),
        "rotation_choice": st.sampled_from([None, "finish", "withdraw"]),
    }
)
weekday_hours = st.integers(0, 32).map(lambda halves: halves / 2)
availabilities = st.fixed_dictionaries(
    {
        "starts_on": maybe(iso(days)),
        "hours": st.fixed_dictionaries(
            dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), weekday_hours)
        ),
        "days_off": some(iso(days), unique=True),
        "blocked": some(periods("from", "to", reason=maybe(words))),
    }
)


@st.composite
def case_documents(draw):
    """A complete and valid case file: every key is there."""
    as_of = draw(days)
    return {
        "version": 1,
        "as_of": as_of.isoformat(),
        "exam": draw(st.sampled_from(["step1", "level1"])),
        "student": draw(students),
        "attempts": draw(attempts(as_of)),
        "rotations": draw(some(periods("starts_on", "ends_on", name=words))),
        "policy": draw(maybe(policies)),
        "permit": draw(maybe(periods("from", "to"))),
        "scores": draw(some(scores(as_of))),
        "missed_topics": draw(st.dictionaries(some_words, st.integers(0, 50), max_size=3)),
        "availability": draw(availabilities),
        "causes": draw(some(st.sampled_from(CAUSES), unique=True)),
        "resources": draw(some(st.sampled_from([row.code for row in RESOURCES]), unique=True)),
        "wish": {
            "exam_on": draw(maybe(iso(days))),
            "target_probability": draw(maybe(st.floats(0, 1))),
        },
    }
