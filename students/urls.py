"""The student's own pages. None carries a student's id: the student is the person logged in."""

from django.urls import URLPattern

app_name = "students"
urlpatterns: list[URLPattern] = []
