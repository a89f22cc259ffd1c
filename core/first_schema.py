"""The first schema of an app in one operation.

Of each model that a migration creates Django makes all models known so far anew: with some 150 of them that is most of
the time it takes to set up an empty database. Here they are all made once, when the last one is known.
"""

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Create the tables of ``models``, which may refer to one another. Only for the first migration of an app."""

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Note the models; whatever was made of the former ones is forgotten, and made anew when it is asked for."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, _from_state: Any, to_state: Any) -> None:
        """Make the tables."""
        for model in self._allowed(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, _to_state: Any) -> None:
        """Take the tables away, the last one first."""
        for model in reversed(self._allowed(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def _allowed(self, app_label: str, schema_editor: Any, state: Any) -> list[Any]:
        models = [state.apps.get_model(app_label, model.name) for model in self.models]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]

    def describe(self) -> str:
        """For ``migrate`` and ``sqlmigrate``."""
        return f"Create {len(self.models)} models"
