"""Preparing is idempotent, apart from real data, and starts anew after a broken build."""

from pathlib import Path

import pytest

from scripts import environment, prepare
from scripts.instance import LOCK_NAME, Running, claim

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Names of the manage.py commands that preparing runs, in a storage folder of the test."""
    made: list[str] = []

    def manage(_environment: dict[str, str], *arguments: str, capture: bool = False) -> str:
        made.append(arguments[0])
        return ""

    monkeypatch.setattr(prepare, "manage", manage)
    monkeypatch.setattr(prepare, "storage", lambda kind: tmp_path)
    return made


def test_the_city_is_built_once(calls: list[str]):
    prepare.prepare("demo", {})
    prepare.prepare("demo", {})
    assert calls == ["migrate", "demo_city", "migrate"]


def test_a_broken_build_is_cleared_away_but_not_our_lock(calls: list[str], tmp_path: Path):
    (tmp_path / "filings").mkdir()
    (tmp_path / "lianjian.sqlite3").touch()
    (tmp_path / LOCK_NAME).touch()
    prepare.prepare("demo", {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [prepare.FINISHED, LOCK_NAME]


def test_fresh_builds_it_anew(calls: list[str]):
    prepare.prepare("demo", {})
    prepare.prepare("demo", {}, fresh=True)
    assert calls.count("demo_city") == 2


def test_run_builds_no_city(calls: list[str]):
    prepare.prepare("run", {})
    assert calls == ["migrate"]


def test_a_failing_command_is_named():
    with pytest.raises(prepare.Unprepared, match=r"manage\.py no_such_command"):
        prepare.manage(environment.for_running("run", ADDRESS), "no_such_command", capture=True)


def test_the_demo_never_touches_what_the_shell_points_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://production/real")
    monkeypatch.setenv("EMAIL_URL", "smtp://real")
    monkeypatch.setenv("REDIS_URL", "redis://real")
    monkeypatch.setenv("ENVIRONMENT", "production")
    found = environment.for_running("demo", ADDRESS)
    assert found["DATABASE_URL"].endswith("/var/demo/lianjian.sqlite3")
    assert (found["EMAIL_URL"], found["REDIS_URL"], found["ENVIRONMENT"]) == ("", "", "demo")
    assert found["TODAY"] == "2026-06-30"


def test_run_keeps_what_the_shell_says(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://here/mine")
    assert environment.for_running("run", ADDRESS)["DATABASE_URL"] == "postgres://here/mine"


def test_a_second_start_is_pointed_to_the_first(tmp_path: Path):
    with claim(tmp_path) as held:
        held.publish(ADDRESS)
        with pytest.raises(Running) as refused, claim(tmp_path):
            pass
    assert refused.value.address == ADDRESS
    with claim(tmp_path):
        pass
