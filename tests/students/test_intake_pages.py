"""The intake in steps: what is typed is kept, whatever happens, and only the student reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from advising.models import Role
from students.intake.steps import STEPS
from students.models import Intake, Standing
from students.queries import IntakeStage, IntakeState, intake_state
from tests.factories import make_student, make_user
from tests.students.intake_answers import ANSWERS, fill_in, report_fail, save

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)


def shown(client, step):
    return client.get(f"/intake/{step}/").context["form"]


def states(client):
    """The state of each step on the overview, in order."""
    return [page.state.value for page in client.get("/intake/").context["booklet"].pages]


def test_steps_follow_one_another_and_end_at_the_review(page, student):
    report_fail(student)

    went_to = [save(page, step).url for step in ANSWERS]

    assert went_to == [
        "/intake/program/",
        "/intake/clerkships/",
        "/intake/time/",
        "/intake/resources/",
        "/intake/looking-back/",
        "/intake/causes/",
        "/intake/wish/",
        "/intake/review/",
    ]
    assert states(page) == ["saved"] * 8


def test_a_saved_step_says_when_in_the_schools_time(page):
    save(page, "program")

    assert "saved <time" in page.get("/intake/program/").content.decode()
    assert ">10:42</time>" in page.get("/intake/").content.decode()


def test_a_step_saved_on_another_day_says_which(page, morning, student):
    save(page, "program")
    morning.shift(timedelta(days=2))
    page.force_login(student.user)

    assert ">Mon 23 Nov 10:42</time>" in page.get("/intake/program/").content.decode()


def test_every_step_says_who_reads_it_and_how_far_it_is(page):
    for number, step in enumerate(STEPS, start=1):
        content = page.get(f"/intake/{step.slug}/").content.decode()

        assert step.readers in content
        assert f"Step {number} of {len(STEPS)}" in content


def test_an_answer_that_cannot_be_is_kept_and_explained(page):
    response = save(page, "program", states="AK, ZZ")

    assert response.context["form"].errors == {
        "states": ["We know no board for ZZ. Use two-letter codes such as AK."]
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


@pytest.fixture
def typing(page):
    """What JavaScript sends while a step is being typed into."""

    def send(step, **typed):
        return page.post(f"/intake/{step}/", {"draft": "1"} | typed)

    return send


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
    ("sent", "rows"), [("0", 1), ("1", 1), ("40", 40), ("9999", 40), ("x", 2), ("-3", 2)]
)
def test_the_number_of_rows_is_what_the_page_showed_within_reason(page, sent, rows):
    save(page, "clerkships", rotations_rows=sent, then="leave")

    names = [name for name in shown(page, "clerkships").fields if name.endswith("_name")]
    assert len(names) == rows


def test_empty_rows_say_nothing(page):
    save(page, "clerkships", rotations_rows="4")

    assert states(page)[2] == "saved"


@pytest.mark.parametrize(
    ("step", "change", "field", "sentence"),
    [
        ("program", {"track": ""}, "track", "This field is required."),
        ("clerkships", {"rotations_0_name": ""}, "rotations_0_name", "Rotation 1: give it a name, such as Surgery."),
        ("clerkships", {"rotations_0_starts_on": ""}, "rotations_0_starts_on", "Rotation 1: enter its first day."),
        ("clerkships", {"rotations_0_ends_on": ""}, "rotations_0_ends_on", "Rotation 1: enter its last day."),
        ("clerkships", {"rotations_0_ends_on": "2026-11-01"}, "rotations_0_ends_on", "Rotation 1: it cannot end before it starts."),
        ("clerkships", {"rotations_0_ends_on": "2026-02-30"}, "rotations_0_ends_on", "Enter a day that exists, such as 2026-03-15."),
        ("time", {"hours_mon": "", "hours_sat": ""}, "hours_mon", "Enter hours for at least one day of the week."),
        ("time", {"hours_mon": "16.25"}, "hours_mon", "Enter hours between 0 and 16."),
        ("time", {"hours_mon": "-1"}, "hours_mon", "Enter hours between 0 and 16."),
        ("time", {"away_0_starts_on": "", "away_0_reason": "moving"}, "away_0_starts_on", "Time away 1: enter the first day."),
        ("time", {"away_1_ends_on": "2027-01-03"}, "away_1_ends_on", "Time away 2: the last day cannot be before the first."),
        ("wish", {"exam_on": "2026-11-23"}, "exam_on", "Enter a day after today, or leave this empty."),
        ("wish", {"permit_to": ""}, "permit_to", "Enter the last day of the permit too."),
        ("wish", {"permit_from": ""}, "permit_from", "Enter the first day of the permit too."),
        ("wish", {"permit_to": "2026-11-30"}, "permit_to", "The permit ends before it begins: check both days."),
        ("wish", {"permit_to": "2026-02-30"}, "permit_to", "Enter a day that exists, such as 2026-03-15."),
        ("result", {"is_right": ""}, "is_right", "Tick this when the sittings above are complete and right."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(page, student, step, change, field, sentence):
    report_fail(student)

    assert save(page, step, **change).context["form"].errors == {field: [sentence]}


@pytest.mark.parametrize(
    ("step", "change"),
    [
        ("clerkships", {"rotations_0_ends_on": "2026-11-02"}),
        ("time", {"hours_mon": "16"}),
        ("time", {"hours_mon": "0"}),
        ("time", {"away_1_ends_on": "2027-01-04"}),
        ("wish", {"exam_on": "2026-11-24"}),
        ("wish", {"exam_on": "", "percent": "", "permit_from": "", "permit_to": ""}),
        ("causes", {"causes": []}),
    ],
)
def test_what_can_just_be_is_taken(page, step, change):
    assert save(page, step, **change).status_code == 302


def test_without_a_reported_result_the_first_step_asks_for_one(page):
    response = save(page, "result")

    assert response.context["form"].non_field_errors() == [
        "Report your result first: the intake builds on it."
    ]
    assert "/attempts/new/?from=intake" in response.content.decode()


def test_steps_are_prefilled_from_the_record(morning, client, school):
    student = make_student(
        school, track="IMG", class_year=2027, states=["AK", "NY"], causes=["burnout"]
    )
    student.rotations.create(name="Medicine", starts_on="2026-11-02", ends_on="2026-12-18")
    client.force_login(student.user)

    program, clerkships = shown(client, "program"), shown(client, "clerkships")

    assert [program[name].value() for name in ("track", "class_year", "states")] == [
        "IMG",
        2027,
        "AK, NY",
    ]
    assert clerkships["rotations_0_name"].value() == "Medicine"
    assert shown(client, "causes")["causes"].value() == ["burnout"]


def test_the_self_appraisal_points_to_causes(page):
    save(page, "looking-back", weight_asked_for_help="none", weight_effort_and_rest="some")

    raised = {
        offer["cause"].code for offer in shown(page, "causes").offered() if offer["is_raised"]
    }

    assert raised == {"rushed", "burnout", "low_effort"}


def test_causes_that_answers_point_to_are_offered_first(page):
    save(page, "looking-back", weight_timeline_fit="", weight_asked_for_help="much")

    assert shown(page, "causes").offered()[0]["cause"].code == "isolated"


def test_an_unknown_step_does_not_exist(page):
    assert page.get("/intake/elsewhere/").status_code == 404


def test_others_learn_of_a_draft_only_that_it_is_begun(page, student, dean):
    assert intake_state(student) == IntakeState(IntakeStage.NOT_STARTED)

    save(page, "looking-back", own_words="A secret of mine.")

    assert intake_state(student) == IntakeState(IntakeStage.STARTED, started_at=NOW, saved_at=NOW)
    page.force_login(dean)
    for step in (*ANSWERS, "review", "versions/1"):
        assert page.get(f"/intake/{step}/").status_code == 403


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.DEAN, Role.COMMITTEE, Role.STAFF])
def test_nobody_else_has_an_intake_to_fill_in(client, school, role):
    client.force_login(make_user(role, school))

    assert client.post("/intake/program/", ANSWERS["program"]).status_code == 403
    assert not Intake.objects.exists()


def test_one_student_never_sees_anothers_answers(page, client, school):
    save(page, "looking-back", own_words="A secret of mine.")
    client.force_login(make_student(school).user)

    content = client.get("/intake/looking-back/").content.decode()

    assert "A secret of mine" not in content
    assert states(client) == ["todo"] * 8


def test_the_first_saving_and_each_new_day_show_in_the_standing(page, morning, student):
    save(page, "program")
    first = Standing.objects.get(student=student).computed_at
    morning.shift(timedelta(hours=1))
    save(page, "wish")
    assert Standing.objects.get(student=student).computed_at == first

    morning.shift(timedelta(days=1))
    page.force_login(student.user)
    save(page, "wish")

    assert Standing.objects.get(student=student).computed_at == first + timedelta(days=1, hours=1)


@pytest.mark.parametrize("rotations", [1, 3])
def test_a_step_costs_the_same_whatever_it_holds(
    page, student, rotations, django_assert_num_queries
):
    for number in range(rotations):
        student.rotations.create(
            name=f"Rotation {number}", starts_on="2026-11-02", ends_on="2026-12-18"
        )

    with django_assert_num_queries(7):
        page.get("/intake/clerkships/")


@pytest.mark.parametrize("attempts", [1, 3])
def test_the_review_costs_the_same_whatever_it_holds(
    page, student, attempts, django_assert_num_queries
):
    for number in range(attempts):
        student.attempts.create(sat_on=NOW.date() - timedelta(days=100 + number))
    fill_in(page)

    with django_assert_num_queries(18):
        page.get("/intake/review/")
