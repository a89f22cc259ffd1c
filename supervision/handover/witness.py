"""R15, earlier witness: whoever supervised a handover (监交人) does not judge what became of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.scope import Viewer
from officials.recusal import Recusal
from supervision.handover.choices import Status
from supervision.handover.models import Handover, TraceBack


def supervised_before(record: Any, user: Viewer, step: str) -> Iterator[Recusal]:
    """A matter rule of ``officials.recusal``: bars completion, and conclusion and approval of a tracing."""
    if _supervised(record, user, step):
        yield Recusal(_("You supervised the handover and are its witness."), label=_("earlier witness"))


def _supervised(record: Any, user: Viewer, step: str) -> bool:
    if isinstance(record, Handover):
        return step == "complete" and record.supervisor_id == user.pk
    if not isinstance(record, TraceBack) or step not in ("conclude", "approve"):
        return False
    meant = Q(unit=record.unit_id, tenure__start__range=(record.first, record.last))
    if record.item is not None:
        meant |= Q(pk=record.item.handover_id)
    return Handover.objects.filter(meant, supervisor=user).exclude(status=Status.CANCELLED).exists()
