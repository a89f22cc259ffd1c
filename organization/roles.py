"""The 22 roles of handbook 0.3 as groups, with the permissions every app grants them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.permissions import grants

ROLES: dict[str, Text] = {
    "SEC": _("Secretary of the commission"),
    "DEP": _("Deputy secretary in charge"),
    "CM": _("Case-management office"),
    "PET": _("Petitions office"),
    "SUP": _("Supervision office"),
    "INV": _("Investigation office"),
    "TRI": _("Trial office"),
    "CON": _("Conduct office"),
    "STA": _("Stationed team"),
    "INS": _("Inspection office"),
    "DAT": _("Data office"),
    "CSO": _("Cadre supervision office"),
    "ARC": _("Archivist"),
    "OFF": _("Official"),
    "UHD": _("Unit head"),
    "LIA": _("Unit liaison"),
    "TMB": _("Leadership team member"),
    "ORG": _("Organisation department liaison"),
    "JNT": _("Audit, finance and statistics partner"),
    "ADM": _("System administrator"),
    "SMA": _("Security administrator"),
    "AUD": _("Security auditor"),
}
# Roles that only know the portal: their own notices and declarations, never the staff frame.
PORTAL_ROLES = frozenset({"OFF", "TMB"})
# 三员分立: one natural person may hold only one of these (handbook 0.3, R18).
SEPARATED_ROLES = frozenset({"ADM", "SMA", "AUD"})
# Roles that one person must not hold together (R19), and why.
APART: dict[frozenset[str], Text] = {
    frozenset({"CM", "INV"}): _("Who registers and assigns leads cannot investigate them."),
    frozenset({"INV", "TRI"}): _("Who investigates a case cannot review it."),
}
# Roles of the commission itself; they need a second factor (R40).
COMMISSION_ROLES = frozenset(
    {
        "SEC",
        "DEP",
        "CM",
        "PET",
        "SUP",
        "INV",
        "TRI",
        "CON",
        "STA",
        "INS",
        "DAT",
        "CSO",
        "ARC",
        "ADM",
        "SMA",
        "AUD",
    }
)


def sync_roles(**_kwargs: Any) -> None:
    """Make the groups and write down what the apps grant. Runs after every migrate, once for each app.

    A permission not known yet is left out (its app comes later); a test holds that in the end none is. Only what
    differs is written: this runs twenty times for each empty database.
    """
    from django.contrib.auth.models import Group, Permission

    Group.objects.bulk_create([Group(name=code) for code in ROLES], ignore_conflicts=True)
    groups = dict(Group.objects.filter(name__in=ROLES).values_list("name", "pk"))
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    granted = grants()
    wanted = {(groups[code], known[name]) for code in ROLES for name in granted.get(code, ()) if name in known}
    rows = Group.permissions.through.objects
    there = {
        (group, permission): pk
        for pk, group, permission in rows.filter(group__name__in=ROLES).values_list("pk", "group_id", "permission_id")
    }
    rows.filter(pk__in=[pk for pair, pk in there.items() if pair not in wanted]).delete()
    missing = sorted(wanted - there.keys())
    rows.bulk_create([rows.model(group_id=group, permission_id=permission) for group, permission in missing])
