"""The floors of the house hold: an app imports only from the floors below it (pyproject.toml, [tool.importlinter])."""

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from scripts.environment import ROOT


def test_no_app_imports_from_a_floor_above_it(capsys: pytest.CaptureFixture[str]):
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == EXIT_STATUS_SUCCESS, capsys.readouterr().out
