from collections.abc import Callable
from typing import Any

from django.db.models import Model

from core.outbox.models import Delivery

GivenUp = Callable[[Delivery], None]
_given_up: dict[type[Model], GivenUp] = {}


def on_given_up(model: type[Model], tell: GivenUp) -> None:
    """``tell(delivery)`` runs once when a mail about a ``model`` record cannot be delivered: a person must act."""
    _given_up[model] = tell


def teller_of(owner: Any) -> GivenUp | None:
    return _given_up.get(type(owner)._meta.concrete_model) if owner is not None else None
