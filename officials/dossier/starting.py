"""What a reader of a dossier may start for the official: the menu of its page. Rooms above add their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.errors import Text
from core.scope import Viewer
from officials.people.models import Official


@dataclass(frozen=True)
class Start:
    """One entry: the form that is filled in for him, and the right that it needs."""

    label: Text
    address: Callable[[Official], str]
    permission: str


_starts: dict[str, Start] = {}


def start_link(key: str, label: Text, url_name: str, *args: Any, permission: str) -> None:
    """Offer the form at ``url_name`` to whoever holds ``permission``; what it opens it decides for itself again.

    The form gets him as ``?official=``.
    """
    _starts[key] = Start(label, lambda official: f"{reverse(url_name, args=args)}?official={official.pk}", permission)


def starts_for(official: Official, user: Viewer) -> list[tuple[Text, str]]:
    """(label, address) of what ``user`` may start, in the order in which the rooms offer it."""
    return [(start.label, start.address(official)) for start in _starts.values() if user.has_perm(start.permission)]
