"""The precision gate (handbook 3.3) and automatic suspension (R36): what a model's past reviews let it do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from core.parameters import Param, ParameterGroup, Values, define, values

from .models import DoubtPoint, ModelStanding, Verdict
from .registry import CheckModel, all_models

PARAMETERS = define(
    ParameterGroup(
        "checks",
        _("Health check: precision gate and periods"),
        (
            Param("gate_reviewed", 30, _("Reviews before level 3"), "条", "手册3.3精度门槛"),
            Param("gate_rate", Decimal("0.20"), _("Confirm rate before level 3"), "×", "手册3.3精度门槛"),
            Param("capped_level", 1, _("Level until then"), "级", "手册3.3精度门槛"),
            Param("suspend_reviewed", 50, _("Reviews before suspension"), "条", "手册R36"),
            Param("suspend_rate", Decimal("0.10"), _("Suspended below this confirm rate"), "×", "手册R36"),
            Param("material_days", 5, _("Days to hand in material"), "工作日", "模型设定"),
            Param("triage_days", 10, _("Doubt point verified, and decided on once confirmed, within"), "工作日", "M06"),
        ),
    )
)


@dataclass(frozen=True)
class Standing:
    """A model's record and what follows from it."""

    code: str
    reviewed: int
    confirmed: int
    passed: bool
    suspended: bool
    switched_off: bool

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.confirmed) / self.reviewed if self.reviewed else None

    @property
    def may_run(self) -> bool:
        return not self.suspended and not self.switched_off


def standings(*, as_of: date | None = None) -> dict[str, Standing]:
    """The standing of every registered model, in two queries."""
    rules = values("checks", as_of=as_of)
    rows = {row.code: row for row in ModelStanding.objects.all()}
    counts = _counts(rows)
    codes = [model.code for model in all_models()]
    return {code: _standing(code, rows.get(code), counts.get(code, (0, 0)), rules) for code in codes}


def _counts(rows: dict[str, ModelStanding]) -> dict[str, tuple[int, int]]:
    """(reviewed, confirmed) by model; a model that was put back counts only from that day on."""
    recent = Q()
    for row in rows.values():
        if row.count_from:
            recent &= ~Q(model=row.code) | Q(verified_at__date__gte=row.count_from)
    found = (
        DoubtPoint.objects.reviewed()
        .filter(recent)
        .order_by()
        .values_list("model")
        .annotate(reviewed=Count("pk"), confirmed=Count("pk", filter=Q(verdict=Verdict.CONFIRMED)))
    )
    return {model: (reviewed, confirmed) for model, reviewed, confirmed in found}


def _standing(code: str, row: ModelStanding | None, counts: tuple[int, int], rules: Values) -> Standing:
    reviewed = counts[0] + (row.trial_reviewed if row else 0)
    confirmed = counts[1] + (row.trial_confirmed if row else 0)
    return Standing(
        code=code,
        reviewed=reviewed,
        confirmed=confirmed,
        passed=reviewed >= rules["gate_reviewed"] and confirmed >= rules["gate_rate"] * reviewed,
        suspended=reviewed >= rules["suspend_reviewed"] and confirmed < rules["suspend_rate"] * reviewed,
        switched_off=bool(row and row.switched_off),
    )


def severity_let_through(model: CheckModel, standing: Standing, *, as_of: date | None = None) -> int:
    """The model's own severity once its reviews have earned it, else the capped level."""
    if standing.passed:
        return model.severity
    return min(model.severity, int(values("checks", as_of=as_of)["capped_level"]))
