"""A policy in the admin: typed, read back, refused where it is impossible; whose it is."""

import pytest
from django.urls import reverse

from students.gather_policies import gather_reference
from students.models import Policy
from tests.students.admin.pages import policy_page as at
from tests.students.admin.typing import problems, typed, with_part
from tests.students.cases import clause, day, deadline

pytestmark = pytest.mark.usefixtures("morning")


def read_back(answer):
    return [s for passage in answer.context["draft"].reading() for s in passage.sentences]


def test_a_policy_is_typed_from_an_empty_page(staff_client, school):
    answer = staff_client.get(at("add"))
    policy = typed(answer, code="ours", class_years="2028, 2027,", source="https://example.edu")
    policy = with_part(
        policy,
        "on_fail",
        number=1,
        rotation="finish",
        resume_on="pass",
        meetings="Dean of Students\n\n Learning specialist ",
    )
    policy = with_part(
        policy,
        "deadlines",
        kind="pass_by",
        fail_number=1,
        shape="weeks_after",
        event="reported",
        n=20,
    )
    policy |= {"gate-0-instruments": ["cbssa"], "gate-0-scale": "epc", "gate-0-min": 62}

    saved = staff_client.post(at("add"), policy)

    row = Policy.objects.get(code="ours")
    assert saved.status_code == 302
    assert (row.school, row.name) == (school, f"Policy of {school}")
    version = gather_reference().policies["ours"][0]
    assert version.class_years == (2027, 2028)
    assert version.on_fail == (
        clause(
            meetings=("Dean of Students", "Learning specialist"),
            deadlines=(deadline("weeks_after", event="reported", n=20),),
        ),
    )
    assert (version.gate.instruments, version.gate.min) == (("cbssa",), 62)


def test_the_page_reads_the_policy_back(staff_client, own):
    answer = staff_client.get(at("change", own.pk))

    assert "They must pass within 30 weeks of the result." in read_back(answer)
    assert "They must pass within 30 weeks of the result." in answer.content.decode()


def test_what_is_typed_is_read_back_without_saving(staff_client, own, change):
    half = with_part(change | {"deadlines-0-n": 20}, "on_fail", number=2)

    answer = staff_client.post(
        reverse("admin:students_policy_read", args=[own.pk]), half, headers={"HX-Request": "true"}
    )

    assert "They must pass within 20 weeks of the result." in answer.content.decode()
    assert "After a second fail" not in answer.content.decode()
    assert own.deadlines.get().n == 30


def test_a_new_policy_is_read_back_before_it_has_a_row(staff_client, school):
    policy = with_part(
        typed(staff_client.get(at("add"))), "on_fail", number=2, rotation="finish", resume_on="sat"
    )

    answer = staff_client.post(reverse("admin:students_policy_read"), policy)

    assert "There is no clause for the first fail." in answer.content.decode()
    assert "until they have sat the exam again." in answer.content.decode()
    assert not Policy.objects.filter(school=school).exists()


def test_without_a_script_a_button_reads_it_back(staff_client, own, change):
    answer = staff_client.post(at("change", own.pk), change | {"deadlines-0-n": 20, "_read": "1"})

    assert answer.status_code == 200
    assert problems(answer) == []
    assert "They must pass within 20 weeks of the result." in read_back(answer)
    assert own.deadlines.get().n == 30


YEARS = "Give a year from 1950 to 2100."
NO_BLOCK = "Say before which block: 1 is the first that starts after the result."


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"deadlines-0-n": ""}, ["Say how many weeks."]),
        ({"deadlines-0-event": ""}, ["Choose the event it is counted from."]),
        (
            {"deadlines-0-n": 1},
            [
                "A score usually takes 4 weeks to come out, so nobody who sits after the result"
                " could pass by this day. Give more time, or ask to sit by it."
            ],
        ),
        ({"deadlines-0-shape": "before_block", "deadlines-0-block": 0}, [NO_BLOCK]),
        ({"deadlines-0-shape": "before_block"}, [NO_BLOCK]),
        (
            {
                "deadlines-0-shape": "month_day",
                "deadlines-0-month": 2,
                "deadlines-0-day": 30,
                "deadlines-0-year_event": "clerkship_start",
            },
            ["There is no 30 Feb in any year: the month ends on the 29."],
        ),
        (
            {
                "deadlines-0-shape": "month_day",
                "deadlines-0-month": 13,
                "deadlines-0-day": 1,
                "deadlines-0-year_event": "clerkship_start",
            },
            ["Give the month as a number from 1 to 12."],
        ),
        (
            {
                "deadlines-0-shape": "month_day",
                "deadlines-0-month": 6,
                "deadlines-0-day": 30,
                "deadlines-0-year_event": "reported",
                "deadlines-0-year_plus": -1,
            },
            ["This day is over before the result is there."],
        ),
        ({"deadlines-0-shape": "on_date", "deadlines-0-date": "9999-12-31"}, [YEARS]),
        ({"effective_to": "0001-01-01"}, [YEARS]),
        ({"deadlines-0-fail_number": 2}, ["There is no clause for the second fail. Add it first."]),
        (
            {"on_fail-0-number": 2, "deadlines-0-fail_number": 2},
            ["There is no clause for the first fail. Add it, or make this the clause for it."],
        ),
        ({"on_fail-0-number": ""}, ["Enter a number."]),
        (
            {
                "on_fail-0-leave_kind": "medical",
                "on_fail-0-leave_min_days": 90,
                "on_fail-0-leave_max_days": 30,
            },
            ["The longest leave cannot be shorter than the shortest."],
        ),
        (
            {"gate-0-instruments": ["cbssa"], "gate-0-scale": "three_digit", "gate-0-min": 200},
            [
                "NBME CBSSA is not scored in points but in EPC. Scores are never converted:"
                " choose that scale, or another exam."
            ],
        ),
        (
            {"gate-0-instruments": ["cbssa"], "gate-0-scale": "epc", "gate-0-min": 101},
            ["The scale goes from 0 to 100: no score is 101."],
        ),
        ({"class_years": "28"}, ["Year 1: Ensure this value is greater than or equal to 1950."]),
        ({"verified_on": "2999-01-01"}, ["Enter a day that is not in the future."]),
        (
            {"effective_from": "2026-07-01", "effective_to": "2026-06-30"},
            ["The last day cannot be before the first day."],
        ),
        ({"max_attempts": 100}, ["Give a number from 1 to 99."]),
        ({"max_attempts": 0}, ["Ensure this value is greater than or equal to 1."]),
    ],
)
def test_an_impossible_policy_is_refused_where_it_is_typed(
    answer_to, own, change, changes, messages
):
    answer = answer_to(change | changes)

    assert answer.status_code == 200
    assert problems(answer) == messages
    assert own.deadlines.get().n == 30


def test_a_message_stands_beside_its_field(staff_client, own, change):
    answer = staff_client.post(at("change", own.pk), change | {"deadlines-0-n": 1})

    deadlines = answer.context["inline_admin_formsets"][1].formset
    assert list(deadlines.forms[0].errors) == ["n"]


def test_two_clauses_for_one_fail_are_refused(staff_client, own, change):
    twice = with_part(change, "on_fail", number=1, rotation="withdraw", resume_on="pass")

    answer = staff_client.post(at("change", own.pk), twice)

    assert "There are 2 clauses for the first fail. Keep one." in problems(answer)
    assert own.on_fail.count() == 1


def test_a_clause_and_its_deadline_can_go_together(staff_client, own, change):
    nothing = change | {"on_fail-0-DELETE": "on", "deadlines-0-DELETE": "on"}

    answer = staff_client.post(at("change", own.pk), nothing)

    assert answer.status_code == 302
    assert (own.on_fail.count(), own.deadlines.count()) == (0, 0)


def test_a_clause_cannot_go_without_its_deadline(staff_client, own, change):
    answer = staff_client.post(at("change", own.pk), change | {"on_fail-0-DELETE": "on"})

    assert problems(answer) == ["There is no clause for the first fail. Add it first."]
    assert own.on_fail.count() == 1


def test_what_another_shape_needed_is_left_out(staff_client, own, change):
    dated = change | {"deadlines-0-shape": "on_date", "deadlines-0-date": "2027-06-30"}

    answer = staff_client.post(at("change", own.pk), dated)

    assert answer.status_code == 302
    line = gather_reference().policies[own.code][0].on_fail[0].deadlines[0]
    assert line == deadline("on_date", date=day("2027-06-30"))


def test_versions_that_bind_the_same_classes_on_the_same_days_are_refused(staff_client, own):
    policy = typed(
        staff_client.get(at("add")),
        code=own.code,
        source="https://example.edu",
        effective_from="2027-07-01",
    )

    answer = staff_client.post(at("add"), policy)

    assert problems(answer) == [
        "The version without a first day binds the same classes on some of these days."
        " End it first, or name other classes."
    ]


def test_the_version_in_the_way_is_named_by_its_first_day(staff_client, own):
    Policy.objects.filter(pk=own.pk).update(effective_from=day("2026-07-01"))
    policy = typed(
        staff_client.get(at("add")),
        code=own.code,
        source="https://example.edu",
        effective_from="2027-07-01",
    )

    answer = staff_client.post(at("add"), policy)

    assert problems(answer)[0].startswith("The version from Wed 1 Jul 2026 binds")
    assert "every later version of it has the same" in answer.content.decode()


def test_a_code_belongs_to_one_school(staff_client):
    policy = typed(staff_client.get(at("add")), code="boston_u", class_years="2030", source="x")

    answer = staff_client.post(at("add"), policy)

    assert problems(answer) == ["Another school's policy has this code. Choose another."]
