"""The audit trail is append-only in the database itself (R23)."""

from django.db import migrations

from core.audit import guard


def install(_apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(_apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
