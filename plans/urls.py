"""The plan's pages, for the student whose plan it is."""

from django.urls import URLPattern

app_name = "plans"
urlpatterns: list[URLPattern] = []
