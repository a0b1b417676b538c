"""An operation of migrations: many tables at once."""

from __future__ import annotations

from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Create tables as so many CreateModel would, but put the models together once for all.

    After each CreateModel, Django puts together anew whatever hangs together with its model:
    in the end almost every model of the project, once for every table.
    """

    category = OperationCategory.ADDITION

    def __init__(self, *models: CreateModel) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # the cached property: the next to ask for it gets all
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, *where: Any) -> None:
        for model in self.models:
            model.database_forwards(*where)

    def database_backwards(self, *where: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(*where)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"
