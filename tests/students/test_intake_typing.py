"""What is typed into the intake is kept, right or wrong, whatever happens to the page."""

from datetime import UTC, datetime

import pytest

from students.models import Intake
from tests.students.intake_answers import ANSWERS, save, shown, states

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)


@pytest.fixture
def typing(page):
    """What JavaScript sends while a step is being typed into."""

    def send(step, **typed):
        return page.post(f"/intake/{step}/", {"draft": "1"} | typed)

    return send


def test_an_answer_that_cannot_be_is_kept_and_explained(page):
    response = save(page, "program", states="AK, ZZ")

    assert response.context["form"].errors == {
        "states": [
            "We know no board for ZZ. Use two-letter codes such as AK, or the names of states, "
            "with commas."
        ]
    }
    assert b"<title>Error: " in response.content
    again = shown(page, "program")
    assert again["states"].value() == "AK, ZZ"
    assert list(again.errors) == ["states"]
    assert states(page)[1] == "unfinished"


def test_leaving_keeps_what_was_typed_right_or_wrong(page):
    response = save(page, "program", class_year="soon", then="leave")

    assert response.url == "/intake/"
    assert shown(page, "program")["class_year"].value() == "soon"


def test_two_tabs_do_not_lose_each_others_steps(page, student):
    first, second = page.get("/intake/program/"), page.get("/intake/wish/")

    save(page, "program", opened_at=first.context["opened_at"].isoformat())
    save(page, "wish", opened_at=second.context["opened_at"].isoformat())

    assert Intake.objects.get(student=student).answers.keys() == {"program", "wish"}
    assert shown(page, "program")["class_year"].value() == "2028"
    assert shown(page, "wish")["percent"].value() == "85.5"


def test_typing_is_kept_without_a_word_of_blame(page, typing):
    response = typing("program", class_year="20", opened_at=NOW.isoformat())

    assert ">10:42</time>" in response.content.decode()
    assert "<title>" not in response.content.decode()
    again = shown(page, "program")
    assert again["class_year"].value() == "20"
    assert not again.errors
    assert states(page)[1] == "unfinished"


def test_typing_alone_never_finishes_a_step(page, typing):
    typing("program", **ANSWERS["program"], opened_at=NOW.isoformat())

    assert states(page)[1] == "unfinished"


def test_typing_into_a_finished_step_leaves_it_finished_while_it_is_right(page, typing):
    save(page, "program")

    typing("program", **ANSWERS["program"] | {"class_year": "2029"}, opened_at=NOW.isoformat())
    assert (states(page)[1], shown(page, "program")["class_year"].value()) == ("saved", "2029")

    typing("program", **ANSWERS["program"] | {"class_year": "no"}, opened_at=NOW.isoformat())
    assert states(page)[1] == "unfinished"


@pytest.mark.parametrize("opened_at", ["2026-11-23T15:41:59+00:00", "", "soon", "2026-99-99T00:00"])
def test_typing_in_an_old_tab_does_not_write_over_what_was_saved_since(page, typing, opened_at):
    save(page, "program")

    response = typing("program", class_year="1999", opened_at=opened_at)

    assert "you saved this step in another tab" in response.content.decode()
    assert shown(page, "program")["class_year"].value() == "2028"


def test_text_the_database_cannot_hold_is_kept_without_it(page):
    save(page, "looking-back", own_words="before\x00after", then="leave")

    assert shown(page, "looking-back")["own_words"].value() == "beforeafter"


def test_another_row_keeps_what_is_typed_and_blames_nothing(page):
    response = save(page, "time", hours_mon="", hours_sat="", add="away")

    assert response.url == "/intake/time/#id_away_3_starts_on"
    again = shown(page, "time")
    assert again["away_1_reason"].value() == "family"
    assert "away_3_starts_on" in again.fields
    assert not again.errors


@pytest.mark.parametrize(
    ("sent", "rows"),
    [("0", 1), ("1", 1), ("40", 40), ("9999", 40), ("9" * 5000, 40), ("x", 2), ("-3", 2)],
)
def test_the_number_of_rows_is_what_the_page_showed_within_reason(page, sent, rows):
    save(page, "clerkships", rotations_rows=sent, then="leave")

    names = [name for name in shown(page, "clerkships").fields if name.endswith("_name")]
    assert len(names) == rows


def test_a_row_asked_of_a_step_without_rows_only_keeps_what_is_typed(page):
    response = save(page, "program", class_year="soon", add="rotations")

    assert response.url == "/intake/program/#"
    assert shown(page, "program")["class_year"].value() == "soon"
