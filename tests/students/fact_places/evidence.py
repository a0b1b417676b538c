"""Places of what sources report, of support, and of statements."""

from collections.abc import Iterator
from typing import Any

from tests.students.fact_places.paths import SOURCED, Place, fields, rows, slug, statement


def evidence_places(facts: dict[str, Any]) -> Iterator[Place]:
    yield from rows(
        facts["study_durations"],
        ("study_durations",),
        "studyduration",
        lambda item: f"{item['source'].replace(' ', '-')}-{item['from'] or 'any'}-{item['to']}",
        **{"from": "from_score", "to": "to_score"},
    )
    improvements = iter(
        (
            "repeaters-full-time",
            "first-takers-dedicated",
            "first-score-after-fail",
            "points-per-questions",
            "more-time-alone",
        )
    )
    yield from rows(
        facts["improvement"],
        ("improvement",),
        "improvement",
        lambda item: next(improvements),
        model="formula",
        note="statement",
    )
    yield from rows(
        facts["pass_rates"],
        ("pass_rates",),
        "passrate",
        lambda item: f"step1-{item['year']}-{slug(item['group'])}-{item['takers']}",
    )
    answers = facts["program_directors_2018"]
    columns = ("specialty", "n", "never_pct", "seldom_pct", "often_pct")
    for index, item in enumerate(answers["rows"]):
        for column, field in enumerate(columns[: len(item)]):
            path = ("program_directors_2018", "rows", index, column)
            yield path, "programdirectoranswer", f"2018-{slug(item[0])}", field
    anyone = "2018-surgery"
    yield ("program_directors_2018", "source"), "programdirectoranswer", anyone, "source"
    factors = facts["program_director_factors_2018"]
    for index, _ in enumerate(factors["ranked"]):
        path = ("program_director_factors_2018", "ranked", index)
        yield path, "programdirectorfactor", f"2018-{index + 1:02}", "factor"
    path = ("program_director_factors_2018", "source")
    yield path, "programdirectorfactor", "2018-01", "source"


def support_places(facts: dict[str, Any]) -> Iterator[Place]:
    for index, code in enumerate(facts["student_events"]):
        yield ("student_events", index), "studenteventkind", code, "code"
    for index, code in enumerate(facts["root_causes"]):
        yield ("root_causes", index), "rootcause", code, "code"
    yield from rows(
        facts["reflection_questions"],
        ("reflection_questions",),
        "reflectionquestion",
        lambda item: item["code"],
    )
    yield from rows(
        facts["screening"],
        ("screening",),
        "screeningtool",
        lambda item: item["code"],
        scale="item_range",
    )
    lines = iter(("lifeline_988", "crisis_text_line", "emergency"))
    yield from rows(facts["crisis"], ("crisis",), "crisisline", lambda item: next(lines))


def statement_places(facts: dict[str, Any]) -> Iterator[Place]:
    yield from rows(
        facts["calendar"],
        ("calendar",),
        "calendardate",
        lambda item: f"{item['code']}-{item['season']}",
        date="on",
    )
    yield from fields(
        facts["leave_rules"],
        ("leave_rules",),
        "leaverule",
        "federal-aid",
        SOURCED | {"federal_aid_leave_max_days": "max_days"},
    )
    yield from statement("fail_report", facts["fail_report"])
    yield from statement("long_run_outcomes", facts["long_run_outcomes"], note="statement")
    yield from statement("ferpa", facts["ferpa"], disclosure_log="statement")
    yield from statement("lcme_11_1", facts["lcme_11_1"], rule="statement")
