"""The dean's and the advisors' pages. Another's student does not exist here."""

from django.urls import URLPattern

app_name = "caseload"
urlpatterns: list[URLPattern] = []
