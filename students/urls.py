"""The student's own pages. None carries a student's id: the student is the person logged in."""

from django.urls import path

from students.assessments import views as assessments
from students.attempts import views as attempts
from students.dates import views as dates
from students.intake import views as intake
from students.questions import views as questions
from students.start import views as start

app_name = "students"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("dates/", dates.date_list, name="date-list"),
    path("attempts/new/", attempts.attempt_create, name="attempt-create"),
    path("attempts/<uuid:public_id>/edit/", attempts.attempt_edit, name="attempt-edit"),
    path("attempts/<uuid:public_id>/withdraw/", attempts.attempt_withdraw, name="attempt-withdraw"),
    path("intake/", intake.intake_overview, name="intake-overview"),
    path("intake/review/", intake.intake_review, name="intake-review"),
    path("intake/versions/<int:number>/", intake.intake_version, name="intake-version"),
    path("intake/<slug:step>/", intake.intake_step, name="intake-step"),
    path("questions/", questions.question_log, name="question-log"),
    path("assessments/", assessments.assessment_list, name="assessment-list"),
    path("assessments/new/", assessments.assessment_create, name="assessment-create"),
    path("assessments/<uuid:public_id>/", assessments.assessment_detail, name="assessment-detail"),
    path("assessments/<uuid:public_id>/edit/", assessments.assessment_edit, name="assessment-edit"),
    path(
        "assessments/<uuid:public_id>/delete/",
        assessments.assessment_delete,
        name="assessment-delete",
    ),
    path(
        "assessments/<uuid:public_id>/report/",
        assessments.assessment_report,
        name="assessment-report",
    ),
    path(
        "assessments/<uuid:public_id>/report/download/",
        assessments.assessment_report_download,
        name="assessment-report-download",
    ),
]
