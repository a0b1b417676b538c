"""The dean's and the advisors' pages. Another's student does not exist here."""

from django.urls import path

from advising.caseload import (
    attempt_views,
    calendar_views,
    file_views,
    forecast_views,
    hold_views,
    plan_views,
    views,
)

app_name = "caseload"
urlpatterns = [
    path("", views.student_list, name="student-list"),
    path("deadlines/", calendar_views.date_list, name="date-list"),
    path("forecasts/", forecast_views.forecast_list, name="forecast-list"),
    path("<uuid:public_id>/", file_views.student_detail, name="student-detail"),
    path("<uuid:public_id>/advisor/", file_views.student_advisor, name="student-advisor"),
    path("<uuid:public_id>/scores/", file_views.student_scores, name="student-scores"),
    path(
        "<uuid:public_id>/scores/<uuid:assessment_id>/verify/",
        file_views.score_verify,
        name="score-verify",
    ),
    path("<uuid:public_id>/dates/", file_views.student_dates, name="student-dates"),
    path("<uuid:public_id>/dates/lift/", hold_views.hold_lift, name="hold-lift"),
    path("<uuid:public_id>/dates/allow-sitting/", hold_views.sitting_allow, name="sitting-allow"),
    path(
        "<uuid:public_id>/dates/<slug:day>/extend/",
        hold_views.deadline_extend,
        name="deadline-extend",
    ),
    path(
        "<uuid:public_id>/dates/granted/<uuid:act_id>/take-back/",
        hold_views.act_take_back,
        name="act-take-back",
    ),
    path("<uuid:public_id>/dates/tasks/<uuid:task_id>/", hold_views.task_mark, name="task-mark"),
    path("<uuid:public_id>/attempts/new/", attempt_views.attempt_create, name="attempt-create"),
    path(
        "<uuid:public_id>/attempts/<uuid:attempt_id>/edit/",
        attempt_views.attempt_edit,
        name="attempt-edit",
    ),
    path(
        "<uuid:public_id>/attempts/<uuid:attempt_id>/withdraw/",
        attempt_views.attempt_withdraw,
        name="attempt-withdraw",
    ),
    path("<uuid:public_id>/plan/", plan_views.student_plan, name="student-plan"),
    path(
        "<uuid:public_id>/plan/versions/<int:before>/<int:after>/",
        plan_views.plan_diff,
        name="plan-diff",
    ),
    path("<uuid:public_id>/intake/", file_views.student_intake, name="student-intake"),
]
