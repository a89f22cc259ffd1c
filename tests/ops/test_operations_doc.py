"""The table of variables in docs/operations.md is the one that the settings read."""

import re

from scripts.environment import ROOT
from tests.ops.settings_source import required_in_production, variables_read

DOC = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
GUNICORN = (ROOT / "config" / "gunicorn.py").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", DOC, flags=re.MULTILINE))


def test_the_table_lists_every_variable_and_no_other():
    of_gunicorn = set(re.findall(r'environ\.get\("([A-Z_]+)"', GUNICORN))
    of_compose = {name for name, needed in ROWS.items() if needed == "Compose only"}
    assert ROWS.keys() == variables_read() | of_gunicorn | of_compose
    assert of_compose == {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def test_the_table_says_which_are_required():
    assert {name for name, needed in ROWS.items() if needed == "required"} == required_in_production()


def test_the_commands_named_there_exist():
    for command in set(re.findall(r"manage\.py ([a-z_]+)", DOC)) - {"migrate", "collectstatic"}:
        assert list(ROOT.glob(f"*/management/commands/{command}.py")), command
    for module in set(re.findall(r"python3 -m scripts\.([a-z_]+)", DOC)):
        assert (ROOT / "scripts" / f"{module}.py").exists()
