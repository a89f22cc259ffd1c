from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.scope import Viewer
from core.workflow.services import history_write, transition_perform
from officials.queries import official_for
from officials.recusal.models import RecusalRequest, RequestGround
from organization.models import User
from organization.roles import COMMISSION_ROLES


def recusal_request(
    *, actor: Viewer, ground: str, text: str, office: str = "", person_name: str = ""
) -> RecusalRequest:
    """An official asks for the recusal of an office or a person (监察法 67, 政务处分法 47).

    A name that is exactly one account's of the commission is joined with it; the answer never says whether it was.
    Raises NotAllowed for who is no official, InvalidInput when nobody is named or the reasons lack, Conflict when the
    same request is open.
    """
    official = official_for(actor)
    if official is None:
        raise NotAllowed(_("Your account belongs to no official."))
    person_name = person_name.strip()[:60]
    _check(office, person_name, ground, text)
    try:
        with transaction.atomic():
            row = RecusalRequest.objects.create(
                official=official,
                office=office,
                person_name=person_name,
                person=_found(person_name),
                ground=ground,
                text=text.strip()[:2000],
                asked_at=clock.now(),
            )
            history_write(instance=row, name="ask", label=_("Ask"), before="", actor=actor)
    except IntegrityError as error:
        raise Conflict(_("The same request is open already.")) from error
    return row


def _check(office: str, person_name: str, ground: str, text: str) -> None:
    if office and office not in COMMISSION_ROLES:
        raise InvalidInput(_("This is no office of the commission."), field="office")
    if not office and not person_name:
        raise InvalidInput(_("Name an office or a person."), field="office")
    if ground not in RequestGround.values:
        raise InvalidInput(_("Choose the ground."), field="ground")
    if len(text.strip()) < 4:
        raise InvalidInput(_("Write your reasons."), field="text")


def _found(name: str) -> User | None:
    if not name:
        return None
    rows = User.objects.filter(full_name=name, is_active=True, groups__name__in=COMMISSION_ROLES).distinct()[:2]
    return rows[0] if len(rows) == 1 else None


def recusal_request_grant(
    *, request: RecusalRequest, actor: Viewer, reason: str, person: User | None = None
) -> RecusalRequest:
    """Order the recusal. Raises InvalidInput when a person was named and nobody is chosen."""
    if request.person_name and person is None and request.person is None:
        raise InvalidInput(_("Choose the account of the person who is named."), field="person")
    if person is not None and person.pk == actor.pk:
        raise NotAllowed(_("The request names you or your office: somebody else decides."))
    return transition_perform(instance=request, name="grant", actor=actor, reason=reason, person=person)
