"""What meetings give the political ecology: A3 special study, B1 resolutions, B2 procedure, E2 first item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from core import parameters
from core.deadlines.calendar import add_months
from core.scope import Viewer
from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.resolvers import keys
from early_warning.ecology.sources.decisions import Cited
from supervision.meetings.choices import TOOK_PLACE, Category, Kind
from supervision.meetings.models import AgendaItem, Meeting, StudyMeasure
from supervision.meetings.parameters import MEETING
from supervision.meetings.queries import lean
from supervision.meetings.rules.checks import checks_of

SOURCE = "meeting"


def _held(question: Question) -> Any:
    rows = Meeting.objects.filter(unit__code__in=question.units, status__in=TOOK_PLACE)
    return rows.filter(convened_on__range=(question.start, question.known_until)).select_related("unit")


def _tallies(rows: Iterable[tuple[str, EvidenceRow]]) -> dict[str, Measurement]:
    found: dict[str, Tally] = defaultdict(Tally)
    for code, row in rows:
        found[code].add([row])
    return {code: tally.measurement() for code, tally in found.items()}


def special_study(question: Question) -> Mapping[str, Measurement]:
    """A3: half-years in which strict governance was studied ÷ half-years; a running one counts once it was."""
    rows = _held(question)
    studied = rows.filter(items__category=Category.GOVERNANCE).values_list("unit__code", "convened_on", "pk")
    first: dict[tuple[str, str], tuple[date, int]] = {}
    for code, day, pk in studied.order_by("convened_on", "pk"):
        first.setdefault((code, str(AnalysisPeriod.containing(day))), (day, pk))
    kept = {code: pk for code, pk in rows.order_by("convened_on").values_list("unit__code", "pk")}
    found = [
        (code, _half_row(half, first.get((code, str(half))), pk))
        for code, pk in kept.items()
        for half in _halves(question)
        if (code, str(half)) in first or half.end <= question.known_until
    ]
    # A unit that keeps its register has given what there is: a half-year that still runs is too little, not missing.
    return {code: Tally().measurement() for code in kept} | _tallies(found)


def _halves(question: Question) -> list[AnalysisPeriod]:
    found = [AnalysisPeriod.containing(question.start)]
    while found[-1].end < question.end:
        found.append(AnalysisPeriod.containing(add_months(found[-1].start, 6)))
    return found


def _half_row(half: AnalysisPeriod, study: tuple[date, int] | None, last: int) -> EvidenceRow:
    """A half-year without a study is shown at the unit's last meeting of it."""
    if study is None:
        return EvidenceRow(SOURCE, last, False, f"{half.label} —")
    return EvidenceRow(SOURCE, study[1], True, f"{half.label} {study[0].isoformat()}")


def procedure(question: Question) -> Mapping[str, Measurement]:
    """B2: checks passed ÷ checks of the six kinds, by the numbers in force."""
    values = parameters.values(MEETING.key, as_of=question.as_of)
    found: list[tuple[str, EvidenceRow]] = []
    for meeting in lean(_held(question).order_by("convened_on", "pk")):
        for check in checks_of(meeting, values=values, today=question.as_of):
            if check.counts:
                words = f"{meeting.convened_on.isoformat()} {check.kind.label} {check.words}"
                found.append((meeting.unit.code, EvidenceRow(SOURCE, meeting.pk, check.passed, words)))
    return _tallies(found)


def first_items(question: Question) -> Mapping[str, Measurement]:
    """E2: Party meetings with the first item, a measure and an owner ÷ Party meetings; existence only."""
    item = Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), first_agenda=True))
    measure = Exists(StudyMeasure.objects.filter(meeting=OuterRef("pk")).exclude(owner=""))
    rows = _held(question).filter(kind=Kind.PARTY).annotate(item=item, measure=measure)
    found = rows.order_by("convened_on", "pk").values_list("unit__code", "pk", "convened_on", "item", "measure")
    return _tallies(
        (code, EvidenceRow(SOURCE, pk, bool(has_item and has_measure), day.isoformat()))
        for code, pk, day, has_item, has_measure in found
    )


def unfounded_decisions(cited: Iterable[Cited], as_of: date) -> frozenset[Cited]:
    """B1: the decisions that filings cite and the unit's register does not hold on the day of signing.

    Contracts signed soon after a unit's register begins may cite meetings from before it.
    """
    wanted, trusted = list(cited), parameters.values(MEETING.key, as_of=as_of)["trusted_months"]
    rows = Meeting.objects.filter(unit__code__in={one.unit for one in wanted}, status__in=TOOK_PLACE)
    register: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for code, day, number, doc_no in rows.values_list("unit__code", "convened_on", "number", "doc_no"):
        register[code].append((day, number, doc_no or ""))
    return frozenset(one for one in wanted if register[one.unit] and not _stands(one, register[one.unit], trusted))


def _stands(one: Cited, register: list[tuple[date, str, str]], trusted: int) -> bool:
    if one.day < add_months(min(register)[0], trusted):
        return True
    return any(
        day <= one.day and any(text and _cites(one.number, text) for text in (number, doc_no))
        for day, number, doc_no in register
    )


def _cites(cited: str, number: str) -> bool:
    """Whether ``cited`` is ``number``, with or without an item or a day behind it."""
    rest = cited.strip().removeprefix(number)
    return rest != cited.strip() and not rest[:1].isdigit()


def resolve(user: Viewer, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    found = Meeting.objects.visible_to(user).filter(pk__in=keys(rows))
    return {meeting.pk: meeting.get_absolute_url() for meeting in found}
