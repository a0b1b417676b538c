"""The demonstration school: it loads, once, and every story is what it says."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from advising.models import Role, School, User
from plans.calibration import calibrate
from plans.demo import FOLDER, PASSWORD, load_demo_school
from plans.demo_past import STUDENTS as PAST_STUDENTS
from plans.engine import conclude, result_to_json
from plans.models import PlanProposal, StudyPlan
from plans.queries import unlogged_days
from plans.recorded import recorded_calibration, recorded_pairs
from students.actions.standing import refresh_standings
from students.casefile import parse_case
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Standing, Student
from students.rules.case import Outcome
from students.rules.conclude import conclude_rules
from tests.factories import TODAY

TOLD = json.loads((FOLDER / "students.json").read_text(encoding="utf-8"))


@pytest.fixture
def demo(demo_database, db):
    return School.objects.get(code="demo")


@dataclass
class Story:
    """What the database holds of one student."""

    student: Student

    @cached_property
    def case(self):
        return gather_case(self.student, as_of=TODAY)

    @cached_property
    def rules(self):
        return conclude_rules(self.case, gather_reference())

    @cached_property
    def standing(self):
        return self.student.standing

    @cached_property
    def plan(self):
        return StudyPlan.objects.current().filter(student=self.student).first()

    @property
    def found(self):
        return {row["code"] for row in self.plan.result["findings"]}

    @property
    def scores(self):
        return [score.score for score in self.case.scores]

    @property
    def first_clause(self):
        return self.rules.situation.clause

    def is_flagged(self, *flags):
        return set(flags) <= set(self.standing.flags)


def has_told_nothing(told):
    return not (told.case.attempts or told.case.scores or told.case.availability.hours)


def is_false_security(told):
    last = told.case.attempts[-1]
    before = [score.score for score in told.case.scores if score.taken_on < last.sat_on]
    return len(before) == 2 and told.scores[-1] < 62 and "false_security" in told.case.causes


def waits_for_its_exam(told):
    day = told.plan.day_number(TODAY)
    return (
        (day, told.rules.readiness.gate.met) == (22, True)
        and timedelta(0) < told.plan.exam_on - TODAY <= timedelta(8)
        and told.is_flagged("safe_day_near", "plan_proposed")
    )


def is_ten_days_in(told):
    spoken = told.student.block_logs.values_list("on", flat=True)
    open_days = unlogged_days(told.plan, told.plan.began_on, TODAY - timedelta(days=1))
    return (
        "rushed" in told.case.causes
        and told.is_flagged("below_band")
        and told.plan.day_number(TODAY) == 10
        and max(spoken) == TODAY - timedelta(days=3)
        and [day.on for day in open_days] == [TODAY - timedelta(days=2)]  # yesterday was for rest
    )


def permit_ends_first(told):
    window = told.rules.sit_window
    return window.binding == "permit" and window.latest_safe < told.standing.deadline_on


def studies_on_evenings(told):
    hours = told.case.availability.hours
    return max(hours[day] for day in ("mon", "tue", "wed", "thu", "fri")) <= 3 < hours["sat"]


def is_blocked_for_two_weeks(told):
    (blocked,) = told.case.availability.blocked
    days = [row for row in told.plan.plan["days"] if row["on"] in _days(blocked)]
    return len(days) == 14 and all(row["minutes"] == 0 for row in days)


def _days(period):
    count = (period.ends_on - period.starts_on).days + 1
    return {(period.starts_on + timedelta(days=n)).isoformat() for n in range(count)}


def rises(told):
    return told.scores == sorted(set(told.scores)) and len(told.scores) >= 3


def starts_after_rotation(told):
    (current,) = (row for row in told.case.rotations if TODAY in row)
    return told.plan.starts_on > current.ends_on and told.rules.holds[0].starts_on > TODAY


STORIES: dict[str, Callable[[Story], bool]] = {
    "Alder": has_told_nothing,
    "Birch": is_ten_days_in,
    "Cedar": lambda told: (
        (told.case.student.track, told.case.policy, told.case.attempts[0].three_digit)
        == ("IMG", None, 166)
    ),
    "Dahlia": is_false_security,
    "Elm": lambda told: (
        told.is_flagged("repeat_fail")
        and (told.first_clause.rotation, told.first_clause.resume_on) == ("withdraw", "pass")
    ),
    "Fern": lambda told: told.case.causes == ("life_event",) and told.plan is None,
    "Gorse": lambda told: told.is_flagged("plan_proposed"),
    "Hazel": lambda told: told.case.attempts[0].points_below == 3,
    "Iris": lambda told: (
        told.case.attempts[0].reported_on == TODAY - timedelta(days=1)
        and told.standing.flags == ["meeting_near"]
    ),
    "Juniper": lambda told: told.is_flagged("intake_unfinished"),
    "Kelp": lambda told: (
        told.student.intake_versions.exists() and told.standing.scenario == "not_enough_data"
    ),
    "Larch": lambda told: rises(told) and told.is_flagged("plan_proposed"),
    "Maple": lambda told: told.is_flagged("score_falling") and len(told.scores) == 3,
    "Nettle": lambda told: told.standing.flags[0] == "deadline_passed",
    "Oak": waits_for_its_exam,
    "Poplar": lambda told: told.is_flagged("plan_infeasible") and told.plan.result["remedies"],
    "Quince": lambda told: told.standing.scenario == "likely_ready" and min(told.scores) > 68,
    "Rowan": lambda told: told.standing.scenario == "close",
    "Sorrel": lambda told: told.standing.scenario == "borderline",
    "Tansy": lambda told: told.standing.flags == ["release_proposed", "passed"],
    "Umber": lambda told: told.standing.flags[0] == "no_attempts_left",
    "Violet": lambda told: (told.case.exam, told.case.student.track) == ("level1", "DO"),
    "Willow": lambda told: min(told.scores) >= 66 and told.standing.scenario == "not_enough_data",
    "Yarrow": lambda told: told.is_flagged("no_recent_score") and told.is_flagged("meeting_missed"),
    "Aspen": lambda told: told.case.causes == ("burnout",),
    "Bramble": lambda told: told.case.causes == ("test_anxiety",) and told.plan,
    "Clover": lambda told: len(told.case.resources) == 6,
    "Dogwood": lambda told: (
        told.case.wish.exam_on == TODAY + timedelta(days=14) and "wish_not_possible" in told.found
    ),
    "Elder": starts_after_rotation,
    "Foxglove": permit_ends_first,
    "Gentian": studies_on_evenings,
    "Heather": is_blocked_for_two_weeks,
    "Ivy": lambda told: told.case.causes == ("memorised_not_mastered", "little_retrieval"),
    "Jasmine": lambda told: (
        told.plan.result["duration"]["action"] and "coursework_first" in told.found
    ),
    "Kale": lambda told: told.case.causes == ("avoided_weaknesses",),
    "Lavender": lambda told: told.case.causes == ("isolated",),
    "Mallow": lambda told: told.case.causes == ("test_day_problem",),
    "Nigella": lambda told: (
        told.rules.attempts.used == 2 and told.case.attempts[0].outcome == "incomplete"
    ),
    "Orchid": lambda told: told.is_flagged("awaiting_result"),
    "Peony": lambda told: (
        told.student.advisor is None and told.student.holds.get().extensions.exists()
    ),
}


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["name"])
def test_every_story_is_what_it_says(demo, told):
    student = Student.objects.get(school=demo, user__email=told["email"])

    assert student.user.name == told["name"]
    assert STORIES[told["name"].split()[0]](Story(student)), told["story"]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["name"])
def test_every_story_goes_as_far_as_it_says(demo, told):
    student = Student.objects.get(school=demo, user__email=told["email"])
    plan = StudyPlan.objects.current().filter(student=student).first()

    assert hasattr(student, "intake") == (told["intake"] != "none")
    assert student.intake_versions.exists() == (told["intake"] == "submitted")
    assert (plan is not None) == (told["plan"] != "none")
    assert PlanProposal.objects.filter(plan=plan).exists() == (told["plan"] == "proposed")


def test_there_are_forty_stories_the_class_before_and_the_people_who_help(demo):
    people = User.objects.filter(school=demo)

    assert {role: people.filter(role=role).count() for role in Role} == {
        Role.STUDENT: 40 + PAST_STUDENTS,
        Role.ADVISOR: 2,
        Role.DEAN: 1,
        Role.COMMITTEE: 1,
        Role.STAFF: 1,
    }
    assert STORIES.keys() == {told["name"].split()[0] for told in TOLD}


def test_what_students_did_last_is_spread_over_days_as_the_stories_tell(demo):
    told = Student.objects.filter(school=demo).exclude(pk__in=the_class_before())
    ago = {
        row.student.user.name.split()[0]: (TODAY - row.active_on).days
        for row in Standing.objects.filter(student__in=told).exclude(active_on=None)
    }

    assert {name: ago[name] for name in ("Birch", "Cedar", "Elder", "Fern", "Juniper", "Oak")} == {
        "Birch": 3,
        "Cedar": 2,
        "Elder": 4,
        "Fern": 6,
        "Juniper": 9,
        "Oak": 2,
    }
    assert max(Counter(ago.values()).values()) <= 10
    assert min(ago.values()) > 0


def test_what_was_told_and_planned_has_the_day_it_was_done_on(demo):
    larch = Student.objects.get(user__email="larch@demo.example")
    made_on = TODAY - timedelta(days=9)
    (version,) = larch.intake_versions.all()
    plan = StudyPlan.objects.current().get(student=larch)

    instants = (version.submitted_at, plan.proposal.proposed_at, larch.planned_retake.updated_at)
    assert [timezone.localdate(instant) for instant in instants] == [made_on] * 3
    assert (plan.as_of, larch.intake.saved_at) == (made_on, version.submitted_at)


def test_standings_are_what_the_rules_say_today(demo):
    columns = [f.name for f in Standing._meta.concrete_fields if f.name != "computed_at"]
    at_first = list(Standing.objects.filter(school=demo).order_by("pk").values(*columns))

    refresh_standings(Student.objects.filter(school=demo), today=TODAY)

    assert len(at_first) == 40 + PAST_STUDENTS
    assert list(Standing.objects.filter(school=demo).order_by("pk").values(*columns)) == at_first


def the_class_before():
    return Student.objects.filter(user__email__endswith="@before.example")


def test_the_class_before_has_results_enough_to_see_how_the_forecasts_did(demo):
    shown = recorded_calibration(Student.objects.filter(school=demo), today=TODAY)

    assert shown is not None
    assert [(group.low, group.high) for group in shown.groups] == [
        (0.4, 0.6),
        (0.6, 0.8),
        (0.8, 1.0),
    ]
    assert calibrate(recorded_pairs(the_class_before()), fewest=1).count == PAST_STUDENTS


def test_the_forecasts_of_the_class_before_are_the_engines_own(demo):
    reference = gather_reference()

    for plan in StudyPlan.objects.filter(student__in=the_class_before())[:5]:
        then = parse_case(plan.case, reference)
        assert {attempt.outcome for attempt in then.attempts} == {Outcome.FAIL}
        assert result_to_json(conclude(then, reference)) == plan.result


def test_the_class_before_is_over_and_asks_nothing_of_anybody(demo):
    standings = Standing.objects.filter(student__in=the_class_before())

    assert set(standings.values_list("urgency", flat=True)) == {0}
    assert [row.flags for row in standings] == [["passed"]] * PAST_STUDENTS
    assert not StudyPlan.objects.current().filter(student__in=the_class_before()).exists()
    assert authenticate(username="acorn.example@before.example", password=PASSWORD) is None


def test_loading_again_changes_nothing(demo, django_assert_num_queries):
    Student.objects.filter(user__email="alder@demo.example").update(class_year=2031)

    with django_assert_num_queries(3):  # of these the transaction's two
        again = load_demo_school(today=TODAY + timedelta(days=400))

    assert again == demo
    assert Student.objects.get(user__email="alder@demo.example").class_year == 2031


def test_the_command_prints_logins_that_work(demo, capsys, rf):
    call_command("load_demo", in_production=True)

    school, *logins = capsys.readouterr().out.splitlines()
    assert school == f"Demonstration School of Medicine: every password is {PASSWORD}"
    assert [line.split() for line in logins] == [
        ["dean@demo.example", "Dean"],
        ["advisor1@demo.example", "Advisor"],
        ["committee@demo.example", "Committee", "member"],
        ["staff@demo.example", "Staff"],
        ["alder@demo.example", "Student"],
        ["birch@demo.example", "Student"],
    ]
    for email, *_ in map(str.split, logins):
        assert authenticate(rf.post("/"), email=email, password=PASSWORD).email == email


def test_known_passwords_never_reach_a_real_server_by_accident(db):
    School.objects.filter(code="demo").update(code="other")
    assert not settings.IS_DEVELOPMENT

    with pytest.raises(CommandError, match="has known passwords"):
        call_command("load_demo")

    assert not School.objects.filter(code="demo").exists()
