"""The student's own pages. None carries a student's id: the student is the person logged in."""

from django.urls import path

from students.assessments import views as assessments

app_name = "students"
urlpatterns = [
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
