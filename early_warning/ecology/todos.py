"""What of the political ecology waits for whom."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Text
from core.scope import Viewer
from core.workbench.registry import Todo, first_rows
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.models import EcologyAssessment, Status
from early_warning.ecology.models.states import ASSESS, RESPOND, SIGN

# A band triggers an assessment meeting, nothing else (3.1 rule 7): only these two ask the office for one.
MEETING_BANDS = (Band.WATCH, Band.FOCUS)


def waiting(user: Viewer) -> Iterator[Todo]:
    """To-dos of ``user``: one query for each role he has."""
    rows = EcologyAssessment.objects.visible_to(user).live().select_related("unit").order_by("unit__code")
    if user.has_perm(ASSESS):
        latest = rows.filter(status=Status.CALCULATED, band__in=MEETING_BANDS, replaced_by=None)
        newest = rows.order_by("-period").values_list("period", flat=True).first()
        yield from _todos(latest.filter(period=newest), _("Assess"))
        yield from _todos(rows.filter(status__in=(Status.OPINION, Status.MEETING, Status.SIGNED)), _("Go on"))
        yield from _todos(rows.filter(status=Status.RESPONDED, recalculation_asked=True), _("Answer"))
    if user.has_perm(SIGN):
        yield from _todos(rows.filter(status=Status.RESPONDED), _("Sign"))
    if user.has_perm(RESPOND) and user.unit_id:
        yield from _todos(rows.filter(status=Status.CONSULTED, unit_id=user.unit_id), _("Respond"))


def _todos(rows: QuerySet[EcologyAssessment], action: Text) -> Iterator[Todo]:
    for row in first_rows(rows):
        yield Todo(
            kind=_("Political ecology"),
            title=f"{row.period_label} · {row.get_band_display()}",
            url=row.get_absolute_url(),
            action=action,
            unit=str(row.unit),
            due=row.due_on,
        )
