"""C1 rectification on time, F3 replies on time, X2 warnings issued (context): from warning notices and reminders.

Revoked notices count nowhere (R08); an objection is no input to any figure (R38). What was not due or not yet known on
the day of the computation is not judged.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from early_warning.ecology.measures import EvidenceRow, Measurement, Question, Tally
from early_warning.notices.choices import Kind, Outcome, Request, Status
from early_warning.notices.models import Notice, NoticeFact

SOURCE = "notice"


def _served(question: Question) -> QuerySet[Notice]:
    """Effective notices of the units asked for that were served by the day of knowledge."""
    rows = Notice.objects.effective().filter(unit__code__in=question.units, served_at__date__lte=question.as_of)
    return rows.select_related("unit").order_by("served_at", "pk")


def _by_unit(question: Question) -> defaultdict[str, Tally]:
    """Every unit has an answer, also when nothing happened: the register is complete."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for code in question.units:
        found[code] = Tally()
    return found


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def replies_on_time(question: Question) -> Mapping[str, Measurement]:
    """F3: replies given by the due day ÷ replies due. Not judged: what is due today or later and not yet answered,
    and what waits for the decision of an objection."""
    found = _by_unit(question)
    rows = _served(question).filter(reply_due__range=(question.start, question.end))
    for notice in rows.exclude(status=Status.OBJECTED, replied_at__isnull=True):
        due, replied = notice.reply_due, _known(_day(notice.replied_at), question)
        if due is None or (replied is None and due >= question.as_of):
            continue
        met = replied is not None and replied <= due
        found[notice.unit.code].add([EvidenceRow(SOURCE, notice.pk, met, _words(notice, due, replied))])
    return {code: tally.measurement() for code, tally in found.items()}


def rectified_on_time(question: Question) -> Mapping[str, Measurement]:
    """C1: facts rectified by their due day ÷ facts due, weighted by severity.

    Every fact of a notice that asks for rectification is one item. The unit's day is that of its report; it counts once
    somebody else has verified it (M59), and while the verification or an objection is pending nothing is judged.
    """
    found = _by_unit(question)
    days = timedelta(days=question.parameters["rectify_days"])
    asked = _served(question).filter(request=Request.RECTIFY).exclude(status=Status.OBJECTED)
    facts = NoticeFact.objects.filter(notice__in=asked).select_related("notice__unit", "doubt_point")
    for fact in facts.prefetch_related("notice__verdicts").order_by("notice__served_at", "notice", "order"):
        due = (_day(fact.notice.served_at) or question.end) + days
        if not question.start <= due <= question.end:
            continue
        met = _rectified(fact.notice, due, question)
        if met is None:
            continue
        label = f"{fact.notice.doc_no} ({fact.order}) → {due.isoformat()}"
        row = EvidenceRow(SOURCE, fact.notice_id, met, label, weight=severity_weight(fact))
        found[fact.notice.unit.code].add([row])
    return {code: tally.measurement() for code, tally in found.items()}


def severity_weight(fact: NoticeFact) -> Decimal:
    """1, 2 or 3: the doubt point's severity, else the level of the notice."""
    severity = fact.doubt_point.severity if fact.doubt_point else fact.notice.level or 1
    return Decimal(min(severity, 3))


def _rectified(notice: Notice, due: date, question: Question) -> bool | None:
    """Whether the item was rectified in time; None while nobody can say."""
    reported = _known(_day(notice.rectified_at), question)
    if reported is None:
        return None if due >= question.as_of else False
    if reported > due:
        return False
    return True if _verified(notice, question) else None


def _verified(notice: Notice, question: Question) -> bool:
    """Whether somebody else than the unit had found the rectification done by the day of knowledge."""
    verdicts = (v for v in notice.verdicts.all() if v.outcome == Outcome.RECTIFICATION_VERIFIED)
    return any(_known(_day(verdict.at), question) for verdict in verdicts)


def warnings_issued(question: Question) -> Mapping[str, Measurement]:
    """X2, context only: how many warning notices were served. Never scored: issuing one is the commission's act."""
    counted: defaultdict[str, int] = defaultdict(int)
    rows = _served(question).filter(kind=Kind.WARNING, served_at__date__range=(question.start, question.end))
    for code in rows.values_list("unit__code", flat=True):
        counted[code] += 1
    return {code: Measurement(Decimal(counted[code]), Decimal(1), counted[code]) for code in question.units}


def _known(day: date | None, question: Question) -> date | None:
    """``day``, unless it lies after what was known."""
    return day if day is not None and day <= question.as_of else None


def _words(notice: Notice, due: date, replied: date | None) -> str:
    return f"{notice.doc_no} → {due.isoformat()}, {replied.isoformat() if replied else '—'}"
