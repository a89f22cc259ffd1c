"""三员分立 (R18) in the database itself: ADM, SMA and AUD are three people, and none of them has another office.

Triggers on the table that joins accounts and groups, on both databases: they hold for bulk writes, shells and imports
alike. They are made after every migrate, so that no installation is without them.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from organization.roles import PORTAL_ROLES, SEPARATED_ROLES

TABLE, MESSAGE = "organization_user_groups", "R18: the three administrators are three people without another office"


def refuse_mixed(user: Any, wanted: set[str], *, field: str = "roles") -> None:
    """One natural person holds one of the three, and beside it only the portal. The same staff number is one person.

    Raises InvalidInput with the rule in words; the triggers below hold it where nobody asks.
    """
    offices = (wanted | _elsewhere(user)) - PORTAL_ROLES
    if len(offices & SEPARATED_ROLES) > 1:
        raise InvalidInput(
            _("System, security and audit administrator must be three different people."),
            field=field,
            cure=_("Leave only one of ADM, SMA and AUD."),
        )
    if offices & SEPARATED_ROLES and len(offices) > 1:
        raise InvalidInput(
            _("An administrator (ADM, SMA, AUD) holds no other office: he would see business data."),
            field=field,
            cure=_("Give the other office to another person."),
        )


def _elsewhere(user: Any) -> set[str]:
    """The roles of the same person's other open accounts."""
    if not user.staff_no:
        return set()
    same = type(user).objects.filter(staff_no=user.staff_no, is_active=True).exclude(pk=user.pk)
    return set(same.values_list("groups__name", flat=True)) - {None}


def _names(roles: frozenset[str]) -> str:
    return ", ".join(f"'{role}'" for role in sorted(roles))


def _broken() -> str:
    """The condition on the NEW row, in SQL that both databases read: the person's other roles do not go with it.

    A person is one account, and all accounts that bear the same staff number.
    """
    three, own = _names(SEPARATED_ROLES), _names(PORTAL_ROLES)
    return f"""EXISTS (
        SELECT 1 FROM auth_group fresh, {TABLE} held, auth_group other, organization_user me, organization_user same
        WHERE fresh.id = NEW.group_id AND me.id = NEW.user_id AND other.id = held.group_id AND same.id = held.user_id
          AND (same.id = me.id OR (me.staff_no <> '' AND same.staff_no = me.staff_no AND same.is_active))
          AND fresh.name <> other.name AND fresh.name NOT IN ({own}) AND other.name NOT IN ({own})
          AND (fresh.name IN ({three}) OR other.name IN ({three})))"""  # noqa: S608 - our own constants


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers anew."""
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _postgresql() -> list[str]:
    raising = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'"
    body = f"BEGIN IF {_broken()} THEN {raising}; END IF; RETURN NEW; END"
    return [
        f"CREATE OR REPLACE FUNCTION roles_separated() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"DROP TRIGGER IF EXISTS roles_separated ON {TABLE}",
        f"CREATE TRIGGER roles_separated BEFORE INSERT OR UPDATE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION roles_separated()",
    ]


def _sqlite() -> list[str]:
    statements = []
    for event in ("insert", "update"):
        statements += [
            f"DROP TRIGGER IF EXISTS roles_separated_{event}",
            f"CREATE TRIGGER roles_separated_{event} BEFORE {event} ON {TABLE} WHEN {_broken()} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        ]
    return statements


def after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Receiver of ``post_migrate`` of this app."""
    install(connections[using])
