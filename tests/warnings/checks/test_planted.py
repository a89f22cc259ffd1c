"""Every model finds its planted rows and none of its decoys (handbook 6.3), with everything filed together."""

import pytest

from early_warning.checks import engine, library, registry  # noqa: F401 - importing the library fills the registry

from .frames import BUILT, defaults, load


def everything():
    """All planted and decoy rows of the models that are built, as units would file them."""
    units = {}
    for entry in BUILT:
        for part in (entry, *entry["decoys"]):
            for kind, rows in part["rows"].items():
                units.setdefault(part["unit"], {}).setdefault(kind, []).extend(rows)
    return units


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return load(tmp_path_factory.mktemp("filed"), everything())


def test_every_registered_model_has_a_planted_positive():
    assert {entry["model"] for entry in BUILT} == {model.code for model in registry.all_models()}


@pytest.mark.parametrize("entry", BUILT, ids=lambda entry: f"{entry['id']}-{entry['model']}")
def test_model_finds_exactly_the_planted_rows(entry, data):
    model = registry.get(entry["model"])
    found = engine.find(model, data, defaults(model))
    assert sorted(sorted(hit.object_ids) for hit in found) == sorted(sorted(ids) for ids in entry["object_ids"])
    assert len(found) == entry["expected_hits"]
    assert {hit.unit_code for hit in found} == {entry["unit"]}


@pytest.mark.parametrize("entry", BUILT, ids=lambda entry: entry["id"])
def test_hits_carry_the_planted_rows(entry, data):
    model = registry.get(entry["model"])
    kinds = {ref.kind for hit in engine.find(model, data, defaults(model)) for ref in hit.rows}
    assert kinds
    assert kinds <= set(entry["rows"])
