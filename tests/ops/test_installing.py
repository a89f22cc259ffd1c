"""Installing says what is missing and how to get it; unchanged requirements are not installed again."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import packages, setup
from scripts.environment import ROOT
from scripts.packages import Missing, Need

ABSENT = Need("libnowhere1", lambda: False)
PRESENT = Need("libhere1", lambda: True)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run."""
    commands: list[list[str]] = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 1, stdout="", stderr="")

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_nothing_missing_runs_nothing(ran: list[list[str]]):
    packages.ensure([PRESENT])
    assert ran == []


def test_without_rights_the_one_command_is_said(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "_privilege", lambda: None)
    with pytest.raises(Missing, match="sudo apt-get update && sudo apt-get install -y libnowhere1"):
        packages.ensure([ABSENT, PRESENT])
    assert ran == []


def test_with_rights_it_installs_and_refreshes_old_lists(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "_privilege", list)
    with pytest.raises(Missing, match="The system did not bring libnowhere1"):
        packages.ensure([ABSENT])
    assert ["install" in command for command in ran] == [True, False, True]
    assert "update" in ran[1]


def test_ubuntu_gets_chromium_as_a_snap(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "_is_ubuntu", lambda: True)
    assert packages.install_command(["gettext", "chromium"]) == (
        "sudo apt-get update && sudo apt-get install -y gettext && sudo snap install chromium"
    )


def test_the_bootstrap_asks_for_the_same_libraries():
    words = (ROOT / "scripts" / "bootstrap.sh").read_text(encoding="utf-8")
    assert f'libraries="{" ".join(need.package for need in packages.RUN)}"' in words


def test_testing_asks_for_servers_only_where_none_listens(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("scripts.ports.answers", lambda port: port == setup.REDIS_PORT)
    needed = {need.package for need in setup.needs_of("test")}
    assert "postgresql" in needed
    assert "redis-server" not in needed
    assert "chromium" not in {need.package for need in setup.needs_of("run")}


def test_sudo_that_asks_for_a_password_is_not_used(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert packages._privilege() is None
    assert ran == [["/usr/bin/sudo", "-n", "true"]]


def test_the_digest_follows_the_files_that_are_included(tmp_path: Path):
    base, more = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    base.write_text("django==5.2\n")
    more.write_text("-r requirements.txt\npytest==9\n")
    before = setup.requirements_digest(more)
    base.write_text("django==5.3\n")
    assert setup.requirements_digest(more) != before


@pytest.fixture
def stamped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A virtual environment and a project folder of the test; the function writes requirements.txt."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    return lambda text: (tmp_path / "requirements.txt").write_text(text) and None


def test_unchanged_requirements_are_not_installed_again(
    stamped: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    installs: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_options: installs.append(command))
    stamped("django==5.2\n")
    setup.install_requirements("requirements.txt")
    setup.install_requirements("requirements.txt")
    assert len(installs) == 1
    stamped("django==5.3\n")
    setup.install_requirements("requirements.txt")
    assert len(installs) == 2
