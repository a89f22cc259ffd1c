"""Production does not start with a missing or default secret, and says which (issue A, item 1)."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import settings as source
from scripts import new_secrets
from scripts.environment import ROOT
from tests.ops.settings_source import required_in_production

GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "a-key-of-the-test-that-is-long-enough-for-production-0123456789",
    "FIELD_KEY": "dGVzdC1rZXktb2YtMzItYnl0ZXMtZXhhY3RseS0hISE=",
    "BLIND_INDEX_KEY": "another-key-of-the-test-0123456789-0123456789",
    "DATABASE_URL": "postgres://lianjian:secret@127.0.0.1:5432/lianjian",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "BASE_URL": "https://lianjian.example",
    "ALLOWED_HOSTS": "lianjian.example",
}
DEFAULTS = {
    "SECRET_KEY": source.DEVELOPMENT_SECRET,
    "FIELD_KEY": source.DEVELOPMENT_FIELD_KEY,
    "BLIND_INDEX_KEY": source.DEVELOPMENT_SECRET,
}


def start(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` in a fresh process that knows nothing but `environment`."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "STORAGE_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_with_everything_set(tmp_path: Path):
    done = start(tmp_path, **GOOD)
    assert done.returncode == 0, done.stderr


def test_the_cases_below_are_all_that_production_demands():
    assert GOOD.keys() - {"ENVIRONMENT"} == required_in_production()


@pytest.mark.parametrize("name", sorted(GOOD.keys() - {"ENVIRONMENT"}))
def test_it_names_what_is_missing(name: str, tmp_path: Path):
    done = start(tmp_path, **{**GOOD, name: ""})
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr
    assert "docs/operations.md" in done.stderr


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_it_names_a_default_secret(name: str, tmp_path: Path):
    done = start(tmp_path, **{**GOOD, name: DEFAULTS[name]})
    assert done.returncode != 0
    assert f"{name} still has its development default" in done.stderr
    assert DEFAULTS[name] not in done.stderr.splitlines()[-1]


def test_it_refuses_a_short_secret_key(tmp_path: Path):
    done = start(tmp_path, **{**GOOD, "SECRET_KEY": "short"})
    assert done.returncode != 0
    assert "SECRET_KEY is too short" in done.stderr


def test_it_refuses_a_field_key_that_could_not_encrypt(tmp_path: Path):
    done = start(tmp_path, **{**GOOD, "FIELD_KEY": f"{GOOD['FIELD_KEY']},not-a-key"})
    assert done.returncode != 0
    assert "FIELD_KEY: key 2 of 2" in done.stderr


def test_it_starts_with_the_secrets_that_we_tell_people_to_make(tmp_path: Path):
    made = new_secrets.fresh()
    assert start(tmp_path, **GOOD | {name: made[name] for name in DEFAULTS}).returncode == 0


def test_it_refuses_an_unknown_environment(tmp_path: Path):
    done = start(tmp_path, **{**GOOD, "ENVIRONMENT": "prod"})
    assert done.returncode != 0
    assert "ENVIRONMENT is 'prod'" in done.stderr


def test_nothing_set_is_development_and_starts(tmp_path: Path):
    assert start(tmp_path).returncode == 0
