"""Ceremonies in the portal, and the call about a funeral."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write, transition_perform
from officials.models import Official
from officials.queries import unit_of
from supervision.declarations.choices import Event, Gifts
from supervision.declarations.documents import form_after_issue, form_before_issue
from supervision.declarations.models import CeremonyReport
from supervision.declarations.rights import PHONE_CEREMONY
from supervision.declarations.services.filing import own_official


@dataclass(frozen=True)
class CeremonyInput:
    """The report before a wedding or another celebration."""

    event: str
    event_on: date
    place: str
    planned_tables: int
    planned_guests: int
    no_service_objects: bool
    commitment: bool
    vehicles: int = 0


@dataclass(frozen=True)
class AfterInput:
    """The report afterwards; of a funeral the written report."""

    actual_tables: int
    actual_guests: int
    gifts: str
    gifts_note: str = ""


@transaction.atomic
def ceremony_file(*, actor: Viewer, given: CeremonyInput) -> CeremonyReport:
    """Report a ceremony ahead and sign. It may be late: then it says so, but it is taken."""
    official, unit = own_official(actor)
    _check(given)
    ceremony = CeremonyReport(
        official=official, unit=unit, created_by=actor, created_at=clock.now(), told_at=clock.now(), **asdict(given)
    )
    ceremony.set_days()
    ceremony.save()
    return _file(ceremony, actor)


@transaction.atomic
def ceremony_file_again(*, ceremony: CeremonyReport, actor: Viewer, given: CeremonyInput) -> CeremonyReport:
    """File a withdrawn report with what has changed."""
    _own(ceremony, actor)
    _check(given)
    ceremony = _rewrite(ceremony, **asdict(given))
    return _file(ceremony, actor)


def _file(ceremony: CeremonyReport, actor: Viewer) -> CeremonyReport:
    ceremony = transition_perform(instance=ceremony, name="file", actor=actor)
    form_before_issue(ceremony=ceremony, actor=actor)
    return ceremony


@transaction.atomic
def ceremony_phone(
    *, actor: Viewer, official: Official, died_on: date, event_on: date, phoned_on: date
) -> CeremonyReport:
    """Enter the call about a funeral, before or after its day; entered by whoever took it.

    The official then reports in writing (D19d). Raises InvalidInput for days that contradict one another.
    """
    if not actor.has_perm(PHONE_CEREMONY):
        raise NotAllowed(_("Your role may not do this."))
    unit = unit_of(official, clock.today())
    if unit is None:
        raise InvalidInput(_("The official holds no post."), field="official")
    if not died_on <= phoned_on <= clock.today():
        raise InvalidInput(_("The call cannot lie before the death or in the future."), field="phoned_on")
    if event_on < died_on:
        raise InvalidInput(_("The funeral cannot lie before the death."), field="event_on")
    ceremony = CeremonyReport(
        official=official, unit=unit, event=Event.FUNERAL, died_on=died_on, event_on=event_on, phoned_on=phoned_on,
        filed_on=phoned_on, phoned_by=actor, created_by=actor, created_at=clock.now(), told_at=clock.now(),
    )  # fmt: skip
    ceremony.set_days()
    ceremony.due_on = ceremony.after_by
    ceremony.save()
    history_write(instance=ceremony, name="phone", label=_("Telephone report entered"), before="", actor=actor)
    ceremony.tell_official("phoned")
    return ceremony


@transaction.atomic
def ceremony_reduce(
    *, ceremony: CeremonyReport, actor: Viewer, planned_tables: int, planned_guests: int, answer: str = ""
) -> CeremonyReport:
    """Answer the demand to reduce with smaller figures. Raises InvalidInput when they are not smaller."""
    _own(ceremony, actor)
    if planned_tables >= (ceremony.planned_tables or 0):
        raise InvalidInput(_("That is no reduction."), field="planned_tables", cure=_("Give fewer tables."))
    ceremony = _rewrite(ceremony, planned_tables=planned_tables, planned_guests=planned_guests)
    ceremony = transition_perform(instance=ceremony, name="reduce", actor=actor, answer=answer)
    form_before_issue(ceremony=ceremony, actor=actor)
    return ceremony


@transaction.atomic
def ceremony_file_after(*, ceremony: CeremonyReport, actor: Viewer, given: AfterInput) -> CeremonyReport:
    """Report afterwards. Gifts that were returned or registered say where."""
    _own(ceremony, actor)
    if given.gifts not in Gifts.values:
        raise InvalidInput(_("Say whether gifts were accepted."), field="gifts")
    if given.gifts != Gifts.NONE and not given.gifts_note.strip():
        raise InvalidInput(_("Say when it was returned or where it was registered."), field="gifts_note")
    ceremony = _rewrite(ceremony, **asdict(given))
    ceremony = transition_perform(instance=ceremony, name="file_after", actor=actor)
    form_after_issue(ceremony=ceremony, actor=actor)
    return ceremony


def ceremony_call_off(*, ceremony: CeremonyReport, actor: Viewer) -> CeremonyReport:
    """It does not take place."""
    return transition_perform(instance=ceremony, name="call_off", actor=actor)


def _own(ceremony: CeremonyReport, actor: Viewer) -> None:
    if not ceremony.is_about(actor):
        raise NotAllowed(_("Your role may not do this."))


def _rewrite(ceremony: CeremonyReport, **values: Any) -> CeremonyReport:
    """Write the official's figures under a lock; the step that follows asks whether the state still allows it."""
    row = CeremonyReport.objects.select_for_update(of=("self",)).get(pk=ceremony.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.set_days()
    row.save()
    return row


def _check(given: CeremonyInput) -> None:
    if given.event not in Event.values or given.event == Event.FUNERAL:
        raise InvalidInput(
            _("A funeral is reported by telephone first."), field="event",
            cure=_("Call your unit's liaison or the supervision office; then the written report appears here."),
        )  # fmt: skip
    if not given.no_service_objects:
        raise InvalidInput(_("People whom you manage or serve may not be invited."), field="no_service_objects")
    if not given.commitment:
        raise InvalidInput(_("The commitment is missing."), field="commitment")
    if given.planned_tables < 1 or given.planned_guests < 1:
        raise InvalidInput(_("Give tables and guests."), field="planned_tables")
