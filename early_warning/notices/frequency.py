"""R37: how many papers reach one person in a short time. Rooms above register theirs too: one limit for all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from core import clock, parameters
from early_warning.notices.parameters import NOTICE

# count(person, since, but): papers to ``person`` approved since then, the record ``but`` not among them.
Count = Callable[[Any, datetime, Any], int]
_counts: dict[str, Count] = {}


def counted(key: str, count: Count) -> None:
    """Register a kind of paper that counts against the limit."""
    _counts[key] = count


def recent_papers(person: Any, paper: Any) -> int:
    """Papers that reached (or are approved for) ``person`` in the window, ``paper`` itself among them."""
    if person is None:
        return 1
    since = clock.start_of(clock.today() - timedelta(days=parameters.values(NOTICE.key)["harassment_days"]))
    return 1 + sum(count(person, since, paper) for count in _counts.values())


def too_many(person: Any, paper: Any) -> bool:
    """Whether ``paper`` needs the sign-off of a deputy."""
    return recent_papers(person, paper) >= parameters.values(NOTICE.key)["harassment_count"]
