"""The plan's pages, for the student whose plan it is."""

from django.urls import path

from plans import views

app_name = "plans"
urlpatterns = [
    path("", views.plan_detail, name="plan-detail"),
    path("today/", views.today, name="today"),
    path("week/", views.week, name="week"),
    path("new/", views.plan_create, name="plan-create"),
    path("versions/", views.version_list, name="version-list"),
    path("versions/<int:version>/", views.plan_version, name="plan-version"),
    path("versions/<int:version>/propose/", views.plan_propose, name="plan-propose"),
]
