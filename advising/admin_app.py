"""Makes our admin site the one that `@admin.register` registers with."""

from django.contrib.admin.apps import AdminConfig


class AdvisingAdminConfig(AdminConfig):
    default_site = "advising.admin_site.AdvisingAdminSite"
