from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, moment
from core.deadlines.queries import due_date
from core.records.base import Record
from core.scope import Viewer
from core.workflow.fields import StateField
from core.workflow.steps import step
from supervision.declarations.choices import CampaignKind, CampaignStatus
from supervision.declarations.parameters import ANNUAL_RULE
from supervision.declarations.rights import OPEN_CAMPAIGN


class DeclarationCampaign(Record):
    """The annual filing of one year (年度集中申报). A person opens it; then every official in office owes one."""

    kind = models.CharField(_("what is filed"), max_length=6, choices=CampaignKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    last_day = day(_("last day"))
    opened_at = moment(_("opened at"))
    status = StateField(_("status"), default=CampaignStatus.PREPARED, choices=CampaignStatus.choices)

    class Meta(Record.Meta):
        ordering = ["-year", "kind"]
        verbose_name, verbose_name_plural = _("annual filing"), _("annual filings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year"],
                name="campaign_one_a_year",
                violation_error_message=_("There is an annual filing of this kind for this year."),
            ),
            models.CheckConstraint(
                condition=Q(status=CampaignStatus.PREPARED) | Q(opened_at__isnull=False), name="campaign_opened"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    def prepare(self, actor: Viewer) -> None:
        """The last day by rule D17."""
        self.last_day = due_date(ANNUAL_RULE, date(self.year, 1, 1))

    @step(CampaignStatus.PREPARED, CampaignStatus.OPEN, OPEN_CAMPAIGN, _("Open the annual filing"), style="primary")
    def open(self, *, actor: Viewer, **_values: Any) -> None:
        from supervision.declarations.services.campaigns import declarations_owe

        self.opened_at = clock.now()
        declarations_owe(campaign=self, actor=actor)

    @step(CampaignStatus.OPEN, CampaignStatus.OPEN, OPEN_CAMPAIGN, _("Add officials who took office since"))
    def add_newcomers(self, *, actor: Viewer, **_values: Any) -> None:
        from supervision.declarations.services.campaigns import declarations_owe

        declarations_owe(campaign=self, actor=actor)

    @step(CampaignStatus.OPEN, CampaignStatus.CLOSED, OPEN_CAMPAIGN, _("Close the annual filing"), closes=True)
    def close(self, **_values: Any) -> None:
        """What is missing stays due: closing excuses nobody."""
