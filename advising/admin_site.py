"""The admin as staff see it: titled, and grouped by subject instead of by app."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest


class AdvisingAdminSite(AdminSite):
    """Django's admin with its index grouped by each model admin's `index_group`, if it names one."""

    site_title = "Step 1 advising"
    site_header = "Step 1 advising"
    index_title = "Step 1 advising"
    enable_nav_sidebar = False  # the lists need the width; the index is one step away

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The apps and their models; on the index, the models with a group under that group."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        groups: dict[str, dict[str, Any]] = {}
        for app in apps:
            for model in app["models"]:
                name = getattr(self.get_model_admin(model["model"]), "index_group", app["name"])
                group = groups.setdefault(name, {**app, "name": name, "models": []})
                group["models"].append(model)
        return sorted(groups.values(), key=lambda group: group["name"].lower())
