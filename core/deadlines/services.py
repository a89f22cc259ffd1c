"""Changing the calendar and the rules: always a new version or a complete year, never a silent edit."""

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.deadlines import calendar
from core.deadlines.models import BasisTag, CalendarDay, DeadlineRule
from core.deadlines.workcalendar import missing_rest_days
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer

ONE_DAY = dt.timedelta(days=1)
WORKED = dict.fromkeys(("1", "true", "yes", "是"), True) | dict.fromkeys(("0", "false", "no", "否"), False)


@dataclass(frozen=True)
class DayRow:
    """One line of a holiday notice."""

    date: dt.date
    is_workday: bool
    note: str = ""


def day_rows_read(file: IO[str]) -> list[DayRow]:
    """The lines of a CSV ``date,is_workday,note``. Raises ``InvalidInput`` naming line, value and cure."""
    rows = []
    for line, record in enumerate(csv.DictReader(file), start=2):
        try:
            day = dt.date.fromisoformat((record.get("date") or "").strip())
            worked = WORKED[(record.get("is_workday") or "").strip().lower()]
        except (ValueError, KeyError) as error:
            raise InvalidInput(
                _("Line %(line)d cannot be read: %(value)s") % {"line": line, "value": error},
                cure=_("Each line is date,is_workday,note: 2027-01-01,0,New Year's Day."),
            ) from error
        rows.append(DayRow(day, worked, (record.get("note") or "").strip()))
    return rows


@transaction.atomic
def calendar_import(*, rows: Iterable[DayRow]) -> list[int]:
    """Replace the years that ``rows`` speak of; the years written.

    A year must be complete (the fixed statutory days and 13 rest days), else it would be half a guess:
    ``InvalidInput``.
    """
    days = {row.date: row for row in rows}
    years = sorted({day.year for day in days})
    if not years:
        raise InvalidInput(_("The file has no days."), cure=_("Give the rest days and working weekends of a year."))
    for year in years:
        refuse_incomplete(year, {day: row.is_workday for day, row in days.items()})
    CalendarDay.objects.filter(date__year__in=years).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=row.date, is_workday=row.is_workday, note=row.note) for row in days.values()
    )
    calendar.forget()
    transaction.on_commit(calendar.forget)
    return years


def refuse_incomplete(year: int, days: dict[dt.date, bool]) -> None:
    """Raise ``InvalidInput`` when ``days`` lack what every notice lists for ``year``."""
    missing = missing_rest_days(days, year)
    if missing:
        raise InvalidInput(
            _("The calendar of %(year)d is not complete: %(missing)s.") % {"year": year, "missing": ", ".join(missing)},
            cure=_("Give all rest days of the State Council's notice, the weekends among them too."),
        )


def refuse_law(rule: DeadlineRule) -> None:
    """Raises Conflict for a rule that the law sets (V-LAW)."""
    if rule.basis_tag == BasisTag.V_LAW:
        raise Conflict(_("The law sets this deadline."), cure=_("It changes with a release of the software."))


@transaction.atomic
def deadline_rule_revise(
    *, code: str, effective_from: dt.date, proposed_by: Viewer, approved_by: Viewer, **changes: Any
) -> DeadlineRule:
    """Close the open version of ``code`` the day before ``effective_from`` and open one with ``changes``.

    What an approved proposal brings about (``core.parameters``); nothing else calls it. Another basis has to be
    checked anew. Raises ``Conflict`` for a rule that the law sets and for a day not after the open version's first.
    """
    rule = DeadlineRule.objects.select_for_update(of=("self",)).get(code=code, effective_to__isnull=True)
    refuse_law(rule)
    if effective_from <= rule.effective_from:
        raise Conflict(
            _("The rule has a version from %(day)s on.") % {"day": rule.effective_from},
            cure=_("A new version starts after that day."),
        )
    if (changes.get("basis_text", rule.basis_text), changes.get("basis_tag", rule.basis_tag)) != (
        rule.basis_text,
        rule.basis_tag,
    ):
        changes |= {"basis_checked": False, "basis_checked_by": None, "basis_checked_at": None}
    DeadlineRule.objects.filter(pk=rule.pk).update(effective_to=effective_from - ONE_DAY)
    rule.pk, rule._state.adding = None, True
    people = {"proposed_by": proposed_by, "approved_by": approved_by}
    for name, value in (changes | people | {"effective_from": effective_from}).items():
        setattr(rule, name, value)
    rule.full_clean(validate_unique=False, validate_constraints=False)
    rule.save(force_insert=True)
    return rule


@transaction.atomic
def deadline_basis_check(*, rule: DeadlineRule, checked: bool, actor: Viewer) -> DeadlineRule:
    """Tick (or take back) that somebody has read the source: only then a GK basis is printed. The trail keeps who did.

    Raises NotAllowed without the right, InvalidInput for a rule that names no basis.
    """
    if not actor.has_perm("core.check_deadlinerule"):
        raise NotAllowed(_("Your role may not do this."))
    row = DeadlineRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if not row.basis_text:
        raise InvalidInput(_("The rule names no basis."), cure=_("Propose a version with its basis first."))
    row.basis_checked = checked
    row.basis_checked_by, row.basis_checked_at = (actor, clock.now()) if checked else (None, None)
    row.save(update_fields=["basis_checked", "basis_checked_by", "basis_checked_at"])
    return row
