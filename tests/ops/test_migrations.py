"""The migrations, not only the models, build the database that the product promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from core.audit.guard import GUARDED

ROOT = Path(settings.BASE_DIR)
CHECK = """
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from core.audit.models import AuditEntry
from organization.models import User
from core.audit.services import event_record
entry = event_record(event="read", obj=User.objects.create(username="one"))
for change in (lambda: AuditEntry.objects.filter(pk=entry.pk).update(object_repr="x"),
               lambda: AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default")):
    try:
        change()
    except Exception as error:
        print("refused:", type(error).__name__)
print("roles:", Group.objects.count())
call_command("makemigrations", check=True, dry_run=True)
"""


def manage(url: str, storage: Path, *command: str) -> str:
    environment = os.environ | {"DATABASE_URL": url, "STORAGE_DIR": str(storage), "REDIS_URL": "", "TODAY": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    return tmp_path_factory.mktemp("storage")


@pytest.fixture(scope="module")
def database(storage, django_db_blocker):
    """A database of the kind this run is on, brought from nothing to today by the migrations."""
    if connection.vendor == "sqlite":
        url = f"sqlite:///{storage}/fresh.sqlite3"
        manage(url, storage, "migrate", "-v0")
        yield url
        return
    name = f"lianjian_migrations_{os.getpid()}"
    values = connection.settings_dict
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    url = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT'] or 5432}/{name}"
    try:
        manage(url, storage, "migrate", "-v0")
        yield url
    finally:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_migrations_build_the_models_the_roles_and_an_append_only_trail(database, storage):
    said = manage(database, storage, "shell", "-v0", "-c", CHECK)
    assert "No changes detected" in said
    assert said.count("refused:") == 2
    assert "roles: 22" in said
    assert len(GUARDED) == 4


def test_the_first_schema_of_an_app_can_be_taken_back_and_made_again(database, storage):
    assert "Unapplying cases.0001_initial... OK" in manage(database, storage, "migrate", "cases", "zero")
    assert "Applying cases.0001_initial... OK" in manage(database, storage, "migrate")
