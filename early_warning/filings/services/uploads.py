"""Starting a filing: the upload is taken in, looked at, and given a first mapping. What is refused leaves nothing."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.audit.models import AuditEvent
from core.audit.services import event_record
from core.errors import Conflict, NotAllowed
from core.reading.forbidden import refuse_forbidden
from core.reading.receiving import Received, receive
from core.reading.refusals import FileRefused
from core.reading.source import Source, open_source
from core.reading.working_copy import remove_with_copies
from early_warning.filings.catalogue import DatasetKind
from early_warning.filings.mapping.guess import guess_plan, known_headers
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling, FilingMapping, FilingStatus
from early_warning.filings.models.states import FILE
from early_warning.filings.periods import Period
from early_warning.filings.services.dates import dataset_of, due_day, period_of, retained_until
from early_warning.filings.services.sample import sample_of
from early_warning.filings.storage.places import incoming
from organization.models import Unit


def refuse_other_units(actor: Any, unit: Unit) -> None:
    """Raise NotAllowed unless ``actor`` files for his own unit."""
    if actor.has_perm(FILE) and actor.unit_id == unit.pk:
        return
    raise NotAllowed(
        _("You may not file data for this unit."), cure=_("The unit's own liaison files its data."), field="unit"
    )


def filing_start(*, unit: Unit, kind: str, period: str, name: str, chunks: Iterable[bytes], actor: Any) -> DataFiling:
    """Take an upload in and open it. Raises FileRefused, NotAllowed or InvalidInput; then nothing is kept."""
    dataset, when = dataset_of(kind), period_of(period)
    refuse_other_units(actor, unit)
    received: Received | None = None
    try:
        received = receive(chunks, incoming())
        return _start(unit, dataset, when, name, received, actor)
    except FileRefused as refusal:
        event_record(
            event=AuditEvent.REFUSED, obj=DataFiling, actor=actor, unit=unit.code, kind=kind, reason=refusal.reason
        )
        raise
    finally:
        # A started filing has given the upload its own name; what is still here belongs to nobody.
        if received is not None:
            received.discard()


def _start(unit: Unit, dataset: DatasetKind, period: Period, name: str, received: Received, actor: Any) -> DataFiling:
    _refuse_known_file(unit, dataset, received.sha256)
    source = open_source(received.path, name=name, known=known_headers(dataset))
    refuse_forbidden(source.headers)
    plan = first_plan(unit, dataset, source)
    sample = sample_of(source)
    kept = received.path.with_suffix(".filing")
    with transaction.atomic():
        filing = DataFiling.objects.create(
            unit=unit,
            kind=dataset.code,
            period=str(period),
            due_on=due_day(dataset, period),
            file_name=name[-200:],
            source_size=received.size,
            source_sha256=received.sha256,
            upload=kept.name,
            sample=sample,
            plan=plan.to_json(),
            schema_version=dataset.schema_version,
            submitter=actor,
            uploaded_at=clock.now(),
            legal_basis=f"{dataset.legal_basis} [{dataset.basis_tag}]",
            retain_until=retained_until(dataset, period),
        )
        received.path.rename(kept)
    return filing


def first_plan(unit: Unit, dataset: DatasetKind, source: Source) -> MappingPlan:
    """The unit's own saved mapping if one fits this file, else the best guess."""
    saved = FilingMapping.objects.filter(unit=unit, kind=dataset.code).fitting(list(source.headers))
    return saved.as_plan() if saved else guess_plan(dataset, source.headers)


def _refuse_known_file(unit: Unit, dataset: DatasetKind, sha256: str) -> None:
    """The very same file again is a mistake, unless the earlier filing was withdrawn or sent back."""
    gone = (FilingStatus.WITHDRAWN, FilingStatus.REJECTED)
    same = DataFiling.objects.filter(unit=unit, kind=dataset.code, source_sha256=sha256).exclude(status__in=gone)
    known = same.order_by("-pk").first()
    if known is None:
        return
    raise FileRefused(
        "duplicate",
        _("Exactly this file is already here: %(period)s, uploaded on %(day)s (no. %(number)s).")
        % {"period": known.period, "day": clock.day_of(known.uploaded_at).isoformat(), "number": known.pk},
        _("Open that filing, or upload the corrected file."),
    )


def filing_cancel(*, filing: DataFiling, actor: Any) -> None:
    """Drop an upload that was not filed, with its files and its row. Raises Conflict when it was filed meanwhile."""
    refuse_other_units(actor, filing.unit)
    with transaction.atomic():
        row = DataFiling.objects.select_for_update().get(pk=filing.pk)
        if row.status != FilingStatus.UPLOADED:
            raise Conflict(_("This has been filed already."), cure=_("Withdraw it instead, and say why."))
        files = [incoming() / name for name in (row.upload, row.draft) if name]
        row.delete()
        transaction.on_commit(partial(remove_with_copies, *files))
