"""Reads that more than one door needs: the same kind's history, the conversion funnel, the models' catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from core.parameters.models import ParameterVersion
from organization.models import UnitKind

from .gate import Standing, standings
from .models import OPEN, CheckResult, DoubtHandover, DoubtPoint, DoubtStatus, Outcome, Verdict
from .registry import CheckModel, all_models


@dataclass(frozen=True)
class Likes:
    """What became of earlier doubt points of the same model at the same unit."""

    total: int
    reviewed: int
    confirmed: int


def likes_of(doubt: DoubtPoint) -> Likes:
    counts = DoubtPoint.objects.like(doubt).aggregate(
        total=Count("pk"),
        reviewed=Count("pk", filter=~Q(verdict="")),
        confirmed=Count("pk", filter=Q(verdict=Verdict.CONFIRMED)),
    )
    return Likes(**counts)


@dataclass(frozen=True)
class Conversion:
    """The way of one model's doubt points (handbook M07): found → reviewed → confirmed → handed over."""

    model: CheckModel
    found: int
    open: int
    reviewed: int
    confirmed: int
    excluded: int
    reminded: int
    warned: int
    vanished: int
    standing: Standing

    @property
    def steps(self) -> list[int]:
        return [self.found, self.reviewed, self.confirmed, self.reminded + self.warned]


def conversions() -> list[Conversion]:
    """Counts only, over all units: no unit and no record can be read from them."""
    rows = {row.pop("model"): row for row in DoubtPoint.objects.order_by().values("model").annotate(**_counts())}
    records = standings()
    empty = dict.fromkeys(_counts(), 0)
    return [
        Conversion(model=model, standing=records[model.code], **(empty | rows.get(model.code, {})))
        for model in all_models()
    ]


def _counts() -> dict[str, Count]:
    conditions = {
        "found": Q(),
        "open": Q(status__in=OPEN),
        "reviewed": ~Q(verdict=""),
        "confirmed": Q(verdict=Verdict.CONFIRMED),
        "excluded": Q(verdict=Verdict.EXCLUDED),
        "reminded": Q(status=DoubtStatus.REMINDED),
        "warned": Q(status=DoubtStatus.WARNED),
        "vanished": Q(vanished_at__isnull=False),
    }
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


@dataclass(frozen=True)
class Fairness:
    """One model's reviews among units of one type (R36: does it hit one kind of unit more than it is right?)."""

    kind: str
    found: int
    reviewed: int
    confirmed: int

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.confirmed) / self.reviewed if self.reviewed else None


def fairness_of(model: CheckModel) -> list[Fairness]:
    """Hits and confirm rates by unit type, for the half-yearly review."""
    rows = DoubtPoint.objects.filter(model=model.code).order_by().values_list("unit__kind")
    counted = rows.annotate(
        found=Count("pk"),
        reviewed=Count("pk", filter=~Q(verdict="")),
        confirmed=Count("pk", filter=Q(verdict=Verdict.CONFIRMED)),
    )
    words = dict(UnitKind.choices)
    return [Fairness(str(words[kind]), *numbers) for kind, *numbers in counted.order_by("unit__kind")]


def outcome_grid(run_pk: int, user: Any) -> dict[str, dict[str, int]]:
    """Units by outcome for each model of a run, as far as `user` may see."""
    rows = CheckResult.objects.visible_to(user).filter(run=run_pk).order_by().values_list("model", "outcome")
    grid: dict[str, dict[str, int]] = {}
    for model, outcome, count in rows.annotate(count=Count("pk")):
        grid.setdefault(model, dict.fromkeys(Outcome.values, 0))[outcome] = count
    return dict(sorted(grid.items()))


def parameter_history(model: CheckModel) -> QuerySet[ParameterVersion]:
    """Every change of the model's parameters, newest first; version 1 is the code's own and has no row."""
    return (
        ParameterVersion.objects.filter(group=model.code)
        .select_related("proposed_by", "approved_by")
        .order_by("-version")
    )


def handovers_of(doubt: DoubtPoint) -> QuerySet[DoubtHandover]:
    return doubt.handovers.select_related("handed_by").prefetch_related("made")
