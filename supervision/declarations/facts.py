"""What stands out about a ceremony (HC-H2): facts with their figures, said to whoever reviews it. No verdict."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core import parameters
from supervision.declarations.choices import InspectionStatus, State
from supervision.declarations.parameters import DECLARATION


@dataclass(frozen=True)
class Fact:
    """``code`` is LATE, AFTER, OVER or LIMIT; the first three are what HC-H2 looks for."""

    code: str
    text: str


def tables_in_fact(ceremony: Any) -> int | None:
    """As reported afterwards or as seen by inspectors, whichever is more."""
    seen = ceremony.inspections.filter(status=InspectionStatus.DONE).values_list("tables_seen", flat=True)
    figures = [figure for figure in (*seen, ceremony.actual_tables) if figure is not None]
    return max(figures, default=None)


def facts_of(ceremony: Any) -> list[Fact]:
    """Everything that stands out; empty for a ceremony without anything, and for one that was called off."""
    if ceremony.status == State.CANCELLED:
        return []
    return [*_late(ceremony), *_after(ceremony), *_tables(ceremony)]


def _late(ceremony: Any) -> list[Fact]:
    if ceremony.on_time is not False:
        return []
    if ceremony.filed_on is None:
        return [Fact("LATE", _("Not filed; it was due by %(due)s.") % {"due": ceremony.file_by})]
    return [
        Fact("LATE", _("Filed on %(on)s; it was due by %(due)s.") % {"on": ceremony.filed_on, "due": ceremony.file_by})
    ]


def _after(ceremony: Any) -> list[Fact]:
    if ceremony.after_on_time is not False:
        return []
    due = {"due": ceremony.after_by, "on": ceremony.after_on}
    if ceremony.after_on is None:
        return [Fact("AFTER", _("The report afterwards is missing; it was due by %(due)s.") % due)]
    return [Fact("AFTER", _("Reported afterwards on %(on)s; it was due by %(due)s.") % due)]


def _tables(ceremony: Any) -> list[Fact]:
    # By the numbers of its own day (R28): a limit changed later makes no fact of what was in order.
    values = parameters.values(DECLARATION.key, as_of=ceremony.event_on)
    planned, actual = ceremony.planned_tables, tables_in_fact(ceremony)
    found = []
    if planned and actual is not None and actual > planned * values["over_ratio"]:
        text = _("%(actual)s tables in fact, %(planned)s filed.") % {"actual": actual, "planned": planned}
        found.append(Fact("OVER", text))
    most, limit = max(planned or 0, actual or 0), values["table_limit"]
    if most > limit:
        found.append(Fact("LIMIT", _("%(tables)s tables; the limit is %(limit)s.") % {"tables": most, "limit": limit}))
    return found
