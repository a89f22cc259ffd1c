"""How the rows of this floor's sources are found again, and who may open them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from core.scope import Viewer
from early_warning.ecology.entries.models import OfficeEntry
from early_warning.filings.models import FilingDuty
from early_warning.filings.queries import row_pages
from early_warning.notices.models import Notice
from officials.models import DutyDivision
from organization.units.models import Unit


def keys(rows: list[dict[str, Any]]) -> set[int]:
    return {int(row["key"]) for row in rows}


def _addresses(found: QuerySet) -> dict[int, str]:
    return {record.pk: record.get_absolute_url() for record in found}


def notices(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    return _addresses(Notice.objects.visible_to(user).filter(pk__in=keys(rows)))


def filings(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """Filed rows: each opens the rows of its filing; the page adds the number of the row."""
    return row_pages(keys(rows), user)


def filing_duties(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    return _addresses(FilingDuty.objects.visible_to(user).filter(pk__in=keys(rows)))


def duties(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """Intervals of the division of duties: for whoever sees the unit or works in it. They name an area and days."""
    units = Unit.objects.visible_to(user).values("pk")
    found = DutyDivision.objects.filter(pk__in=keys(rows))
    return _without_page(found.filter(Q(unit__in=units) | Q(unit_id=user.unit_id)))


def entries(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """Takings of office: for those who keep the register, and for the unit itself. They name a post and a day."""
    found = OfficeEntry.objects.filter(pk__in=keys(rows))
    seen = OfficeEntry.objects.visible_to(user).values("pk")
    return _without_page(found.filter(Q(pk__in=seen) | Q(tenure__post__unit_id=user.unit_id)))


def _without_page(found: QuerySet) -> dict[int, str]:
    return dict.fromkeys(found.values_list("pk", flat=True), "")
