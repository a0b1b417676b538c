"""What is always true of the remedies of a case that does not fit."""

from __future__ import annotations

from datetime import date

from tests.plans.engine.checker.release import release_of

KINDS = (
    *("more_hours", "extension", "typical_release"),
    *("later_rotation", "leave", "coursework"),
)


def remedies_belong_to_infeasible_cases(c):
    feasible, remedies = c.document["feasible"], c.document["remedies"]
    if bool(remedies) != (feasible is False):
        yield f"feasible is {feasible} with {len(remedies)} remedies"
    for row in remedies:
        if row["kind"] not in KINDS or not row["text"]:
            yield f"an unknown or wordless remedy {row}"


def each_kind_is_there_when_it_applies(c):
    if c.document["feasible"] is not False:
        return
    kinds = [row["kind"] for row in c.document["remedies"]]
    window = c.document["sit_window"]
    wanted = {
        "more_hours": 1,
        "leave": 1,
        "coursework": int(bool(c.document["duration"]["action"])),
        "typical_release": int(window["latest_typical"] != window["latest_safe"]),
    }
    for kind, count in wanted.items():
        if kinds.count(kind) != count:
            yield f"{kinds.count(kind)} remedies of kind {kind}, not {count}"
    for row in c.document["remedies"]:
        is_a_judgement = row["kind"] in ("leave", "coursework", "later_rotation")
        if is_a_judgement != (row["works"] is None):
            yield f"{row['kind']} works: {row['works']}"


def more_hours_are_half_hours_under_the_cap(c):
    hours = c.case.availability.hours.values()
    own, most = sum(hours), sum(max(10, given) for given in hours if given)
    for row in c.document["remedies"]:
        if row["kind"] == "more_hours":
            if row["works"] and (row["value"] % 0.5 or not own < row["value"] <= most + 0.5):
                yield f"{row['value']} hours a week, from {own} and at most {most}"
            if row["works"] != (row["exam_on"] is not None):
                yield "more hours work without a day"
            if row["works"] and not _is_inside(c, row["exam_on"]):
                yield f"more hours lead to {row['exam_on']}, after the deadline"


def _is_inside(c, day):
    latest = c.document["sit_window"]["latest_safe"]
    return latest is None or day <= latest


def extensions_say_by_how_much(c):
    if c.document["feasible"] is not False:
        return
    ready = next(row["exam_on"] for row in c.document["remedies"] if row["kind"] == "leave")
    rows = [row for row in c.document["remedies"] if row["kind"] == "extension"]
    if ready is None:
        if any(row["works"] for row in rows):
            yield "an extension works although no day is ready"
        return
    ready_on = date.fromisoformat(ready)
    wanted = list(_extensions(c, ready_on))
    if [row["value"] for row in rows] != wanted:
        yield f"extensions by {[row['value'] for row in rows]} days, not {wanted}"
    if any(row["exam_on"] != ready for row in rows):
        yield "an extension to another day"


def _extensions(c, ready_on):
    """By how many days each deadline comes too early for a sitting on a day."""
    safe = release_of(c.reference, ready_on)[1]
    for row in c.document["deadlines"]:
        if row["due_on"] is None or row["kind"] == "meet_by":
            continue
        due_on = date.fromisoformat(row["due_on"])
        needed = safe if row["kind"] == "pass_by" else ready_on
        if due_on < needed:
            yield (needed - due_on).days
    permit = c.case.permit
    if permit is not None and permit.ends_on < ready_on:
        yield (ready_on - permit.ends_on).days


def later_rotations_can_be_started(c):
    rows = {row["kind"]: row for row in c.document["remedies"]}
    if "leave" not in rows:
        return
    ready = rows["leave"]["exam_on"]
    fitting = [
        option["rotation"]
        for option in c.document["rejoin_options"]
        if ready is not None and option["sit_by_safe"] >= ready
    ]
    named = [r["value"] for r in c.document["remedies"] if r["kind"] == "later_rotation"]
    if named != fitting[:1]:
        yield f"rejoining {named}, where {fitting} are open"


def the_typical_release_is_in_time_or_not(c):
    rows = {row["kind"]: row for row in c.document["remedies"]}
    if "typical_release" in rows:
        ready, latest = rows["leave"]["exam_on"], c.document["sit_window"]["latest_typical"]
        is_in_time = ready is not None and ready <= latest
        if rows["typical_release"]["works"] != is_in_time:
            yield f"the typical release works: {rows['typical_release']['works']}"


CHECKS = (
    remedies_belong_to_infeasible_cases,
    each_kind_is_there_when_it_applies,
    more_hours_are_half_hours_under_the_cap,
    extensions_say_by_how_much,
    later_rotations_can_be_started,
    the_typical_release_is_in_time_or_not,
)
