"""After each single action every standing is what the rules say from scratch."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from advising.models import Role, School, User
from plans.actions import (
    halve_day,
    log_block,
    log_day,
    make_plan,
    propose_plan,
    restore_plan,
    take_back_halving,
    unlog_block,
    use_preview,
)
from plans.models import StudyPlan
from plans.queries.preview import digest_of
from plans.queries.underway import conclude_today
from students.actions.adoption import adopt_policy, copy_policy
from students.actions.advisors import assign_advisor
from students.actions.assessments import (
    amend_assessment,
    attach_report,
    delete_assessment,
    log_assessment,
    verify_assessment,
)
from students.actions.attempts import amend_attempt, report_attempt, withdraw_attempt
from students.actions.cases import import_case, record_case
from students.actions.extensions import grant_extension
from students.actions.holds import allow_sitting, lift_hold, mark_task, take_back
from students.actions.intake import keep_typing, save_step
from students.actions.people import enrol_student
from students.actions.questions import count_missed
from students.actions.retakes import record_plan_logged, record_planned_retake
from students.actions.standing import refresh_standings
from students.assessments.entry import entry_of
from students.casefile import parse_case
from students.gather_policies import gather_reference
from students.intake.prefill import submit_from_record
from students.intake.saved import SavedStep
from students.models import (
    Availability,
    Hold,
    Policy,
    RecordChange,
    SelfAssessment,
    Standing,
    Student,
)
from students.rules.case import Attempt, Outcome
from tests.factories import (
    TODAY,
    case_document,
    make_school,
    make_student,
    make_user,
    save_pass_by_policy,
    student_of_case,
)
from tests.students.assessments.entries import ENTRY

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
FOLDERS = ("students", "plans", "advising")
PASS_BY = "on_fail[1].deadlines[1]"
WHY = {"reason": "Illness.", "approver": "The committee"}
PASSED = Attempt(date(2026, 11, 1), date(2026, 11, 20), Outcome.PASS)


@pytest.fixture(scope="module")
def _place(django_db_setup, django_db_blocker):
    """A school with a policy and a student who has done everything once; taken back afterwards."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=True),
        transaction.atomic(),
    ):
        school = make_school("scene")
        save_pass_by_policy(school, weeks=20)
        make_user(Role.DEAN, school, email="dean@scene.example")
        advisor = make_user(Role.ADVISOR, school, email="advisor@scene.example")
        student = student_of_case(school, name="Scene", advisor=advisor, policy=school.code)
        make_student(school, name="Bystander")
        make_plan(student=student, by=student.user, today=TODAY)
        refresh_standings(Student.objects.all(), today=TODAY)
        yield
        transaction.set_rollback(True)


class Scene:
    """The people and rows that an action may be about, as the database has them now."""

    @property
    def school(self) -> School:
        return School.objects.get(code="scene")

    @property
    def dean(self) -> User:
        return User.objects.get(email="dean@scene.example")

    @property
    def student(self) -> Student:
        return Student.objects.get(user__name="Scene")

    @property
    def hold(self) -> Hold:
        return Hold.objects.get(student=self.student)

    @property
    def exam(self) -> SelfAssessment:
        return self.student.assessments.get()

    @property
    def by_student(self) -> dict[str, Any]:
        return {"by": self.student.user, "today": TODAY}

    @property
    def by_dean(self) -> dict[str, Any]:
        return {"by": self.dean, "today": TODAY}

    def log(self):
        said = {"position": 0, "state": "done", "version": 1}
        return log_block(student=self.student, on=TODAY, today=TODAY, **said)

    def extend(self):
        seen = {"due_on": date(2027, 4, 28), "seen_on": date(2027, 3, 31)}
        return grant_extension(hold=self.hold, clause=PASS_BY, **seen, **WHY, **self.by_dean)


@pytest.fixture
def scene(_place, db):
    with time_machine.travel(NOON, tick=True):
        yield Scene()


def saved(**typed: str) -> SavedStep:
    fields = {name: [value] for name, value in typed.items()}
    return SavedStep(fields, saved_at=NOON, is_complete=True, pressed_at=NOON)


def import_somebody(scene: Scene) -> None:
    case = parse_case(case_document(policy="scene"), gather_reference())
    import_case(case=case, school=scene.school, name="New", email="", today=TODAY)


def record_somebody(scene: Scene) -> None:
    case = parse_case(case_document(policy="scene"), gather_reference())
    record_case(case=case, user=make_user(Role.STUDENT, scene.school), today=TODAY)


def enrol_somebody(scene: Scene) -> None:
    user = make_user(Role.STUDENT, scene.school)
    enrol_student(user=user, today=TODAY)


def take_the_extension_back(scene: Scene) -> None:
    take_back(act=scene.extend(), reason="Not needed.", **scene.by_dean)


# Every action there is, done once; the check below finds one that is not here.
ACTIONS: dict[str, Callable[[Scene], Any]] = {
    "copy_policy": lambda scene: copy_policy(
        source=Policy.objects.get(code="scene"), school=scene.school, today=TODAY
    ),
    "adopt_policy": lambda scene: adopt_policy(school=scene.school, code="scene", **scene.by_dean),
    "assign_advisor": lambda scene: assign_advisor(
        student=scene.student, advisor=None, seen=scene.student.advisor.public_id
    ),
    "log_assessment": lambda scene: log_assessment(
        student=scene.student, entry=ENTRY, submission_key=uuid.uuid4(), today=TODAY
    ),
    "amend_assessment": lambda scene: amend_assessment(
        assessment=scene.exam,
        entry=_with_score(scene.exam, 71),
        revision=scene.exam.revision,
        today=TODAY,
    ),
    "delete_assessment": lambda scene: delete_assessment(
        assessment=scene.exam, revision=scene.exam.revision, today=TODAY
    ),
    "attach_report": lambda scene: attach_report(
        assessment=scene.exam, report=ContentFile(b"%PDF-1.7", "a.pdf"), today=TODAY
    ),
    "verify_assessment": lambda scene: verify_assessment(
        assessment=scene.exam, by=scene.dean, now=NOON
    ),
    "report_attempt": lambda scene: report_attempt(
        student=scene.student, result=PASSED, **scene.by_student
    ),
    "amend_attempt": lambda scene: amend_attempt(
        attempt=scene.student.attempts.get(),
        result=Attempt(date(2026, 10, 1), date(2026, 10, 30), Outcome.FAIL),
        **scene.by_dean,
    ),
    "withdraw_attempt": lambda scene: withdraw_attempt(
        attempt=scene.student.attempts.get(), reason="A slip.", **scene.by_dean
    ),
    "import_case": import_somebody,
    "record_case": record_somebody,
    "grant_extension": Scene.extend,
    "lift_hold": lambda scene: lift_hold(hold=scene.hold, **WHY, **scene.by_dean),
    "allow_sitting": lambda scene: allow_sitting(hold=scene.hold, **WHY, **scene.by_dean),
    "take_back": take_the_extension_back,
    "mark_task": lambda scene: mark_task(
        task=scene.hold.tasks.get(), is_done=True, **scene.by_dean
    ),
    "save_step": lambda scene: save_step(
        student=scene.student, step="wish", saved=saved(percent="80")
    ),
    "keep_typing": lambda scene: keep_typing(
        student=scene.student, step="wish", saved=saved(percent="8"), page_opened_at=NOON
    ),
    "submit_intake": lambda scene: submit_from_record(student=scene.student, today=TODAY),
    "enrol_student": enrol_somebody,
    "count_missed": lambda scene: count_missed(
        student=scene.student, topic="Renal tubules", misses=6
    ),
    "record_planned_retake": lambda scene: record_planned_retake(
        student=scene.student,
        today=TODAY,
        fail_on=scene.student.attempts.reported_fails()[0].sat_on,
        version=2,
        state="draft",
        starts_on=TODAY,
        exam_on=TODAY + timedelta(days=200),
        is_feasible=False,
        short_by_days=9,
        latest_safe_on=TODAY + timedelta(days=150),
    ),
    "record_plan_logged": lambda scene: record_plan_logged(student=scene.student, today=TODAY),
    "make_plan": lambda scene: _plan_with_other_hours(scene),
    "propose_plan": lambda scene: propose_plan(
        plan=scene.student.plans.get(), message="", today=TODAY
    ),
    "use_preview": lambda scene: _use_the_preview(scene),
    "restore_plan": lambda scene: _plan_again_and_go_back(scene),
    "log_block": lambda scene: scene.log(),
    "unlog_block": lambda scene: (
        scene.log() and unlog_block(student=scene.student, on=TODAY, position=0, today=TODAY)
    ),
    "log_day": lambda scene: log_day(
        student=scene.student, on=TODAY, what="half", version=1, today=TODAY
    ),
    "halve_day": lambda scene: halve_day(student=scene.student, today=TODAY),
    "take_back_halving": lambda scene: (
        halve_day(student=scene.student, today=TODAY)
        and take_back_halving(student=scene.student, today=TODAY)
    ),
}
# Actions after which somebody else brings the standings up, and who does.
FOLLOWED_BY = {
    "save_policy": "The admin, its one door to a policy in force, once the whole edit is in.",
}


def _with_score(exam: SelfAssessment, score: float):
    entry = entry_of(exam)
    return type(entry)(
        instrument=entry.instrument, form=entry.form, taken_on=entry.taken_on, score=score
    )


def _plan_with_other_hours(scene: Scene) -> None:
    Availability.objects.filter(student=scene.student).update(hours_sat=0)
    make_plan(student=scene.student, **scene.by_student)


def _use_the_preview(scene: Scene) -> None:
    Availability.objects.filter(student=scene.student).update(hours_sat=0)
    current = StudyPlan.objects.current().get(student=scene.student)
    preview = conclude_today(scene.student, current, today=TODAY)
    use_preview(student=scene.student, seen=digest_of(preview.result), **scene.by_student)


def _plan_again_and_go_back(scene: Scene) -> None:
    _plan_with_other_hours(scene)
    restore_plan(student=scene.student, version=1, now=NOON, today=TODAY)


def picture() -> tuple[list[dict[str, Any]], ...]:
    """Everything that is kept of the rules' conclusions, and how long the history is."""
    standings = [
        {name: value for name, value in row.items() if name != "computed_at"}
        for row in Standing.objects.order_by("pk").values()
    ]
    holds = list(Hold.objects.order_by("pk").values())
    tasks = list(Hold.objects.order_by("pk", "tasks__name").values("pk", "tasks__name"))
    dates = list(
        Student.objects.order_by("pk", "dates__clause", "dates__kind").values(
            "pk", "dates__kind", "dates__clause", "dates__due_on", "dates__is_open"
        )
    )
    return standings, holds, tasks, dates, [{"lines": RecordChange.objects.count()}]


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_is_left_to_bring_up_after_an_action(scene, name):
    ACTIONS[name](scene)
    after_action = picture()

    refresh_standings(Student.objects.all(), today=TODAY)

    assert after_action == picture()
    assert len(after_action[0]) == Student.objects.count()


def public_actions() -> set[str]:
    """The names of all functions that write in one transaction, where actions are kept."""
    files = [
        path
        for folder in FOLDERS
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if "actions" in (path.parent.name, path.stem)
    ]
    return {
        node.name
        for path in files
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and "transaction.atomic" in map(ast.unparse, node.decorator_list)
    }


def test_every_action_is_tried():
    assert public_actions() == ACTIONS.keys() | FOLLOWED_BY.keys()
