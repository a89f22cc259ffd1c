"""Document numbers: 云纪警〔2026〕1号, without gaps, allocated where the document is approved (handbook 5.2)."""

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from core import clock
from core.documents.models import AllocatedNumber, NumberSeries
from core.errors import Conflict, InvalidInput
from core.scope import Viewer


def number_allocate(
    *, series: str, year: int | None = None, owner: Model | None = None, actor: Viewer | None = None
) -> str:
    """The next number of ``series``, for instance "云纪警〔2026〕1号".

    Belongs into the transaction that uses the number: the series stays locked until that one ends, and when it rolls
    back the number is free again. An owner that already holds a live number of the series gets that one. ``year`` is
    the current business year unless given. Raises ``RuntimeError`` outside a transaction (a mistake of the caller).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number is allocated inside the transaction that uses it.")
    row = _next(series, year or clock.today().year)
    held = _held_by(row, owner)
    if held is not None:
        NumberSeries.objects.filter(pk=row.pk).update(last_number=F("last_number") - 1)
        return held.text
    text = f"{row.prefix}〔{row.year}〕{row.last_number}号"
    AllocatedNumber.objects.create(
        series=row,
        number=row.last_number,
        text=text,
        owner=owner,
        allocated_at=clock.now(),
        allocated_by=actor if getattr(actor, "pk", None) else None,
    )
    return text


@transaction.atomic
def number_cancel(*, text: str, actor: Viewer, reason: str) -> AllocatedNumber:
    """Give up a number: it stays listed with its reason and is never given again.

    Raises ``InvalidInput`` without a reason, ``Conflict`` when it is cancelled already or unknown.
    """
    if not reason.strip():
        raise InvalidInput(_("Cancelling a number needs a reason."), field="reason")
    cancelled = AllocatedNumber.objects.filter(text=text, cancelled_at__isnull=True).update(
        cancelled_at=clock.now(), cancelled_by=actor, cancel_reason=reason.strip()
    )
    if not cancelled:
        raise Conflict(_("The number %(number)s is not in use.") % {"number": text})
    return AllocatedNumber.objects.get(text=text)


def _next(prefix: str, year: int) -> NumberSeries:
    """Raise the series by one and read it back. The UPDATE is the lock, on PostgreSQL (row) and SQLite (file) alike."""
    series = NumberSeries.objects.filter(prefix=prefix, year=year)
    while not series.update(last_number=F("last_number") + 1):
        try:
            with transaction.atomic():
                NumberSeries.objects.create(prefix=prefix, year=year)
        except IntegrityError:  # somebody opened the series at the same moment: take the next number of theirs
            continue
    return series.get()


def _held_by(series: NumberSeries, owner: Model | None) -> AllocatedNumber | None:
    if owner is None:
        return None
    return AllocatedNumber.objects.filter(
        series=series,
        content_type=ContentType.objects.get_for_model(owner),
        object_id=owner.pk,
        cancelled_at__isnull=True,
    ).first()
