"""Addresses of the reference pages in the admin."""

from django.contrib import admin
from django.urls import reverse

from students.admin.base import ReferenceAdmin

REFERENCE_ADMINS = sorted(
    (row for row in admin.site._registry.values() if isinstance(row, ReferenceAdmin)),
    key=lambda row: row.opts.model_name,
)


def page(name, *args, model="passingstandard"):
    return reverse(f"admin:students_{model}_{name}", args=args)


def policy_page(name, *args):
    return page(name, *args, model="policy")
