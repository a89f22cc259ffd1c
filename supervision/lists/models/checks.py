"""M57: a check of the four layers of responsibility at a unit; what it finds becomes rectification."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import moment, person
from core.records.base import four_eyes
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.rules import refuse_if
from core.workflow.steps import step
from organization.records import UnitRecord
from supervision.lists.choices import PROBLEM_IN_HAND, Category, CheckStatus, Layer, LayerResult, Severity
from supervision.lists.engine.rows import Item
from supervision.lists.engine.rules import CHECK, NOT_OF_THE_UNIT, NOT_THE_MAKER, confirms

COLUMNS = {
    Layer.POLITICAL: "political",
    Layer.FIRST: "first_person",
    Layer.DUAL: "dual_duty",
    Layer.SUPERVISORY: "supervisory",
}
PROBLEMS_IN_HAND = refuse_if(
    lambda check: check.problems.filter(status__in=PROBLEM_IN_HAND).exists(), _("Findings are not struck off yet.")
)


def _layer(layer: Layer) -> models.CharField:
    return models.CharField(layer.label, max_length=9, choices=LayerResult.choices, default=LayerResult.UNCHECKED)


class ResultsFitFindings:
    """A layer with findings is not in order, and one without has no problems."""

    def __call__(self, check: Any) -> bool:
        return not self.wrong(check)

    def wrong(self, check: Any) -> list[str]:
        found = set(check.findings.values_list("layer", flat=True))
        return [
            str(Layer(layer).label)
            for layer, column in COLUMNS.items()
            if (getattr(check, column) == LayerResult.PROBLEMS) != (layer in found)
        ]

    def why_for(self, check: Any) -> str:
        return gettext("Result and findings do not fit: %(layers)s.") % {"layers": "、".join(self.wrong(check))}


class ResponsibilityCheck(UnitRecord):
    """One check at one unit: four layers as columns, findings below."""

    title = models.CharField(_("name of the check"), max_length=120)
    checked_on = models.DateField(_("checked on"))
    political = _layer(Layer.POLITICAL)
    first_person = _layer(Layer.FIRST)
    dual_duty = _layer(Layer.DUAL)
    supervisory = _layer(Layer.SUPERVISORY)
    summary = models.TextField(_("what was checked and how"))
    confirmer = person(_("confirmed by"))
    confirmed_at = moment(_("confirmed at"))
    status = StateField(_("status"), default=CheckStatus.DRAFT, choices=CheckStatus.choices)

    class Meta(UnitRecord.Meta):
        constraints = [four_eyes("created_by", "confirmer", name="responsibility_check_four_eyes")]
        verbose_name = _("check of responsibilities")
        verbose_name_plural = _("checks of responsibilities")

    def __str__(self) -> str:
        return self.title

    @step(CheckStatus.DRAFT, CheckStatus.CONFIRMED, confirms, _("Confirm and open the rectification"), style="primary",
          conditions=(ResultsFitFindings(),), actor_rules=(NOT_THE_MAKER, NOT_OF_THE_UNIT))  # fmt: skip
    def confirm(self, *, actor: Viewer, **_values: Any) -> None:
        """A second person confirms; each finding becomes a confirmed problem of the unit."""
        from supervision.lists.services import findings_open

        self.confirmer, self.confirmed_at = actor, clock.now()
        findings_open(check=self, actor=actor)

    @step(CheckStatus.CONFIRMED, CheckStatus.CLOSED, CHECK, _("Close"), style="primary",
          conditions=(PROBLEMS_IN_HAND,), actor_rules=(NOT_OF_THE_UNIT,), closes=True)  # fmt: skip
    def close(self, **_values: Any) -> None: ...


class CheckFinding(Item):
    """One finding in one layer."""

    parent = "check_of"

    check_of = models.ForeignKey(
        ResponsibilityCheck,
        on_delete=models.CASCADE,
        related_name="findings",
        verbose_name=_("check of responsibilities"),
    )
    layer = models.CharField(_("layer of responsibility"), max_length=11, choices=Layer.choices)
    title = models.CharField(_("problem"), max_length=120)
    fact = models.TextField(_("facts"))
    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.GOVERNANCE)
    severity = models.PositiveSmallIntegerField(
        _("severity of the problem"), choices=Severity.choices, default=Severity.SLIGHT
    )

    class Meta(Item.Meta):
        constraints = [models.UniqueConstraint(fields=["check_of", "no"], name="check_finding_number_once")]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self) -> str:
        return self.title


def why_not_findings(check: Any, user: Viewer) -> str:
    """Findings belong to the draft and to who makes the check."""
    if check.status != CheckStatus.DRAFT:
        return gettext("The check is confirmed.")
    return "" if check.created_by_id == user.pk else gettext("Only who makes the check writes its findings.")
