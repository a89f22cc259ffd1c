"""F4 data filing quality: filed on time × completeness × (1 − error rate). Hiding data does not pay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from early_warning.ecology.measures import EvidenceRow, Measurement, Question
from early_warning.ecology.sources.filed import DUTY
from early_warning.filings.models import DataFiling, FilingDuty
from early_warning.filings.queries import FilingQuality, filled_share, judged_duties

HUNDRED = Decimal(100)
Key = tuple[int, str, str]


def filing_quality(question: Question) -> Mapping[str, Measurement]:
    """The duties that fell due in the window, judged by what had been filed by the day of knowledge."""
    duties: defaultdict[str, list[FilingDuty]] = defaultdict(list)
    for duty in judged_duties(start=question.start, end=question.end, as_of=question.as_of):
        if duty.unit.code in question.units:
            duties[duty.unit.code].append(duty)
    filings = _latest(duties.values(), question)
    return {code: _measure(duties[code], filings, question) for code in question.units}


def _latest(duties: Iterable[list[FilingDuty]], question: Question) -> dict[Key, DataFiling]:
    """The filing in force on the day of knowledge for each duty."""
    periods = {duty.period for rows in duties for duty in rows}
    rows = DataFiling.objects.in_force(question.as_of).filter(unit__code__in=question.units, period__in=periods)
    return {(row.unit_id, row.kind, row.period): row for row in rows.without_details()}


def _measure(duties: list[FilingDuty], filings: Mapping[Key, DataFiling], question: Question) -> Measurement:
    rows = tuple(_evidence(duty, question) for duty in sorted(duties, key=lambda d: (d.period, d.kind)))
    mine = [f for duty in duties if (f := filings.get((duty.unit_id, duty.kind, duty.period))) is not None]
    if not rows:
        return Measurement(Decimal(0), Decimal(0), 0)
    quality = quality_of(on_time=sum(row.met for row in rows), due=len(rows), filings=mine)
    words = {
        "on_time": f"{quality.on_time * HUNDRED:.0f}%",
        "complete": f"{quality.completeness * HUNDRED:.1f}%",
        "correct": f"{quality.correctness * HUNDRED:.1f}%",
    }
    return Measurement(
        numerator=Decimal(sum(row.met for row in rows)),
        denominator=Decimal(len(rows)),
        n=len(rows),
        value=quality.value,
        rows=rows,
        note=_("On time %(on_time)s × complete %(complete)s × correct %(correct)s.") % words,
    )


def quality_of(*, on_time: int, due: int, filings: list[DataFiling]) -> FilingQuality:
    """The three shares; completeness and correctness are those of what was filed, 1 where nothing was."""
    taken = sum(filing.row_count for filing in filings)
    refused = sum(filing.rejected_count for filing in filings)
    filled = [filled_share(filing) for filing in filings]
    return FilingQuality(
        due=due,
        on_time=Decimal(on_time) / due,
        completeness=sum(filled, Decimal(0)) / len(filled) if filled else Decimal(1),
        correctness=Decimal(taken) / (taken + refused) if taken + refused else Decimal(1),
    )


def _evidence(duty: FilingDuty, question: Question) -> EvidenceRow:
    moment = getattr(duty, "filed_at", None)
    filed = timezone.localdate(moment) if moment else None
    known = filed if filed is not None and filed <= question.as_of else None
    met = known is not None and known <= duty.due_on
    words = f"{duty.dataset.label} {duty.period} → {duty.due_on.isoformat()}, {known.isoformat() if known else '—'}"
    return EvidenceRow(DUTY, duty.pk, met, words)
