"""D1 filings on time, D2 ceremonies on time: whether and when, never what a declaration says, never whose it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from core.scope import Viewer
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from supervision.declarations.choices import Event, State
from supervision.declarations.models import CeremonyReport, KinDeclaration, MatterReport

KIN, MATTER, CEREMONY = "kin-declaration", "matter-report", "ceremony"


def filings_on_time(question: Question) -> Mapping[str, Measurement]:
    """D1: annual and change filings in time ÷ those that fell due."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for source, model in ((KIN, KinDeclaration), (MATTER, MatterReport)):
        rows: Any = model.objects.filter(unit__code__in=question.units)
        rows = rows.judged(question.start, question.known_until, question.as_of).select_related("unit")
        for row in rows.order_by("file_by", "pk"):
            met = row.filed_on is not None and row.filed_on <= min(row.file_by, question.as_of)
            found[row.unit.code].add([EvidenceRow(source, row.pk, met, f"{row._meta.verbose_name} {row.year}")])
    return {code: found[code].measurement() for code in question.units}


def ceremonies_on_time(question: Question) -> Mapping[str, Measurement]:
    """D2: ceremonies reported in time before (funerals by telephone) and afterwards ÷ ceremonies that can be judged."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    rows = CeremonyReport.objects.filter(
        unit__code__in=question.units, event_on__range=(question.start, question.known_until)
    ).exclude(status=State.CANCELLED)
    for row in rows.select_related("unit").order_by("event_on", "pk"):
        met = both_on_time(row, question.as_of)
        if met is not None:
            label = f"{Event(row.event).label} {row.event_on.isoformat()}"
            found[row.unit.code].add([EvidenceRow(CEREMONY, row.pk, met, label)])
    return {code: found[code].measurement() for code in question.units}


def both_on_time(row: Any, as_of: date) -> bool | None:
    """In time before and afterwards as known on ``as_of``; None while the report afterwards may still come in time."""
    parts = (_in_time(row.filed_on, row.file_by, as_of), _in_time(row.after_on, row.after_by, as_of))
    if False in parts:
        return False
    return None if None in parts else True


def _in_time(done: date | None, due: date, as_of: date) -> bool | None:
    if done is not None and done <= as_of:
        return done <= due
    return False if due < as_of else None


def address_of(model: Any, url_name: str) -> Any:
    """A resolver of evidence: the addresses of those rows that the viewer may see."""

    def resolve(user: Viewer, rows: Iterable[dict[str, Any]]) -> Mapping[int, str]:
        keys = [row["key"] for row in rows]
        visible = model.objects.for_staff(user).filter(pk__in=keys).values_list("pk", flat=True)
        return {pk: reverse(url_name, args=[pk]) for pk in visible}

    return resolve
