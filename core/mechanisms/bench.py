"""What of a mechanism waits for whom, and what of it the search box finds."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django_fsm import Transition

from core.mechanisms.filters import filterset_for
from core.mechanisms.registry import Mechanism
from core.scope import Viewer
from core.search import Hit
from core.workbench.registry import Todo, first_rows
from core.workflow.queries import status_field, transitions_from, why_refused


def todos_of(mechanism: Mechanism) -> Callable[[Viewer], Iterator[Todo]]:
    """The to-dos of a user: each record whose main step he may take now. One query for the records."""

    def rows(user: Viewer) -> Iterator[Todo]:
        states = _states_that_wait(mechanism, user)
        if not states:
            return
        seen = mechanism.waiting(mechanism.rows(user).filter(status__in=states), user)
        seen = seen.prefetch_related(*mechanism.step_needs)
        for record in first_rows(seen.order_by(F("due_on").asc(nulls_last=True), "pk")):
            found = _step_for(record, user)
            if found is not None:
                yield _todo(mechanism, record, found)

    return rows


def counter_of(mechanism: Mechanism) -> Callable[[Viewer], int]:
    """How many records wait for a user."""
    rows = todos_of(mechanism)
    return lambda user: sum(1 for _todo in rows(user))


def _states_that_wait(mechanism: Mechanism, user: Viewer) -> list[str]:
    """States from which a main step leads that the user's role allows; asked without the database."""
    by_state: dict[str, bool] = defaultdict(bool)
    for found in status_field(mechanism.model).get_all_transitions(mechanism.model):
        allowed = not isinstance(found.permission, str) or user.has_perm(found.permission)
        by_state[str(found.source)] |= bool(found.custom.get("todo") and allowed and not found.custom.get("hidden"))
    return [state for state, waits in by_state.items() if waits]


def _step_for(record: Any, user: Viewer) -> Transition | None:
    main = (one for one in transitions_from(record) if one.custom.get("todo") and not one.custom.get("hidden"))
    return next((one for one in main if not why_refused(record, one, user, guarded=False)), None)


def _todo(mechanism: Mechanism, record: Any, found: Transition) -> Todo:
    unit = getattr(record, "unit", None)
    return Todo(
        kind=f"{capfirst(mechanism.model._meta.verbose_name)} · {record.get_status_display()}",
        title=str(record),
        url=record.get_absolute_url(),
        action=found.custom["label"],
        unit=str(unit or ""),
        due=record.due_on,
    )


def finder_of(mechanism: Mechanism) -> Callable[[Viewer, str, int], list[Hit]]:
    """What the one search box finds: the rows of the list's own search."""
    filterset = filterset_for(mechanism)

    def find(user: Viewer, text: str, limit: int) -> list[Hit]:
        if not mechanism.opens_for(user):
            return []
        found = filterset(data={"q": text}, queryset=mechanism.rows(user)).qs[:limit]
        return [Hit(str(row), row.get_absolute_url(), _detail(row)) for row in found]

    return find


def _detail(row: Any) -> str:
    number = getattr(row, "doc_no", "") or ""
    words = [number if number not in str(row) else "", getattr(row, "unit", "")]
    return " · ".join(str(word) for word in [*words, row.get_status_display()] if word)
