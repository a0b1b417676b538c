"""The examiner of documents finds what it is there to find."""

import pytest

from tests.e2e.examiner import Examiner
from tests.e2e.gallery import Gallery

pytestmark = pytest.mark.e2e

NAMELESS = '<input type="text">'
PALE = '<p style="color:#ccc;background:#fff">pale</p>'
WIDE = '<p style="width:700px">wide</p>'
PALE_ON_A_PHONE = "<style>@media (max-width: 400px) { p { color: #ccc } }</style><p>pale</p>"
EMPTYING = (
    "<script>addEventListener('DOMContentLoaded', () => document.body.replaceChildren())</script>"
)


@pytest.fixture
def examiner(browser, tmp_path):
    """One for documents that ask no server for anything."""
    page = browser.new_page()
    yield Examiner(page, Gallery(tmp_path), "http://school.example")
    page.close()


def document_with(content):
    head = '<meta name="viewport" content="width=device-width"><title>A page</title>'
    body = f"<main><h1>A page</h1>{content}</main>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("", []),
        (NAMELESS, [f"label: {NAMELESS}"] * 2),
        (PALE, [f"color-contrast: {PALE}"] * 2),
        (PALE_ON_A_PHONE, ["color-contrast: <p>pale</p>"]),
        (WIDE, ["scrolls sideways by 348 px of 360 px"]),
        (EMPTYING + NAMELESS, [f"label: {NAMELESS}"] * 2),
    ],
    ids=["nothing", "nameless", "pale", "pale-on-a-phone", "wide", "scripts-do-not-run"],
)
def test_what_is_wrong_is_found_at_the_widths_where_it_is(examiner, content, faults):
    assert examiner.faults(document_with(content)) == faults


def test_a_faulty_page_is_found_again_though_a_faultless_one_was_kept(examiner):
    for _ in range(2):
        assert examiner.faults(document_with("")) == []
        assert examiner.faults(document_with(NAMELESS)) == [f"label: {NAMELESS}"] * 2
