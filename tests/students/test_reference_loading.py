"""Loading the shipped facts: again and again, and never over what staff changed."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from students.loading import load_reference_rows, read_fixtures
from students.loading_policies import read_library
from students.models import PassingStandard, Policy, Resource, Scale

FOLDER = settings.BASE_DIR / "fixtures" / "reference"
SHIPPED = sum(len(json.loads(path.read_text())) for path in FOLDER.glob("*.json"))
pytestmark = pytest.mark.django_db


def load(**options):
    said = StringIO()
    call_command("load_reference", stdout=said, **options)
    return said.getvalue().splitlines()


def standard(**changes):
    row = PassingStandard.objects.get(key="step1-three_digit-2022")
    PassingStandard.objects.filter(pk=row.pk).update(**changes)
    return row


def test_loading_again_changes_nothing():
    before = list(PassingStandard.objects.values())

    said = load()

    assert said == [f"Reference data: 0 created, 0 updated, {SHIPPED} unchanged."]
    assert list(PassingStandard.objects.values()) == before


def test_a_shipped_row_that_nobody_edited_is_corrected():
    row = standard(value=199)

    said = load()

    row.refresh_from_db()
    assert row.value == 196
    assert said == [f"Reference data: 0 created, 1 updated, {SHIPPED - 1} unchanged."]


def test_a_missing_row_is_created_again():
    standard().delete()

    said = load()

    assert said == [f"Reference data: 1 created, 0 updated, {SHIPPED - 1} unchanged."]
    assert PassingStandard.objects.get(key="step1-three_digit-2022").value == 196


def test_a_row_that_staff_edited_is_kept_and_listed():
    row = standard(value=199, edited_at=timezone.now())

    said = load()

    row.refresh_from_db()
    assert row.value == 199
    assert said == [
        f"Reference data: 0 created, 0 updated, {SHIPPED - 1} unchanged.",
        "  kept as your staff changed it: passing standard step1-three_digit-2022",
    ]


def test_an_edited_row_is_replaced_only_on_demand():
    row = standard(value=199, edited_at=timezone.now())

    said = load(overwrite=True)

    row.refresh_from_db()
    assert (row.value, row.edited_at) == (196, None)
    assert said == [f"Reference data: 0 created, 1 updated, {SHIPPED - 1} unchanged."]


def test_an_edited_row_that_says_the_same_is_unchanged():
    standard(edited_at=timezone.now())

    assert load() == [f"Reference data: 0 created, 0 updated, {SHIPPED} unchanged."]


def test_a_shipped_row_that_staff_have_said_otherwise_is_left_out_and_listed():
    row = standard()
    row.delete()
    row.pk, row.key, row.value, row.edited_at = None, "our-own", 200, timezone.now()
    row.save()

    said = load()

    assert said == [
        f"Reference data: 0 created, 0 updated, {SHIPPED - 1} unchanged.",
        "  left out, your own rows say otherwise: passing standard step1-three_digit-2022: "
        "Another passing standard of this exam and scale holds on some of these days. End it first.",
    ]
    assert not PassingStandard.objects.filter(key="step1-three_digit-2022").exists()


def test_links_are_brought_up_too():
    Resource.objects.get(code="pathoma").disciplines.clear()

    said = load()

    disciplines = Resource.objects.get(code="pathoma").disciplines
    assert list(disciplines.values_list("code", flat=True)) == ["pathology"]
    assert said == [f"Reference data: 0 created, 1 updated, {SHIPPED - 1} unchanged."]


def test_an_empty_table_is_filled_at_once_with_its_links():
    Resource.objects.all().delete()
    shipped = len(read_fixtures(FOLDER)[Resource])

    with CaptureQueriesContext(connection) as queries:
        said = load()

    inserts = [query for query in queries if 'INSERT INTO "students_resource" ' in query["sql"]]
    assert len(inserts) == 1
    assert said == [f"Reference data: {shipped} created, 0 updated, {SHIPPED - shipped} unchanged."]
    disciplines = Resource.objects.get(code="pathoma").disciplines
    assert list(disciplines.values_list("code", flat=True)) == ["pathology"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"effective_to": None},
            "Another passing standard of this exam and scale holds on some of these days."
            " End it first.",
        ),
        ({"value": 1000}, "Ensure this value is less than or equal to 999."),
    ],
)
def test_where_an_empty_table_cannot_be_filled_the_refusal_is_told(change, message):
    PassingStandard.objects.all().delete()
    rows = read_fixtures(FOLDER)
    row = next(row for row in rows[PassingStandard] if row["key"] == "step1-three_digit-2018")
    row.update(change)

    with pytest.raises(ValidationError) as refused:
        load_reference_rows(rows)

    assert refused.value.messages == [message]
    assert not PassingStandard.objects.exists()


def test_rows_make_room_for_each_other_in_any_order():
    older, newer = "step1-three_digit-2018", "step1-three_digit-2022"
    rows = read_fixtures(FOLDER)
    for row in rows[PassingStandard]:
        if row["key"] == older:
            row["effective_to"] = "2023-06-30"
        if row["key"] == newer:
            row["effective_from"] = "2023-07-01"

    loaded = load_reference_rows(rows)

    assert sorted(loaded.updated) == [f"passing standard {key}" for key in (older, newer)]
    assert PassingStandard.objects.get(key=older).effective_to == date(2023, 6, 30)


def published(code="boston_u", **changes):
    """A policy of the library, changed behind the loader's back."""
    Policy.objects.filter(code=code).update(**changes)
    return Policy.objects.get(code=code)


def test_a_published_policy_that_nobody_edited_is_corrected_part_by_part():
    row = published(max_attempts=9)
    row.on_fail.filter(number=3).delete()
    row.notes.all().delete()

    said = load()

    again = published()
    assert (again.pk, again.max_attempts) == (row.pk, 3)
    assert list(again.on_fail.values_list("number", flat=True)) == [1, 2, 3]
    assert again.notes.count() == 3
    assert said == [f"Reference data: 0 created, 1 updated, {SHIPPED - 1} unchanged."]


def test_a_published_policy_that_staff_edited_is_replaced_only_on_demand():
    published(max_attempts=9, edited_at=timezone.now())

    assert load() == [
        f"Reference data: 0 created, 0 updated, {SHIPPED - 1} unchanged.",
        "  kept as your staff changed it: policy boston_u",
    ]
    assert load(overwrite=True) == [
        f"Reference data: 0 created, 1 updated, {SHIPPED - 1} unchanged."
    ]
    assert (published().max_attempts, published().edited_at) == (3, None)


def test_a_wrong_published_policy_fails_the_whole_load(tmp_path: Path):
    documents = read_library(FOLDER)
    documents[0]["policy"]["gate"]["scale"] = "percent"
    (tmp_path / "policies.json").write_text(json.dumps(documents))

    with pytest.raises(
        CommandError, match=r"policy ucdavis_current: gate\.scale: cbssa is scored on epc"
    ):
        load(folder=tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hihg": "2"}, "score scale epc has no hihg."),
        ({"high": "-1"}, "The highest score must be above the lowest."),
    ],
)
def test_a_wrong_shipped_row_fails_the_whole_load(change, message):
    rows = read_fixtures(FOLDER)
    next(row for row in rows[Scale] if row["code"] == "epc").update(change)
    next(row for row in rows[Scale] if row["code"] == "percent")["name"] = "Changed"

    with pytest.raises(ValidationError) as refused:
        load_reference_rows(rows)

    assert refused.value.messages == [message]
    assert Scale.objects.get(code="percent").name == "percent correct"


def test_a_folder_without_fixtures_is_not_taken_for_one(tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CommandError, match=f"{folder} holds no fixtures: name a folder"):
            load(folder=folder)


@pytest.mark.parametrize("name", ["exams.json", "policies.json"])
def test_a_fixture_that_is_not_json_is_named(tmp_path: Path, name):
    (tmp_path / name).write_text("[{]")

    with pytest.raises(CommandError, match=f"{name} is not JSON: .* line 1 column 3"):
        load(folder=tmp_path)


def test_a_row_that_refers_to_nothing_is_named(tmp_path: Path):
    rows = json.loads((FOLDER / "exams.json").read_text())
    for row in rows:
        if row["model"] == "students.passingstandard":
            row["fields"]["exam"] = ["step9"]
    (tmp_path / "exams.json").write_text(json.dumps(rows))

    with pytest.raises(CommandError, match="There is no exam step9"):
        load(folder=tmp_path)


def test_every_shipped_row_names_its_source_its_confidence_and_its_day():
    fields = [row for rows in read_fixtures(FOLDER).values() for row in rows]

    assert len(fields) + len(read_library(FOLDER)) == SHIPPED
    assert [
        row for row in fields if not (row["source"] and row["confidence"] and row["verified_on"])
    ] == []
    assert {row["verified_on"] for row in fields} == {"2026-11-22"}
