"""Who handles a record, and how far it may go: handed over and classified by whoever handles it, in the open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import InvalidInput, NotAllowed
from core.records.base import Classification, Record
from core.scope import Viewer
from core.workflow import guards
from core.workflow.services import history_write

# The people of somebody's office, himself left out.
ColleaguesOf = Callable[[Viewer], QuerySet]
# leads(user, other, key of the unit or None): whether the one leads the other in what concerns the unit.
Leads = Callable[[Viewer, Viewer, int | None], bool]


@dataclass(frozen=True)
class Offices:
    colleagues_of: ColleaguesOf
    leads: Leads


_offices: list[Offices] = []


def offices_by(offices: Offices) -> None:
    """``organization`` says who works in one office, and who leads it."""
    _offices[:] = [offices]


def why_not_handle(record: Record, user: Viewer) -> str:
    """Why ``user`` may not hand ``record`` over or classify it; "" when he may: its handler, or who leads him.

    A record that nobody handles is its maker's.
    """
    if not user.is_staff_role:
        return _("Your role may not do this.")
    if record.closed_at is not None:
        return _("The record is closed.")
    holder = record.handler or record.created_by
    if user == holder or any(found.leads(user, holder, getattr(record, "unit_id", None)) for found in _offices):
        return ""
    return _("Only who handles the record, or who leads him, hands it over.")


def successors(record: Record) -> QuerySet:
    """To whom ``record`` may be handed over: people of its handler's office who see it and are not kept off it."""
    holder = record.handler or record.created_by
    return get_user_model()._default_manager.filter(pk__in=[user.pk for user in _who_see(record, holder)])


def _who_see(record: Record, holder: Viewer) -> Iterator[Viewer]:
    for found in _offices:
        for user in found.colleagues_of(holder):
            seen = type(record).objects.visible_to(user).filter(pk=record.pk).exists()
            if seen and guards.objection(record, user) is None:
                yield user


@transaction.atomic
def record_handle(
    *, record: Record, classification: str, reason: str, actor: Viewer, handler: Viewer | None = None
) -> Record:
    """Hand ``record`` over to ``handler`` (None: it stays where it is) and classify it.

    Raises NotAllowed to whoever does not handle it and for a successor who may not have it, InvalidInput without a
    reason or when nothing would change.
    """
    row = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    refusal = why_not_handle(row, actor)
    if refusal:
        raise NotAllowed(refusal)
    if not reason.strip():
        raise InvalidInput(_("A reason is required."), field="reason", cure=_("Write why, in one sentence."))
    if handler is not None and not successors(row).filter(pk=handler.pk).exists():
        raise NotAllowed(_("%(user)s is not of this office, or may not see the record.") % {"user": handler})
    changes = [change for change in (_handed_over(row, handler), _classified(row, classification)) if change]
    if not changes:
        raise InvalidInput(_("Nothing would change."), cure=_("Choose another handler or another classification."))
    row.save()
    words = "; ".join([*changes, reason.strip()])
    history_write(instance=row, name="handling", label=_("Handling"), before=row.status, actor=actor, reason=words)
    return row


def _handed_over(row: Record, handler: Viewer | None) -> str:
    if handler is None or handler == row.handler:
        return ""
    before, row.handler = row.handler or "—", handler
    return f"{_('handler')}: {before} → {handler}"


def _classified(row: Record, classification: str) -> str:
    if classification == row.classification:
        return ""
    before, row.classification = row.get_classification_display(), Classification(classification)
    return f"{_('classification')}: {before} → {row.get_classification_display()}"
