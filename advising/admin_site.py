"""The admin as staff see it: titled, and grouped by subject instead of by app."""

from functools import partial
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject

from advising.access import UserRequest


class AdvisingAdminSite(AdminSite):
    """Django's admin with its index grouped by each model admin's `index_group`, if it names one."""

    site_title = "Step 1 advising"
    site_header = "Step 1 advising"
    index_title = "Step 1 advising"
    enable_nav_sidebar = False  # the lists need the width; the index is one step away

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The one login page of the site, so that its throttle and second factor hold here too."""
        if cast(UserRequest, request).user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(
            request.GET.get("next", reverse("admin:index")), reverse("account_login")
        )

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The apps and their models; on the index, the models with a group under that group.

        Every page of the admin asks for the list, and only the indexes show it: it is made when
        it is read.
        """
        groups = partial(self._groups, request)
        app = partial(super().get_app_list, request, app_label)
        return cast(list[dict[str, Any]], SimpleLazyObject(app if app_label else groups))

    def _groups(self, request: HttpRequest) -> list[dict[str, Any]]:
        apps = super().get_app_list(request)
        groups: dict[str, dict[str, Any]] = {}
        for app in apps:
            for model in app["models"]:
                name = getattr(self.get_model_admin(model["model"]), "index_group", app["name"])
                group = groups.setdefault(name, {**app, "name": name, "models": []})
                group["models"].append(model)
        return sorted(groups.values(), key=lambda group: group["name"].lower())
