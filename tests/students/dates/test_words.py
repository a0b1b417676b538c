"""History and hold in words: every kind of line can be said."""

from datetime import date

import pytest

from students.choices import HoldState, ReleaseGround
from students.dates.history import say_changes
from students.dates.words import say_hold, say_if_missed
from students.models import Hold

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"what": "pass_by", "before": "2027-03-31", "after": "2027-04-28"},
            "Pass by: Wed 28 Apr 2027 instead of Wed 31 Mar 2027",
        ),
        ({"what": "meet_by", "before": None, "after": "2026-12-01"}, "Meet by: Tue 1 Dec 2026"),
        (
            {"what": "sit_by", "before": "2026-12-01", "after": None},
            "Sit by: Tue 1 Dec 2026 no longer asked for",
        ),
        ({"what": "sit_by", "before": None, "after": None}, "Sit by: not known yet"),
        (
            {"what": "latest_safe", "before": "2027-02-03", "after": "2027-03-03"},
            "Last safe day to sit: Wed 3 Mar 2027 instead of Wed 3 Feb 2027",
        ),
        (
            {"what": "resume_on", "before": "pass", "after": "sat"},
            "Ends with: Having sat again instead of A reported pass",
        ),
        (
            {"what": "clause", "before": "on_fail[1]", "after": "on_fail[2]"},
            "Clause: after a second fail instead of after a first fail",
        ),
        (
            {"what": "rotation", "before": "finish", "after": "withdraw"},
            "The current rotation: Withdraws at once instead of Finishes the current rotation",
        ),
        ({"what": "ground", "before": None, "after": "sat"}, None),
        ({"what": "meeting", "before": None, "after": "Dean"}, "Meeting: Dean"),
        (
            {"what": "document", "before": "A plan", "after": None},
            "Document: A plan no longer asked for",
        ),
        ({"what": "policy_from", "before": None, "after": "2026-01-01"}, ""),
    ],
)
def test_a_change_is_said_in_a_sentence(change, words):
    said = say_changes([change])

    if words is None:
        words = "Because: The student has sat again, which is what the policy asks for"
    assert said == ([words] if words else [])


@pytest.mark.parametrize("kind", ["sit_by", "pass_by", "meet_by", "latest_safe", "exam"])
def test_a_missed_day_is_never_blamed(kind):
    words = say_if_missed(kind, None)

    assert not {"fail", "fault", "must", "!"} & set(words.lower().split())


def test_who_decides_is_named_as_the_policy_does():
    assert say_if_missed("pass_by", "Promotions Committee").startswith(
        "Nothing happens by itself. The Promotions Committee decides"
    )


@pytest.mark.parametrize(
    ("starts_on", "words"),
    [
        (date(2026, 11, 23), "Since Mon 23 Nov 2026 you are out of clerkships"),
        (date(2026, 11, 24), "From Tue 24 Nov 2026 you are out of clerkships"),
    ],
)
def test_a_hold_says_from_when(starts_on, words):
    assert words in say_hold(Hold(starts_on=starts_on, resume_on="sat"), today=TODAY)


@pytest.mark.parametrize("ground", ReleaseGround)
def test_a_proposed_release_says_what_happens_next(ground):
    hold = Hold(state=HoldState.RELEASE_PROPOSED, release_ground=ground)

    assert "lifts the hold" in say_hold(hold, today=TODAY)
