"""Filing: the draft of the dry run becomes the stored rows. Also nil returns, and rows that the system itself makes."""

from typing import Any

import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput
from core.reading.working_copy import remove_with_copies
from core.workflow.services import transition_perform
from early_warning.filings.catalogue import DatasetKind, arrow_schema
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.services.dates import dataset_of, due_day, period_of, retained_until
from early_warning.filings.services.uploads import refuse_other_units
from early_warning.filings.storage.parquet import publish, write_rows
from early_warning.filings.storage.places import incoming, new_draft
from organization.models import Unit


def filing_file(*, filing: DataFiling, actor: Any) -> DataFiling:
    """Store the checked rows and ask the head to confirm. Bad rows stay out; the dry run has said which.

    Raises InvalidInput when no dry run has been made or it left no row, Conflict when it was filed meanwhile.
    """
    refuse_other_units(actor, filing.unit)
    with transaction.atomic():
        row = DataFiling.objects.select_for_update().get(pk=filing.pk)
        if row.status != FilingStatus.UPLOADED:
            raise Conflict(_("This has been filed already."), cure=_("Load the page again."))
        if not row.draft:
            raise InvalidInput(_("The file has not been checked yet."), cure=_("Run the check first."))
        if not row.row_count:
            raise InvalidInput(
                _("No row of the file can be taken."), cure=_("Mend the mapping or the file and check again.")
            )
        return _publish(row, actor=actor)


def _publish(row: DataFiling, *, actor: Any) -> DataFiling:
    """Move draft to store, then the record to "filed". A crash in between leaves an orphan for the sweep."""
    upload = incoming() / row.upload if row.upload else None
    sha256 = publish(incoming() / row.draft, row.stored_path)
    filed = transition_perform(instance=row, name="file", actor=actor, sha256=sha256)
    if upload is not None:
        transaction.on_commit(lambda: remove_with_copies(upload))
    return filed


def filing_nil(*, unit: Unit, kind: str, period: str, actor: Any) -> DataFiling:
    """State that there is nothing to file for a period; the head confirms that too."""
    dataset, when = dataset_of(kind), period_of(period)
    refuse_other_units(actor, unit)
    with transaction.atomic():
        row = _new_row(unit, dataset, str(when), actor, arrow_schema(dataset).empty_table())
        row.nil = True
        row.save()
        return _publish(row, actor=actor)


def filing_record(
    *, unit: Unit, kind: str, period: str, rows: pa.Table, submitter: Any, rejected: int = 0
) -> DataFiling:
    """Store rows that are typed already (demo city, feeds), as filed by ``submitter`` and not yet confirmed.

    ``rows`` must have the kind's columns; ``row_no`` is counted here when it is missing. Raises InvalidInput otherwise.
    """
    dataset, when = dataset_of(kind), period_of(period)
    with transaction.atomic():
        row = _new_row(unit, dataset, str(when), submitter, _complete(rows, dataset))
        row.rejected_count = rejected
        row.save()
        return _publish(row, actor=submitter)


def _complete(rows: pa.Table, dataset: DatasetKind) -> pa.Table:
    schema = arrow_schema(dataset)
    if "row_no" not in rows.column_names:
        rows = rows.append_column("row_no", pa.array(range(1, len(rows) + 1), pa.int32()))
    missing = [column.name for column in dataset.required if column.name not in rows.column_names]
    if missing:
        raise InvalidInput(_("Required columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    columns = {
        name: rows[name].cast(schema.field(name).type) if name in rows.column_names else pa.nulls(len(rows))
        for name in schema.names
    }
    return pa.table(columns).cast(schema)


def _new_row(unit: Unit, dataset: DatasetKind, period: str, submitter: Any, rows: pa.Table) -> DataFiling:
    draft = new_draft()
    write_rows(rows, draft)
    when = period_of(period)
    return DataFiling.objects.create(
        unit=unit,
        kind=dataset.code,
        period=period,
        due_on=due_day(dataset, when),
        draft=draft.name,
        schema_version=dataset.schema_version,
        row_count=len(rows),
        quality={"total": len(rows), "taken": len(rows), "reasons": []},
        submitter=submitter,
        uploaded_at=clock.now(),
        legal_basis=f"{dataset.legal_basis} [{dataset.basis_tag}]",
        retain_until=retained_until(dataset, when),
    )
