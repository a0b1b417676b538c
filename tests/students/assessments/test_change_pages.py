"""Changing and deleting an entry in a browser."""

import pytest

from tests.students.assessments.entries import TYPED, address, logged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


def test_the_form_shows_what_is_logged(page, failed_student, today):
    entry = logged(
        failed_student,
        today=today,
        form="99",
        p_pass=0.24,
        is_first_use=False,
        areas={"cardiovascular": 48},
    )

    html = page.get(address("edit", entry)).text

    assert 'name="other_form" value="99"' in html
    assert 'name="p_pass" value="24.0"' in html
    assert 'name="area_cardiovascular" value="48.0"' in html
    assert "checked" in html.split('value="repeat"', 1)[1].split(">", 1)[0]


def test_a_change_is_saved(page, entry):
    response = page.post(address("edit", entry), TYPED | {"score": "56", "first_use": "first"})

    entry.refresh_from_db()
    assert response.url == address("detail", entry)
    assert (entry.score, entry.form, entry.revision) == (56, "29", 2)


def test_a_stale_change_is_refused_beside_what_changed_and_can_be_saved_again(page, entry):
    page.post(address("edit", entry), TYPED | {"score": "56"})

    refused = page.post(address("edit", entry), TYPED | {"score": "59"})

    assert refused.status_code == 409
    assert "This entry was changed after you opened it" in refused.text
    rows = " ".join(refused.text.split())
    assert '<th scope="row">Score</th> <td>56</td> <td>59</td>' in rows
    assert 'name="score" value="59"' in refused.text
    assert 'name="revision" value="2"' in refused.text

    page.post(address("edit", entry), TYPED | {"score": "59", "revision": "2"})
    entry.refresh_from_db()
    assert (entry.score, entry.revision) == (59, 3)


def test_saving_the_same_change_twice_is_no_conflict(page, entry):
    first, second = (page.post(address("edit", entry), TYPED) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    entry.refresh_from_db()
    assert entry.revision == 2


def test_deleting_asks_first(page, entry, failed_student):
    assert "Delete this entry?" in page.get(address("delete", entry)).text
    assert failed_student.assessments.exists()

    response = page.post(address("delete", entry), {"revision": "1"})

    assert response.url == "/assessments/"
    assert not failed_student.assessments.exists()


def test_a_stale_delete_asks_again(page, entry, failed_student):
    page.post(address("edit", entry), TYPED)

    response = page.post(address("delete", entry), {"revision": "1"})

    assert response.status_code == 409
    assert "Look again before you delete it." in response.text
    assert 'name="revision" value="2"' in response.text
    assert failed_student.assessments.exists()


def test_an_entry_deleted_in_another_window_is_said_to_be_gone(page, entry):
    page.post(address("delete", entry), {"revision": "1"})

    for name in ("detail", "edit", "delete", "report"):
        assert "This entry is not in your log" in page.get(address(name, entry)).text
    again = page.post(address("delete", entry), {"revision": "1"})

    assert again.status_code == 404
    assert "If you deleted it, perhaps in another window, nothing more is to do." in again.text
    assert "Nothing is saved" not in again.text


def test_a_change_of_an_entry_deleted_meanwhile_keeps_what_was_typed(page, entry, failed_student):
    page.post(address("delete", entry), {"revision": "1"})

    response = page.post(f"{address('edit', entry)}?instrument=cbssa", TYPED | {"score": "71"})

    assert response.status_code == 404
    assert "What you typed is below." in response.text
    assert 'name="score" value="71"' in response.text
    assert 'action="/assessments/new/?instrument=cbssa"' in response.text
    page.post("/assessments/new/?instrument=cbssa", TYPED | {"score": "71"})
    assert failed_student.assessments.get().score == 71
