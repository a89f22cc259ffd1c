"""Due days in the demo city: a few terms that stand still or were extended, and the digests of two days.

Knows no domain: it takes what the rooms registered, whichever they are.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db.models import F

from core import clock
from core.deadlines.reminders import Reminder, leader_of, reminders
from core.deadlines.shifts.queries import Term, latest_due, term_of
from core.deadlines.shifts.services import extension_ask, suspension_ask
from core.demo import City, demo_step, on_day
from core.digests.services import digests_send
from core.outbox.models import Channel, Delivery, DeliveryState
from core.workflow import guards
from core.workflow.services import transition_perform

DIGEST_DAYS = 1
ONE_DAY = timedelta(days=1)
# Reason, explanation, days before today on which it began, days it lasts (None: open), what became of it.
SUSPENSIONS = (
    ("HOSPITAL", "当事人因手术住院，附医院证明。", 6, None, "approve"),
    ("EVIDENCE", "材料不全，退回补充后继续办理。", 4, 10, "approve"),
    ("FORCE_MAJEURE", "汛期值守，全员下沉防汛一线。", 2, 5, ""),
    ("EVIDENCE", "需补充两份会议纪要。", 3, 8, "refuse"),
)
EXTENSIONS = (
    ("涉及单位多，核对工作量大。", "approve"),
    ("承办人调整，申请延长。", ""),
    ("材料较多，申请延长。", "refuse"),
)


@demo_step("due days", order=995)
def build_due_days(city: City) -> None:
    """After every room that has due days."""
    with on_day(city.today - 7 * ONE_DAY):
        terms = _terms("suspends", city)
        _suspend(terms, city)
        _extend((term for term in terms if term.reminder.extends), city)
    for back in range(DIGEST_DAYS, -1, -1):
        with on_day(city.today - back * ONE_DAY):
            digests_send()
    _deliver(city)


def _terms(move: str, city: City) -> Iterator[Term]:
    """Open terms that end after today, of every kind in turn, each with somebody who acts and somebody who leads."""
    kinds = [_of_kind(kind, city) for kind in reminders() if getattr(kind, move)]
    while kinds:
        for kind in list(kinds):
            term = next(kind, None)
            if term is None:
                kinds.remove(kind)
            else:
                yield term


def _of_kind(kind: Reminder, city: City) -> Iterator[Term]:
    rows: Any = kind.model._base_manager.filter(kind.open, **{f"{kind.due}__gt": city.today + 3 * ONE_DAY})
    for record in islice(rows.order_by("pk"), 10):
        term = term_of(record, kind.key)
        if term.handlers and _asker(term, city) and _leader(term, city):
            yield term


def _asker(term: Term, city: City) -> Any:
    return next((user for user in city.users.values() if user.pk in term.handlers), None)


def _leader(term: Term, city: City) -> Any:
    """Who decides: the asker's leader where he may, else the first who decides, sees the record and is not recused."""
    asker, manager = _asker(term, city), term.reminder.model._default_manager
    for user in (leader_of(asker), *city.users.values()):
        if user is None or user == asker or not user.has_perm("core.decide_shift"):
            continue
        rows: Any = manager
        if rows.visible_to(user).filter(pk=term.record.pk).exists() and not guards.objection(term.record, user):
            return user
    return None


def _suspend(terms: Iterator[Term], city: City) -> None:
    for (reason, note, back, length, then), term in zip(SUSPENSIONS, terms, strict=False):
        start = city.today - back * ONE_DAY
        row = suspension_ask(
            record=term.record,
            kind=term.reminder.key,
            reason=reason,
            note=note,
            start=start,
            end=start + length * ONE_DAY if length else None,
            actor=_asker(term, city),
        )
        _decide(row, then, term, city)


def _extend(terms: Iterator[Term], city: City) -> None:
    extendable = ((term, latest) for term in terms if (latest := latest_due(term)) is not None)
    for (reason, then), (term, latest) in zip(EXTENSIONS, extendable, strict=False):
        row = extension_ask(
            record=term.record, kind=term.reminder.key, new_due=latest, reason=reason, actor=_asker(term, city)
        )
        _decide(row, then, term, city)


def _decide(row: Any, then: str, term: Term, city: City) -> None:
    if then:
        reason = "理由不充分，请按期办理。" if then == "refuse" else ""
        transition_perform(instance=row, name=then, actor=_leader(term, city), reason=reason)


def _deliver(city: City) -> None:
    """Everything was sent on its day; who was told some days ago has read it."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, channel=Channel.EMAIL)
    waiting.update(state=DeliveryState.SENT, attempts=1, sent_at=F("created_at"))
    old = Delivery.objects.filter(channel=Channel.PORTAL, key__startswith="digest:", read_at__isnull=True)
    old.filter(created_at__lt=clock.start_of(city.today - ONE_DAY)).update(read_at=F("created_at"))
