"""Who leads whom: the account named on the person's own, else by role and jurisdiction (分管领导)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from organization.roles import COMMISSION_ROLES
from organization.units.models import Unit
from organization.users.models import JurisdictionKind, User

LEADING = ("SEC", "DEP")


def leader_of(user: User | None, unit: int | None = None) -> User | None:
    """Who is told when ``user`` (or, without one, whoever is in charge of ``unit``) leaves something undone.

    The leader named on the account; else for the secretary nobody, for a deputy the secretary, for the commission's
    staff the one deputy whose jurisdiction covers the unit, for people of a unit its head; where none or several
    would do, the secretary.
    """
    if user is None:
        return _in_charge(unit)
    if user.leader is not None and user.leader.is_active:
        return user.leader
    if user.has_role("SEC"):
        return None
    if user.has_role("DEP"):
        return _secretary()
    if not user.has_role(*COMMISSION_ROLES):
        head = _head_of(user)
        if head is not None:
            return head
    return _in_charge(unit or user.unit_id)


def leads(user: User, other: User, unit: int | None = None) -> bool:
    """Whether ``user`` is the leader of ``other``. Most people lead nobody, and are not looked up."""
    may = other.leader_id == user.pk or user.has_role(*LEADING, "UHD")
    return may and leader_of(other, unit) == user


def _with_role(code: str) -> QuerySet[User]:
    return User.objects.filter(is_active=True, groups__name=code).order_by("pk")


def _secretary() -> User | None:
    return _with_role("SEC").first()


def _head_of(user: User) -> User | None:
    own = {"jurisdictions__kind": JurisdictionKind.OWN, "jurisdictions__unit": user.unit_id}
    return _with_role("UHD").filter(**own).exclude(pk=user.pk).first() if user.unit_id else None


def _in_charge(unit: int | None) -> User | None:
    deputies = _with_role("DEP")
    found = [deputy for deputy in deputies if unit and Unit.objects.visible_to(deputy).filter(pk=unit).exists()]
    return found[0] if len(found) == 1 else _secretary()


def leaders_for(user: User) -> QuerySet[User]:
    """The accounts that may be named as ``user``'s leader."""
    return User.objects.filter(is_active=True, groups__name__in=LEADING).exclude(pk=user.pk).distinct()


def leader_set(*, user: User, leader: User | None) -> User:
    """Name the leader of ``user``; None takes the name away, and the rules of ``leader_of`` decide again.

    Raises InvalidInput for anybody but an active secretary or deputy, and when two would lead each other.
    """
    if leader is not None and not leaders_for(user).filter(pk=leader.pk).exists():
        raise InvalidInput(
            _("Only the secretary or a deputy in charge leads."), field="leader", cure=_("Choose one of the list.")
        )
    if leader is not None and _leads(user, leader):
        raise InvalidInput(_("%(leader)s is led by %(user)s.") % {"leader": leader, "user": user}, field="leader")
    user.leader = leader
    user.save(update_fields=["leader"])
    return user


def _leads(above: User, user: User) -> bool:
    seen: set[Any] = set()
    step: User | None = user
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        step = step.leader
        if step is not None and step.pk == above.pk:
            return True
    return False
