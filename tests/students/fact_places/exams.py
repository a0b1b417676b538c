"""Places of what is known of the exams, of practice and of readiness."""

from collections.abc import Iterator
from typing import Any

from tests.students.fact_places.paths import SOURCED, Place, fields, rows, statement, year_or


def exam_places(facts: dict[str, Any]) -> Iterator[Place]:
    yield ("compiled_on",), "exam", "step1", "verified_on"
    yield from rows(
        facts["exams"], ("exams",), "exam", lambda item: item["code"], since="reporting_since"
    )
    yield from rows(
        facts["passing_standards"],
        ("passing_standards",),
        "passingstandard",
        lambda item: "-".join(
            (item["exam"], item["scale"], year_or(item["effective_from"], "before-2014"))
        ),
        exam="exam.code",
        scale="scale.code",
    )
    yield from rows(
        facts["exam_format"],
        ("exam_format",),
        "examformat",
        lambda item: f"{item['exam']}-{year_or(item['effective_from'], 'before-2026')}",
        exam="exam.code",
    )
    for code in facts["scales"]:
        yield ("scales", code, 0), "scale", code, "low"
        yield ("scales", code, 1), "scale", code, "high"
    names = {695: "step1-application-2026", None: "step1-appointment-change-inside-45-days"}
    yield from rows(facts["fees"], ("fees",), "fee", lambda item: names[item["usd"]])


def outline_places(facts: dict[str, Any]) -> Iterator[Place]:
    outline = facts["content_outline"]
    for part, model in (("systems", "area"), ("disciplines", "discipline")):
        for index, item in enumerate(outline[part]):
            path = ("content_outline", part, index)
            share, key = f"{model}share", f"step1-2024-{item['code']}"
            yield (*path, "code"), share, key, f"{model}.code"
            yield (*path, "name"), share, key, f"{model}.name"
            yield (*path, "low"), share, key, "low"
            yield (*path, "high"), share, key, "high"
    for name in ("effective_from", "source", "confidence"):
        yield ("content_outline", name), "areashare", "step1-2024-cardiovascular", name
    big = ("content_outline", "big_ticket_disciplines")
    for index, code in enumerate(outline["big_ticket_disciplines"]["codes"]):
        model = "contentarea" if code == "biostatistics" else "discipline"
        yield (*big, "codes", index), model, code, "big_ticket_code"
    yield (*big, "source"), "discipline", "pathology", "big_ticket_source"
    yield (*big, "confidence"), "contentarea", "biostatistics", "big_ticket_confidence"
    yield from rows(
        facts["resources"], ("resources",), "resource", lambda item: item["code"], core="is_core"
    )
    yield ("resources_max_primary",), "resourcelimit", "resources-2026", "max_primary"


def practice_places(facts: dict[str, Any]) -> Iterator[Place]:
    yield from rows(
        facts["instruments"],
        ("instruments",),
        "instrument",
        lambda item: item["code"],
        scale="scale.code",
    )
    yield from rows(
        facts["cbssa_forms"],
        ("cbssa_forms",),
        "examform",
        lambda item: f"cbssa-{item['form']}",
        released="released_on",
        retired="retired_on",
    )
    yield from fields(
        facts["default_gate"],
        ("default_gate",),
        "defaultgate",
        "default-gate-2026",
        SOURCED | {"min": "minimum", "scale": "scale.code"},
    )
    yield from fields(
        facts["learning_model"], ("learning_model",), "learningmodel", "learning-2026", SOURCED
    )
    yield from fields(
        facts["level_prior"], ("level_prior",), "levelprior", "level-prior-2026", SOURCED
    )
    yield from statement("form_reuse", facts["form_reuse"], rule="statement")
    yield from statement(
        "scales_never_converted",
        facts["scales_never_converted_silently"],
        section="scales_never_converted_silently",
        note="statement",
    )
    yield from statement("measurement_error", facts["measurement_error"], confidence="confidence")


def readiness_places(facts: dict[str, Any]) -> Iterator[Place]:
    readiness = facts["readiness"]
    yield from fields(
        readiness["low_pass_band"],
        ("readiness", "low_pass_band"),
        "readinessband",
        "epc-2023",
        SOURCED | {"scale": "scale.code", "a": "low", "b": "high", "confidence": "source_note"},
    )
    yield from rows(
        readiness["scenarios"],
        ("readiness", "scenarios"),
        "readinessscenario",
        lambda item: item["code"],
        when="rule",
    )
    yield from fields(
        readiness["evidence_needed"],
        ("readiness", "evidence_needed"),
        "readinesssettings",
        "readiness-2026",
        SOURCED,
    )
    yield from rows(
        readiness["official_points"],
        ("readiness", "official_points"),
        "readinesspoint",
        lambda item: f"epc-{item['epc']}",
        epc="score",
    )
    yield from fields(
        readiness["unofficial_curve"],
        ("readiness", "unofficial_curve"),
        "forecastcurve",
        "curve-2026",
        SOURCED,
    )
    for name, field in (("note", "statement"), ("confidence", "confidence")):
        yield ("readiness", "disagreement", name), "fact", "probability_tables_disagree", field


def rule_places(facts: dict[str, Any]) -> Iterator[Place]:
    for index, item in enumerate(facts["attempt_rules"]):
        path, code = ("attempt_rules", index), item["code"]
        key = f"{code}-{item['effective_from'].year}" if "previous" in item else code
        names = SOURCED | {"exam": "exam.code", "kind": "standing", "previous": "limit"}
        for place in fields(item, path, "attemptrule", key, names):
            before = place[0][-1] == "previous"
            yield (*place[:2], f"{code}-before-{key[-4:]}", "limit") if before else place
    release = facts["score_release"]
    for name in ("weekday", "typical_days", "allow_days", "source", "confidence"):
        yield ("score_release", name), "scorerelease", "release-2026", name
    holidays = ("independence_day", "thanksgiving", "new_year")
    for index, holiday in enumerate(holidays[: len(release["no_release_weeks"])]):
        yield ("score_release", "no_release_weeks", index), "quietholiday", holiday, "after"
    limits = facts["state_board_limits"]
    for name in ("verify", "confidence"):
        yield ("state_board_limits", name), "fact", "state_boards_verify", f"value.{name}"
    for state, item in limits["rows"].items():
        yield from fields(
            item,
            ("state_board_limits", "rows", state),
            "stateboardlimit",
            f"step1-{state.lower()}",
            {"c": "confidence"},
        )
    for index, state in enumerate(limits["unknown"]):
        path = ("state_board_limits", "unknown", index)
        yield path, "stateboardlimit", f"step1-{state.lower()}", "unknown_state"
