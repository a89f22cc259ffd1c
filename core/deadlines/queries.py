"""When something is due, and how long is left."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.deadlines.calendar import add_months, period_end, work_calendar
from core.deadlines.models import DeadlineRule, Direction, Unit
from core.errors import InvalidInput
from core.remembering import remembered_by


def deadline_rule(code: str, as_of: dt.date | None = None) -> DeadlineRule:
    """The version of rule ``code`` in force on ``as_of`` (default: today). ``InvalidInput`` without one."""
    day = as_of or clock.today()
    versions = remembered_by("deadline rules", code, DeadlineRule.objects.all(), "code")
    rule = next((row for row in versions if row.holds_on(day)), None)
    if rule is None:
        raise InvalidInput(
            _("No deadline rule %(code)s is in force on %(day)s.") % {"code": code, "day": day},
            cure=_("An administrator gives the rule a version for that day."),
        )
    return rule


def due_date(code: str, start: dt.date, as_of: dt.date | None = None) -> dt.date:
    """The day on which rule ``code`` is due for an event on ``start``; the last day of the period.

    The version in force when the event happened counts, unless ``as_of`` names another day. Raises
    ``InvalidInput`` without a version, ``CalendarYearUnknown`` where the working days are not known yet.
    """
    return rule_due(deadline_rule(code, as_of or start), start)


def rule_due(rule: DeadlineRule, start: dt.date, *, extended: bool = False) -> dt.date:
    """The due day by one version of a rule; ``extended`` adds the longest extension that the rule allows."""
    amount = rule.amount + (rule.extension if extended else 0)
    due = _count(rule, start, amount)
    return work_calendar().roll_forward(due) if rule.roll else due


def working_days_left(due: dt.date, today: dt.date | None = None) -> int:
    """Working days from today to ``due``: 0 on the day itself, negative once it is overdue."""
    return work_calendar().workdays_between(today or clock.today(), due)


def term_in_words(rule: DeadlineRule) -> str:
    """The length of a rule for a reader, with direction and longest extension."""
    if rule.unit == Unit.DATE:
        return rule.month_day
    words = f"{rule.amount} {rule.get_unit_display()}"
    if rule.direction == Direction.BEFORE:
        words = _("%(term)s before the event") % {"term": words}
    return f"{words} (+{rule.extension})" if rule.extension else str(words)


# Official wording of documents; it does not follow the reader's language.
ON_PAPER = {Unit.CALENDAR_DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年"}


def term_on_paper(rule: DeadlineRule) -> str:
    """The length of a rule as documents write it: "10个工作日", "30日", "1个月"; of a day in the year "1月31日"."""
    if rule.unit == Unit.DATE:
        month, day = map(int, rule.month_day.split("-"))
        return f"{month}月{day}日"
    return f"{rule.amount}{ON_PAPER[Unit(rule.unit)]}"


def _count(rule: DeadlineRule, start: dt.date, amount: int) -> dt.date:
    if rule.unit == Unit.DATE:
        return _next_date(rule.month_day, start)
    before = rule.direction == Direction.BEFORE
    if rule.unit == Unit.WORKING_DAY:
        calendar = work_calendar()
        return (calendar.subtract_workdays if before else calendar.add_workdays)(start, amount)
    signed = -amount if before else amount
    if rule.unit == Unit.CALENDAR_DAY:
        return start + dt.timedelta(days=signed)
    months = signed * (12 if rule.unit == Unit.YEAR else 1)
    if rule.inclusive_start:
        return period_end(start, months, inclusive_start=True)
    return add_months(start, months)


def _next_date(month_day: str, start: dt.date) -> dt.date:
    """The first ``month_day`` ("01-31") on or after ``start``."""
    month, day = map(int, month_day.split("-"))
    due = dt.date(start.year, month, day)
    return due if due >= start else dt.date(start.year + 1, month, day)
