"""Who holds a right, and who acts for a unit: its liaison, else its head, else whoever holds the right."""

from django.db.models import Q, QuerySet

from organization.users.models import JurisdictionKind, User

IN_ORDER = ("LIA", "UHD")


def holders(permission: str) -> QuerySet[User]:
    """Active accounts that hold the right ("app.codename") by one of their roles."""
    app, _dot, codename = permission.partition(".")
    held = {"groups__permissions__codename": codename, "groups__permissions__content_type__app_label": app}
    return User.objects.filter(is_active=True, **held).distinct()


def people_acting(unit: int, permission: str) -> QuerySet[User]:
    """Active accounts that work in the unit or act for it, and hold the right by one of their roles."""
    own = Q(unit=unit) | Q(jurisdictions__kind=JurisdictionKind.OWN, jurisdictions__unit=unit)
    return holders(permission).filter(own).order_by("pk")


def acting_for(unit: int, permission: str) -> list[list[int]]:
    """Their keys in the order in which they are asked: liaisons, heads, everybody else. Two queries."""
    groups: list[list[int]] = [[], [], []]
    for user in people_acting(unit, permission).prefetch_related("groups"):
        roles = {group.name for group in user.groups.all()}
        place = next((number for number, role in enumerate(IN_ORDER) if role in roles), len(IN_ORDER))
        groups[place].append(user.pk)
    return groups
