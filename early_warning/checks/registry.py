"""What a health-check model is: its words, its numbers, what it reads, and the expression that finds its hits.

The registry is the only list of models. A model is data plus two pure functions over Ibis tables, so the same
model runs on DuckDB here and on a cluster elsewhere, and a test needs neither Django's database nor a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import ibis.expr.types as ir
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.parameters.registry import Param, ParameterGroup, define
from early_warning.filings.catalogue import kind_of

Text = str | Promise
Data = Mapping[str, ir.Table]


class Values(Protocol):
    """Parameter values by name: the database's (core.parameters.Values) or a plain dict in tests."""

    def __getitem__(self, name: str, /) -> Any: ...


Expression = Callable[[Data, Values], ir.Table]


class AlertClass(StrEnum):
    """Handbook M11: the three classes of alert a supervision platform must know."""

    BEFORE = "BEFORE"
    DURING = "DURING"
    AFTER = "AFTER"

    @property
    def label(self) -> Text:
        return {"BEFORE": _("Before the fact"), "DURING": _("In process"), "AFTER": _("After the fact")}[self]


class Measure(StrEnum):
    """How a finding's value and threshold are to be read: yuan, a share of one, or a number of things."""

    MONEY = "MONEY"
    RATIO = "RATIO"
    COUNT = "COUNT"


@dataclass(frozen=True)
class Needs:
    """A dataset kind the model cannot do without. Of each group in `any_of` one column must carry values; of `mapped`
    one must have been in the unit's file: an empty cell is an answer only where the column was asked for."""

    kind: str
    any_of: tuple[tuple[str, ...], ...] = ()
    mapped: tuple[str, ...] = ()

    @property
    def label(self) -> Text:
        """The dataset's name for people."""
        return kind_of(self.kind).label


@dataclass(frozen=True)
class Finding:
    """One way a model can hit: how its value compares to its threshold, and the sentence a head of unit reads.
    `counted` names what a count counts."""

    code: str
    measure: Measure
    comparison: str
    sentence: Text
    counted: Text = ""


@dataclass(frozen=True)
class CheckModel:
    """A health-check model (handbook M05, 3.3). `severity` is 1 note, 2 attention, 3 verify with priority."""

    code: str
    name: Text
    formula: Text
    plain: Text
    parameters: tuple[Param, ...]
    needs: tuple[Needs, ...]
    findings: tuple[Finding, ...]
    severity: int
    basis: str
    basis_tag: str
    alert_class: AlertClass
    false_positives: tuple[Text, ...]
    hits: Expression
    population: Expression
    statistical: bool = False

    def finding(self, code: str) -> Finding:
        """The finding with this code; KeyError when the model's expression names one it never declared."""
        return {finding.code: finding for finding in self.findings}[code]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(need.kind for need in self.needs)


_models: dict[str, CheckModel] = {}


def register(model: CheckModel) -> CheckModel:
    """Add a model and its parameters; ValueError when the code is taken: two files cannot quietly claim one."""
    if model.code in _models:
        raise ValueError(f"health-check model {model.code} is registered twice")
    _models[model.code] = model
    define(ParameterGroup(model.code, format_lazy("{} {}", model.code, model.name), model.parameters))
    return model


def all_models() -> list[CheckModel]:
    """Every registered model by code, whatever order the files were imported in."""
    return [_models[code] for code in sorted(_models)]


def get(code: str) -> CheckModel:
    return _models[code]


def pick(codes: Iterable[str] | None = None) -> list[CheckModel]:
    """The models with these codes, or all; KeyError names the first unknown one."""
    return all_models() if not codes else [get(code) for code in sorted(set(codes))]
