"""The table of variables in docs/operations.md is the one that the settings read."""

import re
from collections import Counter

from scripts.environment import ROOT
from tests.ops.compose_source import compose_file
from tests.ops.settings_source import required_in_production, variables_read

DOC = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
GUNICORN = (ROOT / "config" / "gunicorn.py").read_text(encoding="utf-8")
LINES = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", DOC, flags=re.MULTILINE)
ROWS = dict(LINES)
COMPOSE = compose_file()["services"]
# Compose gives the container one port, behind which the proxy stands.
NOT_HANDED_ON = {"WEB_BIND"}


def test_the_table_lists_every_variable_and_no_other():
    of_gunicorn = set(re.findall(r'environ\.get\("([A-Z_]+)"', GUNICORN))
    of_compose = {name for name, needed in ROWS.items() if needed == "Compose only"}
    assert ROWS.keys() == variables_read() | of_gunicorn | of_compose
    assert of_compose == {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def test_no_variable_is_listed_twice():
    assert [name for name, times in Counter(name for name, _needed in LINES).items() if times > 1] == []


def test_compose_hands_on_every_variable_that_production_may_set():
    may_be_set = {name for name, needed in ROWS.items() if needed not in ("never", "Compose only")}
    assert set(COMPOSE["web"]["environment"]) == may_be_set - NOT_HANDED_ON


def test_the_table_says_which_are_required():
    assert {name for name, needed in ROWS.items() if needed == "required"} == required_in_production()


def test_the_commands_named_there_exist():
    for command in set(re.findall(r"manage\.py ([a-z_]+)", DOC)) - {"migrate", "collectstatic"}:
        assert list(ROOT.glob(f"*/management/commands/{command}.py")), command
    for module in set(re.findall(r"python3 -m scripts\.([a-z_]+)", DOC)):
        assert (ROOT / "scripts" / f"{module}.py").exists()
