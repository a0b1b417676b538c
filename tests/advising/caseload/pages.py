"""The pages of a student's file as a counsellor opens them."""


def page(client, student, tab="", **query):
    """What a page of this student's file says, opened by whoever is logged in."""
    response = client.get(f"/caseload/{student.public_id}/{tab}", query)
    assert response.status_code == 200
    return response.content.decode()
