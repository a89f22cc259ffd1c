"""Messages in the house: their titles say what kind of thing waits, never about whom."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from core.outbox.mail import Mail
from core.outbox.models import Channel
from core.outbox.services import delivery_add
from organization.models import User


def tell_roles(*, owner: Model, key: str, roles: tuple[str, ...], title: str, but: Any = None) -> None:
    """A message in the portal for every active holder of ``roles``, without ``but``."""
    holders = User.objects.filter(is_active=True, groups__name__in=roles).distinct()
    for user in holders.exclude(pk=getattr(but, "pk", None)):
        delivery_add(owner=owner, recipient=user, key=key, mail=Mail(title, ""), channels=(Channel.PORTAL,))


def tell_overseers(*, owner: Model, key: str) -> None:
    """An override was approved: the cadre supervision office knows at once."""
    tell_roles(owner=owner, key=key, roles=("CSO",), title=_("An override of a recusal was approved"))


def tell_applicant(request: Any) -> None:
    """The answer to a request waits in the portal; an official without an account is told on paper."""
    if request.official.user is None:
        return
    delivery_add(
        owner=request,
        recipient=request.official.user,
        key=f"recusal-request:{request.pk}:answer",
        mail=Mail(_("Your request for recusal is answered"), ""),
        channels=(Channel.PORTAL,),
    )
