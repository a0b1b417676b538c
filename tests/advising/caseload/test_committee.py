from advising.models import Role
from tests.factories import make_user, student_of_case


def test_a_committee_member_reads_why_no_file_opens(client, school):
    student = student_of_case(school, name="Maple Madeup")
    client.force_login(make_user(Role.COMMITTEE, school))

    home = client.get("/").content.decode()

    assert "Whoever helps a student should not also judge them" in home
    assert "Maple Madeup" not in home
    assert client.get("/caseload/").status_code == 403
    assert client.get(f"/caseload/{student.public_id}/").status_code == 403
