"""What is far too large is not even read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advising.uploads import MOST_BYTES, RefuseHuge


@pytest.mark.django_db
def test_a_strangers_huge_file_is_refused_by_its_length(client):
    file = SimpleUploadedFile("report.pdf", b"%PDF- made up")

    answer = client.post(
        reverse("students:start"), {"file": file}, CONTENT_LENGTH=str(MOST_BYTES + 1)
    )

    assert answer.status_code == 400
    assert "If you sent a file, it may be far too large" in answer.text


def test_a_file_of_just_the_largest_size_is_read():
    assert RefuseHuge().handle_raw_input(None, {}, MOST_BYTES, "--") is None
