"""A whole intake as a browser without JavaScript sends it, step by step."""

from datetime import date

from students.models import Attempt

ANSWERS = {
    "result": {"is_right": "on"},
    "program": {
        "track": "DO",
        "class_year": "2028",
        "states": "ak, tx",
        "event_matriculated": "2024-08-05",
    },
    "clerkships": {
        "rotations_rows": "2",
        "rotations_0_name": "Surgery",
        "rotations_0_starts_on": "2026-11-02",
        "rotations_0_ends_on": "2026-12-18",
        "rotation_choice": "finish",
    },
    "time": {
        "hours_mon": "8",
        "hours_sat": "4.5",
        "starts_on": "2026-12-19",
        "away_rows": "3",
        "away_0_starts_on": "2026-12-25",
        "away_1_starts_on": "2027-01-04",
        "away_1_ends_on": "2027-01-06",
        "away_1_reason": "family",
        "away_2_starts_on": "2027-01-11",
        "away_2_reason": "a wedding",
    },
    "resources": {"used": ["uworld", "first_aid"], "kept": ["uworld"]},
    "looking-back": {
        "words_timeline_fit": "It came weeks too early.",
        "weight_timeline_fit": "much",
        "own_words": "I was tired.",
    },
    "causes": {"causes": ["rushed", "isolated"]},
    "wish": {
        "exam_on": "2027-02-03",
        "percent": "85.5",
        "permit_from": "2026-12-01",
        "permit_to": "2027-02-28",
    },
}


def report_fail(student):
    """The sitting that the intake builds on."""
    return Attempt.objects.create(
        student=student, sat_on=date(2026, 10, 14), reported_on=date(2026, 11, 11), outcome="fail"
    )


def save(client, step, **changes):
    """Press “Save and continue” on one step."""
    return client.post(f"/intake/{step}/", ANSWERS[step] | changes)


def fill_in(client):
    """Go through every step."""
    for step in ANSWERS:
        assert save(client, step).status_code == 302, step


def submit(client):
    """Read the review page and press its button."""
    page = client.get("/intake/review/")
    seen_at = page.context["booklet"].background.seen_at.isoformat()
    return client.post("/intake/review/", {"seen_at": seen_at})


def shown(client, step):
    return client.get(f"/intake/{step}/").context["form"]


def states(client):
    """The state of each step on the overview, in order."""
    return [page.state.value for page in client.get("/intake/").context["booklet"].pages]
