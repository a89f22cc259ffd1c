from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write
from officials.people.models import Official
from officials.recusal.models import InterestDeclaration, InterestKind, InterestStatus
from organization.models import User
from organization.roles import COMMISSION_ROLES


def interest_declare(
    *,
    actor: Viewer,
    official: Official,
    kind: str,
    ground: str,
    relation: str = "",
    user: User | None = None,
    start: date | None = None,
    end: date | None = None,
) -> InterestDeclaration:
    """Put a ground on record: for oneself, or (cadre supervision office) for ``user``; then it is confirmed at once.

    Binds from this moment. Raises NotAllowed for other people's grounds without the right, InvalidInput for a missing
    ground, a kinship without relation or wrong dates, Conflict when the same ground stands already.
    """
    person = user or actor
    _may_declare(actor, person)
    start = start or clock.today()
    _check(kind, ground, relation, start, end)
    by_office = person.pk != actor.pk
    try:
        with transaction.atomic():
            row = InterestDeclaration.objects.create(
                user=person,
                official=official,
                kind=kind,
                relation=relation if kind == InterestKind.KIN else "",
                ground=ground.strip()[:300],
                start=start,
                end=end,
                status=InterestStatus.CONFIRMED if by_office else InterestStatus.DECLARED,
                declared_by=actor,
                declared_at=clock.now(),
                confirmed_by=actor if by_office else None,
            )
            history_write(instance=row, name="declare", label=_("Declare"), before="", actor=actor)
    except IntegrityError as error:
        raise Conflict(_("The same ground is on record already."), field="official") from error
    return row


def _may_declare(actor: Viewer, person: User) -> None:
    if not person.has_role(*COMMISSION_ROLES):
        raise NotAllowed(_("Only grounds of the commission's staff are kept here."))
    if person.pk != actor.pk and not actor.has_perm("officials.confirm_interestdeclaration"):
        raise NotAllowed(_("For somebody else only the cadre supervision office enters a ground."))


def _check(kind: str, ground: str, relation: str, start: date, end: date | None) -> None:
    if kind not in InterestKind.values:
        raise InvalidInput(_("Choose the kind of ground."), field="kind")
    if len(ground.strip()) < 2:
        raise InvalidInput(_("Write the ground."), field="ground")
    if kind == InterestKind.KIN and not relation:
        raise InvalidInput(_("Choose the relation."), field="relation")
    if end is not None and end < start:
        raise InvalidInput(_("The end lies before the start."), field="end")
