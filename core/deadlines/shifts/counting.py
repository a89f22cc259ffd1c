"""How far a due day moves. Pure: days in, a day out (handbook 2.4, calendar rule 5)."""

import datetime as dt

from core.deadlines.models import DeadlineRule, Unit
from core.deadlines.months import ONE_DAY, add_months
from core.deadlines.workcalendar import WorkCalendar


def resumed(
    due: dt.date, start: dt.date, end: dt.date, calendar: WorkCalendar, *, working: bool, rolls: bool = False
) -> dt.date:
    """The due day after the counting stood still from ``start`` to ``end``, both included.

    What was left of the term on ``start`` is counted on from the day after ``end``: working days where the term
    counts them, else calendar days. Never earlier than ``due``. Raises ValueError when it was due before ``start``.
    """
    if due < start or end < start:
        raise ValueError("A term is suspended before it is due, for at least one day.")
    before = start - ONE_DAY
    if working:
        moved = calendar.add_workdays(end, calendar.workdays_between(before, due))
    else:
        moved = end + (due - before)
    return max(due, calendar.roll_forward(moved) if rolls else moved)


def prolonged(due: dt.date, amount: int, unit: str, calendar: WorkCalendar) -> dt.date:
    """``due`` and ``amount`` more of ``unit``."""
    if unit == Unit.WORKING_DAY:
        return calendar.add_workdays(due, amount)
    if unit in (Unit.MONTH, Unit.YEAR):
        return add_months(due, amount * (12 if unit == Unit.YEAR else 1))
    return due + dt.timedelta(days=amount)


def counts_working_days(rule: DeadlineRule | None) -> bool:
    """Whether a suspension of the term stops working days; without a rule calendar days are counted."""
    return rule is not None and rule.unit == Unit.WORKING_DAY
