"""The indicators are those of handbook 3.2, and what must never be scored cannot be."""

from dataclasses import fields
from decimal import Decimal

import pytest

from core.parameters import group, groups
from early_warning.ecology import parameters, registry
from early_warning.ecology.registry import ContextIndicator, Direction, context_indicators, dimensions, indicators


def test_23_indicators_and_six_dimensions_weigh_100():
    assert len(indicators()) == 23
    assert sum(indicator.weight for indicator in indicators()) == 100
    assert sum(dimension.weight for dimension in dimensions()) == 100


@pytest.mark.parametrize(("code", "weight"), [("A", 22), ("B", 22), ("C", 22), ("D", 14), ("E", 8), ("F", 12)])
def test_a_dimension_weighs_what_its_indicators_weigh(code, weight):
    inside = sum(indicator.weight for indicator in indicators() if indicator.dimension == code)
    found = next(dimension for dimension in dimensions() if dimension.code == code)
    assert inside == found.weight == weight


def test_only_c4_and_f1_are_negative():
    assert [i.code for i in indicators() if i.direction is Direction.NEGATIVE] == ["C4", "F1"]


def test_complaints_and_warnings_issued_have_no_weight_and_no_place_for_one():
    assert {indicator.code for indicator in context_indicators()} == {"X0", "X1", "X2", "X3", "X4"}
    assert "weight" not in {field.name for field in fields(ContextIndicator)}
    assert not [g.key for g in groups() if g.key.startswith("ECO-X")]
    scored = " ".join(f"{i.label} {i.formula}" for i in indicators()).lower()
    assert "complaint" not in scored
    assert "warnings issued" not in scored


def test_every_indicator_explains_itself_and_has_its_parameters():
    for indicator in indicators():
        assert indicator.formula
        assert indicator.explanation
        assert indicator.mechanisms
        names = {param.name for param in group(indicator.group).params}
        assert names >= {"weight", "bar", "n_min", "months", "use"}


def test_a_source_for_an_unknown_indicator_is_refused():
    with pytest.raises(KeyError):
        registry.register_source("Z9", lambda _question: {})


@pytest.mark.django_db
def test_the_rule_book_starts_as_version_1():
    book = parameters.rule_book()
    assert book.number == 1
    assert book.index["min_coverage"] == Decimal("0.70")
    assert book.by_code["C1"]["weight"] == 7
