"""Who wants to hear that somebody took up or left a post. Floors above register in ``AppConfig.ready``."""

from collections.abc import Callable
from datetime import date

from officials.tenures.models import Tenure

# Called in the transaction of the change with the tenure and the first day on which the post is held differently.
Listener = Callable[[Tenure, date], None]
_listeners: dict[str, Listener] = {}


def on_post_change(key: str, listener: Listener) -> None:
    """Register ``listener``; a later call under the same key replaces it."""
    _listeners[key] = listener


def post_changed(tenure: Tenure, day: date) -> None:
    for key in sorted(_listeners):
        _listeners[key](tenure, day)
