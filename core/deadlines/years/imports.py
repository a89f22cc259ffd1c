"""The notice of a year as an import: a year is replaced as a whole, checked for completeness, and can be undone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from core.deadlines import calendar
from core.deadlines.models import CalendarDay
from core.deadlines.services import refuse_incomplete
from core.imports.columns import CellType, ImportColumn
from core.imports.kinds import ImportKind, Row
from core.scope import Viewer


class CalendarImport(ImportKind):
    """Rest days and working weekends of one or more years. Days of these years that the file leaves out go."""

    key = "calendar"
    label = gettext_lazy("Working calendar")
    help = gettext_lazy(
        "All rest days of the State Council's notice, the weekends among them too, and the weekends that are worked. "
        "A year is replaced as a whole."
    )
    model = CalendarDay
    permission = "core.change_calendarday"
    state_fields = ("date", "is_workday", "note")
    columns = (
        ImportColumn(
            name="date", headers=("日期", "Date"), type=CellType.DATE, required=True, key=True, sample="2099-01-01"
        ),
        ImportColumn(
            name="is_workday",
            headers=("是否上班", "Is workday"),
            type=CellType.YES_NO,
            required=True,
            help=gettext_lazy("No: a rest day. Yes: a weekend that is worked."),
            sample="否",
        ),
        ImportColumn(name="note", headers=("说明", "Note"), max_length=100, sample="元旦"),
    )

    def find(self, values: dict[str, Any], actor: Viewer) -> CalendarDay | None:
        return CalendarDay.objects.filter(date=values["date"]).first()

    def create(self, values: dict[str, Any], actor: Viewer) -> CalendarDay:
        return CalendarDay.objects.create(**values)

    def update(self, record: CalendarDay, values: dict[str, Any], actor: Viewer) -> CalendarDay:
        record.is_workday, record.note = values["is_workday"], values.get("note", record.note)
        record.save()
        return record

    def obsolete(self, rows: Sequence[Row], actor: Viewer) -> Iterable[CalendarDay]:
        days = {row.values["date"] for row in rows}
        years = {day.year for day in days}
        return list(CalendarDay.objects.filter(date__year__in=years).exclude(date__in=days))

    def complete(self, rows: Sequence[Row]) -> None:
        days = {row.values["date"]: row.values["is_workday"] for row in rows}
        for year in sorted({day.year for day in days}):
            refuse_incomplete(year, days)
        transaction.on_commit(calendar.forget)
