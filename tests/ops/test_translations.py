"""The check of the catalogues finds each kind of fault, and `update` writes what the product reads."""

from pathlib import Path

import polib
import pytest

from scripts import translations


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A committed catalogue, compiled, and a fresh collection that agrees with it."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    committed, fresh = tmp_path / "committed.po", tmp_path / "fresh.po"
    write(committed, {"Notice": "通知", "Unit": "单位"})
    polib.pofile(str(committed)).save_as_mofile(str(committed.with_suffix(".mo")))
    write(fresh, {"Notice": "", "Unit": ""})
    return committed, fresh


def write(path: Path, messages: dict[str, str], fuzzy: str = "") -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for msgid, msgstr in messages.items():
        catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=["fuzzy"] if msgid == fuzzy else []))
    catalogue.save(str(path))


def test_a_complete_catalogue_has_no_fault(catalogues: tuple[Path, Path]):
    assert translations.faults(*catalogues) == []


def test_a_new_string_is_missed(catalogues: tuple[Path, Path]):
    write(catalogues[1], {"Notice": "", "Unit": "", "Reply": ""})
    assert translations.faults(*catalogues) == ["not in the catalogue: 'Reply'"]


def test_a_string_that_is_gone_is_named(catalogues: tuple[Path, Path]):
    write(catalogues[1], {"Notice": ""})
    assert translations.faults(*catalogues) == ["in the catalogue, not in the source: 'Unit'"]


def test_untranslated_and_fuzzy_strings_are_named(catalogues: tuple[Path, Path]):
    write(catalogues[0], {"Notice": "", "Unit": "单位"}, fuzzy="Unit")
    found = translations.faults(*catalogues)
    assert "untranslated: 'Notice'" in found
    assert "fuzzy: 'Unit'" in found


def test_a_compiled_file_that_says_something_else_is_named(catalogues: tuple[Path, Path]):
    write(catalogues[0], {"Notice": "通知书", "Unit": "单位"})
    assert translations.faults(*catalogues) == ["committed.mo does not say what its catalogue says: make messages"]


def test_a_missing_compiled_file_is_named(catalogues: tuple[Path, Path]):
    catalogues[0].with_suffix(".mo").unlink()
    assert translations.faults(*catalogues) == ["committed.mo is missing: make messages"]
