"""R18: what the three administrators may see of a database, asked of every scoped model."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from core.scope import ScopedQuerySet
from organization.models import User

# What the three work with: accounts, units, parameters, the trail, deliveries without facts, documents' numbers.
THEIRS = {"core", "organization"}
PARAMETERS = {"warnings.checkmodel", "warnings.modelstanding", "warnings.rulebasis", "warnings.checkmodelversion"}
BUSINESS_IN_CORE = {"core.issueddocument", "core.attachment", "organization.feedback"}


def scoped_models() -> Iterator[Any]:
    for model in apps.get_models():
        manager = getattr(model, "objects", None)
        if manager is not None and isinstance(manager.all(), ScopedQuerySet):
            yield model


def business_seen_by(login: str) -> dict[str, int]:
    """Label of the model and how many of its rows this account sees, for all business models with any."""
    user, seen = User.objects.get(username=login), {}
    for model in scoped_models():
        label = model._meta.label_lower
        admin = label.split(".")[0] in THEIRS and label not in BUSINESS_IN_CORE
        if not admin and label not in PARAMETERS and (count := model.objects.visible_to(user).count()):
            seen[label] = count
    return seen


def filled_models() -> set[str]:
    return {model._meta.label_lower for model in scoped_models() if model.objects.exists()}
