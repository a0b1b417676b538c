"""The plan's pages, for the student whose plan it is."""

from datetime import date

from django.urls import path, register_converter

from plans.views import days, plan, replan, versions


class DayConverter:
    """A day in an address: 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")

app_name = "plans"
urlpatterns = [
    path("", plan.plan_detail, name="plan-detail"),
    path("today/", days.today, name="today"),
    path("days/", days.day_list, name="day-list"),
    path("days/<day:on>/halve/", days.day_halve, name="day-halve"),
    path("days/<day:on>/log/", days.day_log, name="day-log"),
    path("days/<day:on>/blocks/<int:position>/log/", days.block_log, name="block-log"),
    path(
        "days/<day:on>/blocks/<int:position>/take-back/",
        days.block_take_back,
        name="block-take-back",
    ),
    path("week/", plan.week, name="week"),
    path("new/", plan.plan_create, name="plan-create"),
    path("replan/", replan.replan, name="replan"),
    path("what-if/", replan.what_if, name="what-if"),
    path("versions/", versions.version_list, name="version-list"),
    path("versions/<int:version>/", versions.plan_version, name="plan-version"),
    path("versions/<int:version>/propose/", plan.plan_propose, name="plan-propose"),
    path("versions/<int:version>/restore/", versions.version_restore, name="version-restore"),
    path("versions/<int:before>/<int:after>/", versions.version_diff, name="version-diff"),
]
