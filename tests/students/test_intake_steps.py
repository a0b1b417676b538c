"""What each step of the intake takes, refuses and offers."""

import pytest

from tests.factories import make_student
from tests.students.intake_answers import report_fail, save, shown, states


def test_empty_rows_say_nothing(page):
    save(page, "clerkships", rotations_rows="4")

    assert states(page)[2] == "saved"


@pytest.mark.parametrize(
    ("step", "change", "field", "sentence"),
    [
        ("program", {"track": ""}, "track", "Choose one: the rules differ."),
        ("program", {"class_year": "1949"}, "class_year", "Enter a year such as 2028."),
        ("program", {"class_year": "2101"}, "class_year", "Enter a year such as 2028."),
        ("program", {"class_year": "soon"}, "class_year", "Enter a year such as 2028."),
        ("program", {"states": "AK; Atlantis, ZZ"}, "states", "We know no board for Atlantis or ZZ. Use two-letter codes such as AK, or the names of states, with commas."),
        ("program", {"event_clerkship_start": "2024-08-04"}, "event_clerkship_start", "This is before you matriculated, on Mon 5 Aug 2024: check both days."),
        ("wish", {"exam_on": "2026-11-30"}, "exam_on", "Your permit goes from Tue 1 Dec 2026 to Sun 28 Feb 2027: enter a day within it, or leave this empty."),
        ("wish", {"percent": "0.5"}, "percent", "Enter a percent between 1 and 99."),
        ("wish", {"percent": "100"}, "percent", "Enter a percent between 1 and 99."),
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
        ("program", {"class_year": "1950"}),
        ("program", {"class_year": "2100"}),
        ("program", {"class_year": "", "states": "", "event_matriculated": ""}),
        ("wish", {"exam_on": "2026-11-24", "permit_from": "", "permit_to": ""}),
        ("wish", {"exam_on": "2026-12-01"}),
        ("wish", {"exam_on": "2027-02-28"}),
        ("wish", {"percent": "1"}),
        ("wish", {"percent": "99"}),
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


@pytest.mark.parametrize("typed", ["AK; texas", "ak tx", "Alaska,Texas", "AK,,TX;"])
def test_states_are_read_as_people_write_them(page, typed):
    save(page, "program", states=typed)

    assert states(page)[1] == "saved"
    section = dict(page.get("/intake/review/").context["booklet"].answers()["values"])["program"]
    assert section["states"] == ["AK", "TX"]


def test_rotations_that_overlap_are_said_and_kept(page):
    second = {
        "rotations_1_name": "Medicine",
        "rotations_1_starts_on": "2026-12-18",
        "rotations_1_ends_on": "2027-01-29",
    }
    warning = (
        "Surgery and Medicine overlap: Medicine begins on Fri 18 Dec 2026, before Surgery ends. "
        "Check the days."
    )

    following = page.get(save(page, "clerkships", **second).url).content.decode()

    assert states(page)[2] == "saved"
    assert warning in following
    assert warning in page.get("/intake/review/").content.decode()


def test_rotations_that_follow_each_other_are_not_odd(page):
    second = {
        "rotations_1_name": "Medicine",
        "rotations_1_starts_on": "2026-12-19",
        "rotations_1_ends_on": "2027-01-29",
    }
    save(page, "clerkships", **second)

    assert "overlap" not in page.get("/intake/review/").content.decode()


def test_a_first_day_that_is_over_is_said_and_kept(page):
    following = page.get(save(page, "time", starts_on="2026-11-22").url).content.decode()

    assert states(page)[3] == "saved"
    assert "The first day you can study, Sun 22 Nov 2026, is over" in following
    save(page, "time", starts_on="2026-11-23")
    assert "is over: a plan" not in page.get("/intake/review/").content.decode()


def test_a_permit_that_is_over_is_said_and_kept(page):
    permit = {"exam_on": "", "permit_from": "2026-08-01", "permit_to": "2026-11-22"}

    following = page.get(save(page, "wish", **permit).url).content.decode()

    assert "Your permit ended on Sun 22 Nov 2026: no date can lie within it." in following
    save(page, "wish", **permit | {"permit_to": "2026-11-23"})
    assert "Your permit ended" not in page.get("/intake/review/").content.decode()
