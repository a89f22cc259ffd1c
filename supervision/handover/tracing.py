"""The timeline of M79: which head was in office when, what each was handed over, what each did. Facts, no judgement.

Rooms that know what heads did about problems register a source; its entries are shown beside the heads' own handovers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Text
from core.scope import Viewer
from core.spans import Span
from core.workflow.models import WorkflowModel
from core.workflow.queries import history_of
from officials.models import Official, Tenure
from supervision.handover.choices import Status
from supervision.handover.models import Handover, TraceBack


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that happened on a day: a signature, a plan, a check, a reply …"""

    on: date
    title: Text
    detail: str = ""
    url: str = ""


@dataclass
class HeadInOffice:
    """One head within the period. ``told_on``: the day he signed for this very problem; None if no list had it."""

    official: Official
    post: str
    span: Span
    running: bool
    received: Handover | None = None
    told_on: date | None = None
    deeds: list[Deed] = field(default_factory=list)


DeedSource = Callable[[TraceBack, Viewer], Iterable[Deed]]
_sources: dict[str, DeedSource] = {}


def deed_source(key: str, source: DeedSource) -> None:
    """Register ``source(trace, user)``: what was done about the problem, as far as ``user`` may know it."""
    _sources[key] = source


def heads_in(trace: TraceBack, user: Viewer) -> list[HeadInOffice]:
    """The heads of the period in order; days without a head stay empty, for a vacancy is normal."""
    period = Span(trace.first, trace.last)
    heads = [_head(tenure, period) for tenure in trace.head_tenures()]
    handovers = list(Handover.objects.filter(unit=trace.unit).exclude(status=Status.CANCELLED).select_related("tenure"))
    for head in heads:
        _receipts(head, trace, handovers)
    for deed in (deed for source in _sources.values() for deed in source(trace, user)):
        for head in heads:
            if head.span.first <= deed.on <= head.span.last:
                head.deeds.append(deed)
    for head in heads:
        head.deeds.sort(key=lambda deed: deed.on)
    return heads


def history_deeds(trace: TraceBack, user: Viewer) -> Iterator[Deed]:
    """What was done with the row that keeps the problem: the steps of its own course."""
    record: Any = trace.record
    if not isinstance(record, WorkflowModel) or not record_is_visible(record, user):
        return
    for line in history_of(record, user):
        yield Deed(
            on=timezone.localdate(line.at), title=line.label, detail=line.reason[:200], url=record.get_absolute_url()
        )


def record_is_visible(record: Any, user: Viewer) -> bool:
    return type(record).objects.visible_to(user).filter(pk=record.pk).exists()


def _head(tenure: Tenure, period: Span) -> HeadInOffice:
    run = Span(tenure.start, tenure.end or date.max).overlap(period) or period
    return HeadInOffice(tenure.official, tenure.post.name, run, tenure.end is None)


def _receipts(head: HeadInOffice, trace: TraceBack, handovers: list[Handover]) -> None:
    for handover in handovers:
        if handover.incoming_id == head.official.pk:
            head.received = handover
            if handover.signed_on is not None and _lists(handover, trace):
                head.told_on = handover.signed_on
            head.deeds += _taken(handover)
        elif handover.outgoing_id == head.official.pk:
            head.deeds += _given(handover)


def _lists(handover: Handover, trace: TraceBack) -> bool:
    """Whether the list had this problem: the same row, or the very item."""
    if trace.object_id is None:
        return trace.item_id is not None and handover.items.filter(pk=trace.item_id).exists()
    return handover.items.filter(content_type=trace.content_type_id, object_id=trace.object_id).exists()


def _taken(handover: Handover) -> Iterator[Deed]:
    url = handover.get_absolute_url()
    if handover.incoming_signed_at is not None and handover.signed_on is not None:
        detail = _("%(count)s problems on the list") % {"count": handover.items.count()}
        yield Deed(on=handover.signed_on, title=_("Took over by signature"), detail=detail, url=url)
    if handover.plan_on is not None:
        yield Deed(on=handover.plan_on, title=_("Submitted a rectification plan"), detail=handover.plan[:200], url=url)
    if handover.checked_on is not None:
        yield Deed(on=handover.checked_on, title=_("Check after 90 days"), detail=handover.check_result[:200], url=url)


def _given(handover: Handover) -> Iterator[Deed]:
    if handover.outgoing_signed_at is not None and handover.signed_on is not None:
        detail = handover.statement[:200] or _("without a statement")
        url = handover.get_absolute_url()
        yield Deed(on=handover.signed_on, title=_("Handed over by signature"), detail=detail, url=url)
