"""The diagrams in docs/states come from the code: one a record with a course, none out of date."""

import pytest
from django.core.management import CommandError, call_command

from core.parameters.models import ParameterChange
from core.workflow import diagrams


def test_the_committed_diagrams_are_current():
    stale = [path.name for path in diagrams.outdated()]
    assert not stale, f"run manage.py state_diagrams: {stale}"


def test_every_record_with_a_course_has_a_page():
    names = {path.name for path in diagrams.pages()}
    assert {f"{model._meta.label_lower}.md" for model in diagrams.engines()} <= names


def test_a_diagram_names_states_steps_and_refusals():
    text = diagrams.pages()[diagrams.FOLDER / f"{ParameterChange._meta.label_lower}.md"]
    assert "PROPOSED --> APPROVED: Approve" in text
    assert "[*] --> PROPOSED" in text
    assert "Whoever proposed a change cannot decide on it." in text


def test_a_stale_page_fails_the_check_and_is_mended(monkeypatch, tmp_path):
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    (tmp_path / "gone.model.md").write_text("old")
    with pytest.raises(CommandError, match=r"gone\.model\.md"):
        call_command("state_diagrams", check=True)
    call_command("state_diagrams", verbosity=0)
    assert not (tmp_path / "gone.model.md").exists()
    call_command("state_diagrams", check=True)
