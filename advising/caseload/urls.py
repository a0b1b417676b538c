"""The dean's and the advisors' pages. Another's student does not exist here."""

from django.urls import path

from advising.caseload import views

app_name = "caseload"
urlpatterns = [
    path("", views.student_list, name="student-list"),
]
