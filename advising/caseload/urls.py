"""The dean's and the advisors' pages. Another's student does not exist here."""

from django.urls import path

from advising.caseload import file_views, views

app_name = "caseload"
urlpatterns = [
    path("", views.student_list, name="student-list"),
    path("<uuid:public_id>/", file_views.student_detail, name="student-detail"),
    path("<uuid:public_id>/advisor/", file_views.student_advisor, name="student-advisor"),
    path("<uuid:public_id>/scores/", file_views.student_scores, name="student-scores"),
    path(
        "<uuid:public_id>/scores/<uuid:assessment_id>/verify/",
        file_views.score_verify,
        name="score-verify",
    ),
    path("<uuid:public_id>/dates/", file_views.student_dates, name="student-dates"),
    path("<uuid:public_id>/plan/", file_views.student_plan, name="student-plan"),
    path("<uuid:public_id>/intake/", file_views.student_intake, name="student-intake"),
]
