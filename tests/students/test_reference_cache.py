"""The reference kept in each process: one query while nothing changes, and never out of date."""

import re
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from students.gather_policies import gather_policies, gather_reference
from students.models import LeaveRule, Policy, PolicyGate, ReferenceVersion, Resource
from students.models.reference import DatedFact
from students.reference import ReferenceDataMissing, cache, load_reference
from tests.factories import TODAY, make_school, save_pass_by_policy


@pytest.fixture(autouse=True)
def _nothing_kept_yet():
    kept = dict(cache._kept)
    cache._kept.clear()
    yield
    cache._kept.update(kept)


def leave_days():
    return gather_reference().leave.max_days


def set_leave_days(days):
    LeaveRule.objects.update(max_days=days)


def tables_of_facts_and_policies():
    """Every table of a dated fact or of a policy, and of the links between such rows."""
    for model in apps.get_app_config("students").get_models(include_auto_created=True):
        owner = model._meta.auto_created or model
        if issubclass(owner, DatedFact):
            yield model._meta.db_table, "students_renew_reference_version"
        elif owner.__module__.startswith(Policy.__module__):
            yield model._meta.db_table, "students_renew_policy_version"


def tables_that_renew():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgfoid::regproc::text, tgtype FROM pg_trigger"
            " WHERE tgname = 'reference_changed' AND tgenabled = 'O'"
        )
        return {table: (renews, when) for table, renews, when in cursor.fetchall()}


def queries_of(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return [query["sql"] for query in queries]


def tables_read(call):
    return {
        table for sql in queries_of(call) for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)
    }


def test_every_fact_and_policy_renews_the_version_on_any_change(db):
    insert_delete_update_truncate_after_statement = 4 | 8 | 16 | 32

    assert tables_that_renew() == {
        table: (renews, insert_delete_update_truncate_after_statement)
        for table, renews in tables_of_facts_and_policies()
    }


def test_nothing_else_is_read(db):
    read = tables_read(gather_reference)

    assert read - tables_that_renew().keys() == {"students_referenceversion"}


def test_a_policy_changed_leaves_the_facts_as_they_were_read(school):
    gather_reference()
    save_pass_by_policy(school)

    assert tables_read(gather_reference) == {
        "students_referenceversion",
        "students_policy",
        "students_policygate",
        "students_failclause",
        "students_policydeadline",
    }


def test_a_fact_changed_leaves_the_policies_as_they_were_read(school):
    save_pass_by_policy(school)
    gather_reference()
    set_leave_days(90)

    assert "students_leaverule" in tables_read(gather_reference)
    set_leave_days(91)
    assert "students_policy" not in tables_read(gather_reference)


def test_it_is_what_the_tables_say(school):
    save_pass_by_policy(school)

    for on in (None, TODAY):
        told = load_reference(on=on, policies=gather_policies())
        assert gather_reference(on=on) == told
        assert gather_reference(on=on) is gather_reference(on=on)


def test_it_costs_one_query_while_nothing_changes(db, django_assert_num_queries):
    gather_reference()

    with django_assert_num_queries(1):
        gather_reference()


def change_link():
    Resource.objects.get(code="pathoma").disciplines.clear()
    return gather_reference().resources["pathoma"].disciplines


def change_gate():
    PolicyGate.objects.create(
        policy=Policy.objects.get(code="the-school"), instruments=["cbssa"], scale="epc", min=70
    )
    (policy,) = gather_reference().policies["the-school"]
    return policy.gate.min


def delete_policy():
    Policy.objects.all().delete()
    return gather_reference().policies


def change_by_hand():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE students_leaverule SET max_days = 90")
    return leave_days()


@pytest.mark.parametrize(
    ("change", "after"),
    [(change_link, ()), (change_gate, 70), (delete_policy, {}), (change_by_hand, 90)],
)
def test_a_change_is_seen_at_once(db, change, after):
    save_pass_by_policy(make_school("the-school"))
    gather_reference()

    assert change() == after


def test_a_change_taken_back_is_forgotten_and_the_next_is_seen(db):
    before = leave_days()

    for days in (90, 91):
        with transaction.atomic():
            set_leave_days(days)
            assert leave_days() == days
            transaction.set_rollback(True)
        assert leave_days() == before


def test_rows_that_change_while_they_are_read_are_read_again(db):
    readings = []

    def read():
        readings.append(load_reference())
        if len(readings) == 1:
            set_leave_days(90)
        return readings[-1]

    kept = cache.keep_reference(None, read, gather_policies)

    assert (len(readings), kept.leave.max_days) == (2, 90)
    assert kept is gather_reference()


def test_only_the_readings_used_last_are_kept(db):
    first = gather_reference()
    for days in range(1, cache.KEPT + 1):
        set_leave_days(days)
        leave_days()

    assert len(cache._kept) == cache.KEPT
    assert gather_reference() is not first


def test_missing_rows_are_not_kept(db):
    with transaction.atomic():
        LeaveRule.objects.all().delete()
        with pytest.raises(ReferenceDataMissing):
            gather_reference()
        transaction.set_rollback(True)

    assert leave_days() == 180


def test_there_is_one_version(db):
    with pytest.raises(IntegrityError, match="reference_has_one_version"):
        ReferenceVersion.objects.create(id=2)


@pytest.mark.slow
def test_another_sees_a_change_once_it_is_committed(committed_db):
    before, seen = leave_days(), []
    at = Barrier(2, timeout=20)

    def other():
        try:
            seen.append(leave_days())
            at.wait()  # changed, not committed
            at.wait()
            seen.append(leave_days())
            at.wait()  # committed
            at.wait()
            seen.append(leave_days())
        finally:
            connection.close()

    reader = Thread(target=other)
    reader.start()
    with transaction.atomic():
        at.wait()
        set_leave_days(90)
        assert leave_days() == 90
        at.wait()
        at.wait()
    at.wait()
    reader.join(timeout=20)

    assert seen == [before, before, 90]


@pytest.mark.slow
def test_emptied_tables_are_noticed(committed_db):
    gather_reference()

    call_command("flush", interactive=False, verbosity=0)

    with pytest.raises(ReferenceDataMissing):
        gather_reference()
