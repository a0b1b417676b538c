"""The student's own pages. None carries a student's id: the student is the person logged in."""

from django.urls import path

from students.attempts import views as attempts
from students.intake import views as intake
from students.start import views as start

app_name = "students"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("attempts/new/", attempts.attempt_create, name="attempt-create"),
    path("attempts/<uuid:public_id>/edit/", attempts.attempt_edit, name="attempt-edit"),
    path("intake/", intake.intake_overview, name="intake-overview"),
    path("intake/review/", intake.intake_review, name="intake-review"),
    path("intake/versions/<int:number>/", intake.intake_version, name="intake-version"),
    path("intake/<slug:step>/", intake.intake_step, name="intake-step"),
]
