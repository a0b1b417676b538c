"""Made-up people: names, and cases that chance draws around a day.

Only the record is drawn (sittings, practice exams, hours), never what is concluded from it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from students.rules.case import (
    WEEKDAYS,
    Attempt,
    Availability,
    Case,
    Level,
    Outcome,
    Rotation,
    Score,
    Student,
    Track,
)

FIRST_NAMES = (
    "Acorn",
    "Basil",
    "Comet",
    "Delta",
    "Ember",
    "Fjord",
    "Grove",
    "Heron",
    "Inlet",
    "Jetty",
    "Knoll",
    "Lotus",
    "Marsh",
    "North",
    "Ocean",
    "Prism",
    "Quill",
    "Raven",
    "Shore",
    "Tidal",
    "Upland",
    "Vista",
    "Wharf",
    "Zephyr",
)
LAST_NAMES = ("Example", "Sample", "Madeup", "Fictional", "Pretend", "Invented")
AREAS = ("cardiovascular", "respiratory_renal", "multisystem", "reproductive_endocrine")
FORMS = ("26", "27", "28", "29", "30", "31", "32", "33")


def made_up_name(number: int) -> tuple[str, str]:
    """The first and the last name of the n-th person; nobody's."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return first, LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]


def made_up_cases(*, seed: int, today: date, policy_code: str | None = None) -> Iterator[Case]:
    """One ordinary case after another, without end, of students under the policy of that code."""
    chance = random.Random(seed)  # noqa: S311 -- made-up, not secret
    rotations = tuple(
        Rotation(start, start + timedelta(days=39), f"Block {number}")
        for number, start in enumerate(
            (today + timedelta(days=42 * k - 21) for k in range(6)), start=1
        )
    )
    while True:
        yield _case(chance, today, policy_code, rotations)


def _case(
    chance: random.Random, today: date, policy_code: str | None, rotations: tuple[Rotation, ...]
) -> Case:
    level = chance.gauss(58, 6)
    fails = _fails(chance, today, level)
    retakes = _retakes(chance, today, after=fails[-1])
    hours = chance.choice((4, 6, 8, 8, 10))
    return Case(
        as_of=today,
        exam="step1",
        student=Student(
            track=chance.choices((Track.MD, Track.DO, Track.IMG), (8, 1, 1))[0],
            class_year=today.year + chance.choice((1, 2, 2, 3)),
            events={"clerkship_start": today - timedelta(days=210)},
        ),
        attempts=fails + retakes,
        rotations=rotations if chance.random() < 0.7 else (),
        policy=policy_code,
        scores=_scores(
            chance, level, since=fails[-1].sat_on, until=retakes[0].sat_on if retakes else today
        ),
        availability=Availability(hours=dict.fromkeys(WEEKDAYS[:6], hours) | {"sun": 0}),
    )


def _fails(chance: random.Random, today: date, level: float) -> tuple[Attempt, ...]:
    """One to three fails, the last reported within the past five months."""
    last = today - timedelta(days=chance.randrange(1, 150))
    earlier = reversed(range(chance.choices((1, 2, 3), (85, 13, 2))[0]))
    return tuple(_fail(last - timedelta(days=160 * n), chance, level) for n in earlier)


def _fail(reported_on: date, chance: random.Random, level: float) -> Attempt:
    return Attempt(
        sat_on=reported_on - timedelta(days=28),
        reported_on=reported_on,
        outcome=Outcome.FAIL,
        three_digit=min(195, max(140, round(level * 2.2 + 55))),
        areas={area: chance.choice(tuple(Level)) for area in AREAS},
    )


def _retakes(chance: random.Random, today: date, *, after: Attempt) -> tuple[Attempt, ...]:
    """Of those who had the time half have sat again; four weeks later they hear of their pass."""
    sat_on = after.sat_on + timedelta(days=chance.randrange(70, 230))
    if sat_on > today or chance.random() < 0.5:
        return ()
    reported_on = sat_on + timedelta(days=28)
    is_out = reported_on <= today
    return (Attempt(sat_on, reported_on, Outcome.PASS) if is_out else Attempt(sat_on),)


def _scores(chance: random.Random, level: float, *, since: date, until: date) -> tuple[Score, ...]:
    """Up to five practice exams after the last fail, on forms in order, rising slowly."""
    scores: list[Score] = []
    day = since + timedelta(days=chance.randrange(14, 50))
    for form in FORMS[: chance.choices((0, 1, 2, 3, 5), (2, 3, 3, 2, 1))[0]]:
        if day >= until:
            break
        epc = min(95, max(30, round(level + 1.5 * len(scores) + chance.gauss(0, 3))))
        scores.append(
            Score(
                instrument="cbssa",
                form=form,
                taken_on=day,
                scale="epc",
                score=epc,
                timed=chance.random() > 0.05,
            )
        )
        day += timedelta(days=chance.randrange(8, 25))
    return tuple(scores)
