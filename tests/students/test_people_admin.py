"""Staff make accounts for their own school, and a student's account begins a record."""

import pytest
from django.urls import reverse

from advising.models import Role, User
from students.models import Standing, Student
from tests.factories import PASSWORD, make_school, make_student, make_user, save_pass_by_policy

pytestmark = pytest.mark.django_db

ADD = reverse("admin:advising_user_add")


@pytest.fixture
def staff(client, school):
    staff = make_user(Role.STAFF, school)
    client.force_login(staff)
    return staff


def account(school, **changes):
    return {
        "email": "New.Student@School.example",
        "name": "New Madeup",
        "role": Role.STUDENT,
        "school": school.pk,
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    } | changes


def test_an_account_for_a_student_begins_a_record_under_the_schools_policy(client, staff, school):
    save_pass_by_policy(school)

    client.post(ADD, account(school))

    student = Student.objects.get(user__email="new.student@school.example")
    assert (student.school, student.policy_code) == (school, school.code)
    assert Standing.objects.get(student=student).attempts_used == 0


def test_an_account_for_staff_may_open_the_admin_and_has_no_record(client, staff, school):
    client.post(ADD, account(school, role=Role.STAFF))

    person = User.objects.get(email="new.student@school.example")
    assert person.is_staff
    assert not Student.objects.filter(user=person).exists()


def test_another_schools_people_do_not_exist(client, staff):
    other = make_user(Role.DEAN, make_school(), name="Dean of another school")

    listed = client.get(reverse("admin:advising_user_changelist")).content.decode()
    opened = client.get(reverse("admin:advising_user_change", args=[other.pk]))

    assert "Dean of another school" not in listed
    assert opened.status_code == 302


def test_nobody_is_added_to_another_school(client, staff):
    page = client.post(ADD, account(make_school())).content.decode()

    assert "That choice is not one of the available choices." in page
    assert not User.objects.filter(email="new.student@school.example").exists()


def test_a_student_stays_a_student(client, staff, school):
    student = make_student(school)
    url = reverse("admin:advising_user_change", args=[student.user.pk])

    page = client.post(
        url,
        {
            "email": student.user.email,
            "name": student.user.name,
            "role": Role.DEAN,
            "school": school.pk,
        },
    ).content.decode()

    assert "This person has a student&#x27;s record. Make a second account." in page


def change(client, person, **told):
    url = reverse("admin:advising_user_change", args=[person.pk])
    kept = {"email": person.email, "name": person.name, "role": person.role, "is_active": "on"}
    return client.post(url, kept | {"school": person.school_id} | told).content.decode()


def test_who_advises_students_does_not_come_to_judge_them(client, staff, student, advisor):
    page = change(client, advisor, role=Role.COMMITTEE)

    advisor.refresh_from_db()
    assert advisor.role == Role.ADVISOR
    assert "Ask a dean to give each of them another advisor first" in page


@pytest.mark.parametrize("role", [Role.DEAN, Role.COMMITTEE])
def test_a_new_role_is_free_for_who_advises_nobody_or_goes_on_advising(
    client, staff, student, advisor, school, role
):
    person = advisor if role == Role.DEAN else make_user(Role.ADVISOR, school)

    change(client, person, role=role)

    person.refresh_from_db()
    assert person.role == role


@pytest.fixture
def installer(client):
    installer = User.objects.create_superuser("installer@school.example", name="Installer")
    client.force_login(installer)
    return installer


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("advisor", "This person advises students there."),
        ("student", "This student has an advisor there."),
    ],
)
def test_nobody_moves_to_another_school_out_of_an_advisors_hands(
    client, installer, student, advisor, who, refusal
):
    person = {"advisor": advisor, "student": student.user}[who]

    page = change(client, person, school=make_school().pk)

    person.refresh_from_db()
    assert person.school == student.school
    assert refusal in page


def test_a_student_without_an_advisor_moves_with_the_record(client, installer, school):
    student, elsewhere = make_student(school), make_school()

    change(client, student.user, school=elsewhere.pk)

    student.refresh_from_db()
    assert student.school == student.user.school == elsewhere
    assert Standing.objects.get(student=student).school == elsewhere


def test_a_switched_off_account_is_said_in_the_caseload_until_it_is_on_again(
    client, staff, school, dean
):
    client.post(ADD, account(school))
    person = User.objects.get(email="new.student@school.example")

    change(client, person, is_active="")
    person.refresh_from_db()
    assert (person.is_active, person.student.standing.flags) == (False, ["account_off"])

    change(client, person)
    assert Standing.objects.get(student=person.student).flags == []


def test_accounts_are_switched_off_and_not_deleted(client, staff, school):
    person = make_user(Role.ADVISOR, school)

    assert client.get(reverse("admin:advising_user_delete", args=[person.pk])).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STAFF}))
def test_only_staff_open_the_admin(client, school, role):
    client.force_login(make_user(role, school))

    assert client.get(reverse("admin:index")).status_code in (302, 403)


def test_the_installer_does_not_exist_for_the_schools_staff(client, staff, school):
    installer = make_user(Role.STAFF, school, name="The installer", is_superuser=True)

    listed = client.get(reverse("admin:advising_user_changelist")).content.decode()
    opened = client.get(reverse("admin:advising_user_change", args=[installer.pk]))

    assert "The installer" not in listed
    assert opened.status_code == 302


def test_staff_do_not_set_the_password_of_a_dean(client, staff, school):
    dean = make_user(Role.DEAN, school)
    url = reverse("admin:auth_user_password_change", args=[dean.pk])

    answer = client.post(url, {"password1": "another-one", "password2": "another-one"})

    dean.refresh_from_db()
    assert answer.status_code == 403
    assert dean.check_password(PASSWORD)


def test_the_admin_has_no_login_page_of_its_own(client):
    answer = client.get(reverse("admin:login"), {"next": "/admin/students/"})

    assert answer.url == "/accounts/login/?next=/admin/students/"


def test_a_record_is_stored_in_no_cache(client, staff):
    answer = client.get(reverse("admin:index"))

    assert "no-store" in answer.headers["Cache-Control"]


def test_a_schools_policy_is_chosen_where_its_effect_is_shown(client, staff, school):
    address = reverse("admin:advising_school_change", args=[school.pk])

    kept = {"code": school.code, "time_zone": school.time_zone}
    client.post(address, kept | {"name": "Renamed", "policy_code": "x"})

    school.refresh_from_db()
    assert (school.name, school.policy_code) == ("Renamed", "")


def test_who_chooses_the_first_password_gets_a_link_for_it(client, staff, school, mailoutbox):
    page = client.get(ADD).content.decode()
    new = {"usable_password": "false", "password1": "", "password2": ""}
    client.post(ADD, account(school) | new)
    person = User.objects.get(email="new.student@school.example")
    client.logout()

    client.post(reverse("account_reset_password"), {"email": person.email})

    assert "They choose it themselves" in page
    assert "LDAP" not in page
    assert not person.has_usable_password()
    assert "/password/reset/key/" in mailoutbox[0].body


def test_staff_read_how_a_person_gets_a_password_and_see_none(client, staff, student):
    page = client.get(reverse("admin:advising_user_change", args=[student.user.pk]))

    words = page.content.decode()
    assert "Who has forgotten it gets a link for a new one by e-mail" in words
    assert "Untick it when somebody leaves" in words
    assert not {"pbkdf2", "algorithm", "Raw passwords"} & set(words.replace(":", " ").split())
