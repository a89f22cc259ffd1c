"""What waits: for the head, filings to confirm; for the liaison, datasets that are due, late, or were sent back."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.scope import Viewer
from core.workbench.registry import Todo, first_rows
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.models.states import FILE


def to_confirm(user: Viewer) -> Iterator[Todo]:
    """Filings of the head's own unit that somebody else filed."""
    rows = DataFiling.objects.waiting_for(user).without_details().select_related("unit")
    for filing in first_rows(rows):
        yield Todo(
            kind=gettext_lazy("Data filing"),
            title=_("Confirm %(dataset)s %(period)s: %(rows)s rows")
            % {"dataset": filing.dataset.label, "period": filing.period, "rows": f"{filing.row_count:,}"},
            url=filing.get_absolute_url(),
            action=gettext_lazy("Confirm and store"),
            unit=filing.unit.name,
            due=filing.due_on,
        )


def to_file(user: Viewer) -> Iterator[Todo]:
    """What the liaison's unit still owes, by due day."""
    if not user.has_perm(FILE):
        return
    for duty in first_rows(FilingDuty.objects.filter(unit_id=user.unit_id).open().select_related("unit")):
        yield Todo(
            kind=gettext_lazy("Data filing"),
            title=_("File %(dataset)s %(period)s") % {"dataset": duty.dataset.label, "period": duty.period},
            url=f"{reverse('filing-new')}?{urlencode({'kind': duty.kind, 'period': duty.period})}",
            action=gettext_lazy("File this"),
            unit=duty.unit.name,
            due=duty.due_on,
        )
