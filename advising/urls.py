"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from advising import accounts, home

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("students.urls")),
    path("plan/", include("plans.urls")),
    path("caseload/", include("advising.caseload.urls")),
    path("accounts/email/", accounts.email_addresses),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
