"""Reference rows out as CSV and XLSX and in again, through the admin's own pages."""

import csv
import io

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile

from students.admin.spreadsheets import resource_for
from students.models import Fact, Fee, PassingStandard, Resource
from tests.students.admin.pages import REFERENCE_ADMINS, page

CSV, XLSX = "0", "1"
MODELS = [row.model for row in REFERENCE_ADMINS]


def address(model, name):
    return page(name, model=model._meta.model_name)


def export(client, model, file_format):
    return client.post(address(model, "export"), {"resource": "0", "format": file_format}).content


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def upload(client, model, content, file_format):
    file = SimpleUploadedFile("rows.csv" if file_format == CSV else "rows.xlsx", content)
    return client.post(
        address(model, "import"), {"resource": "0", "format": file_format, "import_file": file}
    )


def confirm(client, model, preview):
    return client.post(address(model, "process_import"), preview.context["confirm_form"].initial)


def write_csv(rows):
    target = io.StringIO()
    writer = csv.DictWriter(target, fieldnames=rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


@pytest.mark.parametrize("file_format", [CSV, XLSX])
@pytest.mark.parametrize("model", [PassingStandard, Resource, Fact])
def test_an_export_can_be_imported_without_a_change(staff_client, model, file_format):
    before = list(model.objects.order_by("pk").values())
    content = export(staff_client, model, file_format)

    preview = upload(staff_client, model, content, file_format)
    confirm(staff_client, model, preview)

    kinds = {row.import_type for row in preview.context["result"].valid_rows()}
    assert kinds == {"skip"}
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_kind_of_row_survives_the_round_trip(model):
    resource = resource_for(model)()
    exported = tablib.Dataset().load(resource.export().csv, format="csv")

    result = resource.import_data(exported, dry_run=True, raise_errors=True)

    assert not result.has_validation_errors()
    assert {row.import_type for row in result.rows} == {"skip"}


def test_an_imported_change_is_marked_as_the_schools_own(staff_client):
    rows = read_csv(export(staff_client, PassingStandard, CSV))
    changed = next(row for row in rows if row["key"] == "step1-three_digit-2022")
    changed["value"] = "197"

    preview = upload(staff_client, PassingStandard, write_csv(rows), CSV)
    confirm(staff_client, PassingStandard, preview)

    standard = PassingStandard.objects.get(key="step1-three_digit-2022")
    assert (standard.value, standard.edited_at is not None) == (197, True)
    assert PassingStandard.objects.filter(edited_at__isnull=False).count() == 1
    assert "<del>196</del> <ins>197</ins>" in preview.content.decode()
    assert "style=" not in preview.content.decode()


def test_a_new_row_can_be_imported(staff_client):
    rows = read_csv(export(staff_client, Fee, CSV))
    new = rows[0] | {"key": "step1-retake-2027", "what": "Retake", "year": "2027"}

    preview = upload(staff_client, Fee, write_csv([new]), CSV)
    confirm(staff_client, Fee, preview)

    fee = Fee.objects.get(key="step1-retake-2027")
    assert (fee.what, fee.year, fee.exam.code) == ("Retake", 2027, "step1")
    assert "<ins>Retake</ins>" in preview.content.decode()


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"exam": "step9"},
            [
                "There is no exam “step9”. Write the code of one there is, or add it there first.",
            ],
        ),
        ({"value": "1000"}, ["Ensure this value is less than or equal to 999."]),
        (
            {"value": "about 196"},
            ["“about 196” is not a whole number. Write digits only, such as 196."],
        ),
        (
            {"value": "196.5"},
            ["“196.5” is not a whole number. Write digits only, such as 196."],
        ),
        (
            {"effective_from": "spring"},
            ["“spring” is not a day. Write year, month and day, such as 2026-12-31."],
        ),
        ({"confidence": "sure"}, ["Write one of: H (High), M (Medium), L (Low)."]),
        ({"source": ""}, ["This cell is empty. Fill it in."]),
        ({"verified_on": "2999-01-01"}, ["Enter a day that is not in the future."]),
        (
            {"effective_from": "2020-01-01"},
            [
                "Another passing standard of this exam and scale holds on some of these days."
                " End it first."
            ],
        ),
    ],
)
def test_a_wrong_cell_is_refused_in_words_and_nothing_is_changed(staff_client, changes, messages):
    rows = read_csv(export(staff_client, PassingStandard, CSV))
    row = next(row for row in rows if row["key"] == "step1-three_digit-2022")

    preview = upload(staff_client, PassingStandard, write_csv([row | changes]), CSV)

    (invalid,) = preview.context["result"].invalid_rows
    assert invalid.error.messages == messages
    assert "confirm_form" not in preview.context
    assert not PassingStandard.objects.filter(edited_at__isnull=False).exists()


def test_a_list_that_names_nothing_known_is_refused(staff_client):
    rows = read_csv(export(staff_client, Resource, CSV))
    row = next(row for row in rows if row["code"] == "pathoma")

    preview = upload(
        staff_client, Resource, write_csv([row | {"disciplines": "pathology,alchemy"}]), CSV
    )

    assert (
        "<li>Row 2, column disciplines: There is no discipline “alchemy”. Write the code of one there"
        " is, or add it there first.</li>"
    ) in preview.content.decode()
    assert "confirm_form" not in preview.context


@pytest.mark.parametrize(
    ("first_line", "words"),
    [
        (
            "name,value,note",
            "The first line of the file names no column “key”, by which rows are found. Export the "
            "rows first and change that file.",
        ),
        ("key,vaule,Note", "The file has columns that are none here: vaule, Note. Take them out"),
        ("key,value,value", "The file has these columns twice: value. Keep one each."),
    ],
)
def test_a_file_of_other_columns_is_refused_in_words(staff_client, first_line, words):
    content = f"{first_line}\nstep1-three_digit-2022,197,x\n".encode()

    preview = upload(staff_client, PassingStandard, content, CSV)

    said = preview.content.decode()
    assert words in said
    assert "Traceback" not in said
    assert "confirm_form" not in preview.context
    assert not PassingStandard.objects.filter(edited_at__isnull=False).exists()


def test_no_exported_cell_runs_as_a_formula(staff_client):
    Fee.objects.filter(key="step1-application-2026").update(note="=1+1", what="@sum")

    rows = read_csv(export(staff_client, Fee, CSV))
    book = openpyxl.load_workbook(io.BytesIO(export(staff_client, Fee, XLSX)))

    cells = {cell for row in rows for cell in row.values()}
    sheet = {cell.value for row in book.active.iter_rows() for cell in row}
    assert {"'=1+1", "'@sum"} <= cells & sheet
    assert {"=1+1", "@sum"}.isdisjoint(cells | sheet)


def test_an_escaped_cell_comes_back_as_it_was(staff_client):
    Fee.objects.filter(key="step1-application-2026").update(note="=1+1")
    content = export(staff_client, Fee, CSV)

    preview = upload(staff_client, Fee, content, CSV)

    assert {row.import_type for row in preview.context["result"].valid_rows()} == {"skip"}
