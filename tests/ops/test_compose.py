"""docker-compose.yml and Dockerfile say the same as settings, Makefile and scripts: no engine is needed to see that."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import new_secrets, packages
from scripts.environment import ROOT
from tests.ops.compose_source import compose_file
from tests.ops.settings_source import required_in_production, variables_read

COMPOSE: dict[str, Any] = compose_file()
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
OURS = ("migrate", "web", "worker", "beat")
GUNICORN = {"WEB_CONCURRENCY"}
INTERPOLATION = re.compile(r"(?<!\$)\$\{([A-Z_]+)([^}]*)\}")


def command(name: str) -> str:
    return " ".join(SERVICES[name]["command"])


def interpolations() -> list[tuple[str, str]]:
    """(name, what follows it) of every `${NAME…}` in the file."""
    return INTERPOLATION.findall((ROOT / "docker-compose.yml").read_text(encoding="utf-8").split("\nname:")[1])


def test_the_services_are_those_of_the_house():
    assert set(SERVICES) == {"postgres", "redis", *OURS}


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_one_that_the_settings_read(name: str):
    assert set(SERVICES[name]["environment"]) - GUNICORN <= variables_read()


@pytest.mark.parametrize("name", OURS)
def test_everything_that_production_demands_is_set(name: str):
    environment = SERVICES[name]["environment"]
    assert environment["ENVIRONMENT"] == "production"
    missing = {each for each in required_in_production() if not environment.get(each)}
    assert not missing


def test_no_value_has_a_default():
    assert interpolations()
    assert [name for name, rest in interpolations() if not rest.startswith(":?")] == []


def test_the_example_names_what_compose_asks_for_and_gives_nothing_away():
    lines = re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, flags=re.MULTILINE)
    named = dict(lines)
    assert len(named) == len(lines), "a variable stands there twice"
    passed_on = {name for name, value in SERVICES["web"]["environment"].items() if value is None}
    assert set(named) == {name for name, _ in interpolations()} | passed_on
    assert set(named.values()) == {""}
    assert new_secrets.fresh().keys() <= named.keys()


def test_the_addresses_point_at_the_services_and_carry_their_passwords():
    environment = SERVICES["web"]["environment"]
    assert re.fullmatch(
        r"postgres://lianjian:\$\{POSTGRES_PASSWORD.*\}@postgres:5432/lianjian", environment["DATABASE_URL"]
    )
    assert re.fullmatch(r"redis://:\$\{REDIS_PASSWORD.*\}@redis:6379/0", environment["REDIS_URL"])
    assert SERVICES["postgres"]["environment"]["POSTGRES_USER"] == "lianjian"
    assert SERVICES["postgres"]["environment"]["POSTGRES_DB"] == "lianjian"
    assert "--requirepass" in command("redis")


def test_only_the_web_is_reachable_and_only_from_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
    assert "EXPOSE 8000" in DOCKERFILE
    assert ":8000" in (ROOT / "config" / "gunicorn.py").read_text(encoding="utf-8")


def test_the_commands_run_what_exists():
    assert command("web") == "gunicorn --config config/gunicorn.py config.wsgi:application"
    assert (ROOT / "config" / "gunicorn.py").exists()
    assert importlib.util.find_spec("config.wsgi")
    assert command("worker").startswith("celery -A config worker")
    assert command("beat").startswith("celery -A config beat")
    assert "manage.py migrate --noinput" in command("migrate")
    assert "manage.py collectstatic --noinput" in command("migrate")


def test_gunicorn_takes_its_configuration():
    program = Path(sys.executable).with_name("gunicorn")
    words = [str(program), "--check-config", *SERVICES["web"]["command"][1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_production_and_make_run_start_the_same_programs():
    here = (ROOT / "scripts" / "serve.py").read_text(encoding="utf-8")
    for program in ("gunicorn", "config.wsgi:application", '"worker"', '"beat"'):
        assert program in here
    assert re.search(r"^run: .*\n\t.*scripts\.serve run", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "beat"])
def test_what_keeps_running_is_watched_and_restarted(name: str):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_database_is_migrated(name: str):
    waits = {service: how["condition"] for service, how in SERVICES[name]["depends_on"].items()}
    assert waits == {
        "postgres": "service_healthy",
        "redis": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_what_must_outlive_a_container_is_on_a_volume():
    mounted = {name: [volume.split(":") for volume in service["volumes"]] for name, service in SERVICES.items()}
    assert {volume[0] for volumes in mounted.values() for volume in volumes} == set(COMPOSE["volumes"])
    for name in OURS:
        assert mounted[name] == [["storage", SERVICES[name]["environment"]["STORAGE_DIR"]]]
    assert f"VOLUME {SERVICES['web']['environment']['STORAGE_DIR']}" in DOCKERFILE


@pytest.mark.parametrize("name", OURS)
def test_ours_run_without_privileges(name: str):
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["read_only"] is True
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, flags=re.MULTILINE)


def test_the_image_holds_what_the_scripts_would_install():
    for need in packages.RUN:
        assert need.package in DOCKERFILE
    assert "-r requirements.txt" in DOCKERFILE
    assert "requirements-dev" not in DOCKERFILE


def test_secrets_and_data_stay_out_of_the_image():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".env", ".git", "var", ".venv"} <= set(ignored)


def test_the_health_checks_ask_what_exists():
    for name in ("web", "beat"):
        assert SERVICES[name]["healthcheck"]["test"] == ["CMD", "python", "-m", "scripts.healthcheck", name]
    assert Path(ROOT / "scripts" / "healthcheck.py").exists()
