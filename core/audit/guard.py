"""Triggers that keep the trail append-only on both databases: no UPDATE, no DELETE, whoever asks (R23).

TRUNCATE and a dropped trigger are a database owner's deeds; the seals and their daily anchors show those.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = ("core_auditentry", "core_auditseal", "core_auditanchor", "core_transitionrecord")
MESSAGE = "the audit trail is append-only"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers on every guarded table."""
    with connection.cursor() as cursor:
        for statement in _create(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for reversing the migration, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for table in GUARDED:
            for event in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")


def _create(vendor: str) -> list[str]:
    if vendor == "postgresql":
        body = f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END"
        function = f"CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
        return [function] + [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
            for table in GUARDED
            for event in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in GUARDED
        for event in ("update", "delete")
    ]
