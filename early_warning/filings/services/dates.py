"""Periods and due days as the services need them."""

from datetime import date

from django.utils.translation import gettext as _

from core import clock
from core.deadlines.queries import due_date
from core.errors import InvalidInput
from early_warning.filings.catalogue import DatasetKind, kind_of
from early_warning.filings.periods import Period


def dataset_of(code: str) -> DatasetKind:
    """The dataset of this code. Raises InvalidInput for one the catalogue does not have."""
    try:
        return kind_of(code)
    except KeyError as error:
        raise InvalidInput(
            _("The catalogue has no dataset “%(code)s”.") % {"code": code},
            field="kind",
            cure=_("Choose one of the catalogue."),
        ) from error


def period_of(text: str) -> Period:
    """The period so written. Raises InvalidInput when it is none, or has not begun yet."""
    try:
        period = Period.parse(text)
    except ValueError as error:
        raise InvalidInput(
            _("“%(text)s” is not a period.") % {"text": text[:20]},
            field="period",
            cure=_("Write a quarter such as 2026Q1, or a month such as 2026M03."),
        ) from error
    if period.start > clock.today():
        raise InvalidInput(
            _("The period %(period)s has not begun yet.") % {"period": period},
            field="period",
            cure=_("Choose a period that has begun."),
        )
    return period


def due_day(kind: DatasetKind, period: Period) -> date:
    """The last day to file this dataset for this period (handbook D44: 10th working day after its end)."""
    return due_date(kind.due_rule, period.end)


def retained_until(kind: DatasetKind, period: Period) -> date:
    """The last day that rows of this period are kept (handbook R31)."""
    return date(period.end.year + kind.retention_years, 12, 31)
