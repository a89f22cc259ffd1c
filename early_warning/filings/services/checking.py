"""Trying a mapping: on the first rows for the page, on the whole file as the dry run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict
from core.reading.source import open_source
from early_warning.filings.catalogue import Column, shown
from early_warning.filings.mapping.guess import known_headers
from early_warning.filings.mapping.plan import MappingPlan
from early_warning.filings.models import DataFiling, FilingStatus
from early_warning.filings.periods import Period
from early_warning.filings.services.sample import sample_batch
from early_warning.filings.services.uploads import refuse_other_units
from early_warning.filings.storage.places import incoming, new_draft
from early_warning.filings.validation.convert import ColumnConverter
from early_warning.filings.validation.dry_run import DryRun
from early_warning.filings.validation.problems import Finding
from early_warning.filings.validation.quality import Report
from early_warning.filings.validation.schemas import limit_of, preview_codes

Progress = Callable[[float], None]
# Larger files are checked by a worker, with progress and cancel; smaller ones while the person waits.
CHECK_AT_ONCE = 5 * 1024 * 1024


def filing_preview(*, filing: DataFiling, plan: MappingPlan) -> list[list[tuple[str, str]]]:
    """The first rows under ``plan``: for each row and column of the catalogue (shown value, what is wrong or "")."""
    batch = sample_batch(filing.sample)
    columns = []
    for column in filing.dataset.columns:
        converted = ColumnConverter(column, plan.column(column.name), plan).convert(batch)
        codes = preview_codes(column, converted)
        cells = zip(converted.values.to_pylist(), converted.cells.to_pylist(), codes, strict=True)
        columns.append([_shown(column, value, text, code) for value, text, code in cells])
    return [list(row) for row in zip(*columns, strict=True)]


def _shown(column: Column, value: Any, text: str | None, code: str | None) -> tuple[str, str]:
    if code:
        finding = Finding(0, code, column.name, value=text or "", limit=limit_of(column, code))
        return text or "", finding.texts(column.label)[0]
    return shown(column, value), ""


def filing_check(*, filing: DataFiling, plan: MappingPlan, actor: Any, progress: Progress | None = None) -> Report:
    """The dry run of the whole file under ``plan``; its rows wait as a draft until the person files or cancels.

    Raises FileRefused when the file as a whole cannot be taken, Conflict when it was filed or dropped meanwhile.
    """
    refuse_other_units(actor, filing.unit)
    upload = incoming() / filing.upload
    if filing.status != FilingStatus.UPLOADED or not filing.upload or not upload.exists():
        raise _gone()
    dataset, draft = filing.dataset, new_draft()
    source = open_source(upload, name=filing.file_name, known=known_headers(dataset))
    try:
        run = DryRun(source, dataset, plan, draft)
        report = run.run(period=Period.parse(filing.period), today=clock.today(), progress=progress)
        _keep(filing, plan, report, draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return report


def _keep(filing: DataFiling, plan: MappingPlan, report: Report, draft: Path) -> None:
    """Replace the result of an earlier dry run by this one."""
    with transaction.atomic():
        row = DataFiling.objects.select_for_update().filter(pk=filing.pk, status=FilingStatus.UPLOADED).first()
        if row is None:
            raise _gone()
        previous = row.draft
        row.plan, row.draft = plan.to_json(), draft.name
        row.row_count, row.rejected_count = report.taken, report.not_taken
        row.quality, row.findings = report.quality(), report.findings
        row.save()
        if previous:
            transaction.on_commit(lambda: (incoming() / previous).unlink(missing_ok=True))


def _gone() -> Conflict:
    return Conflict(
        _("This upload is no longer there: it was filed or dropped meanwhile."), cure=_("Upload the file again.")
    )
