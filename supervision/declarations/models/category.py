from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.columns import day, person
from core.deadlines.models import BasisTag
from core.records.base import Record, four_eyes
from core.scope import PermissionScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.rules import not_by
from core.workflow.steps import step
from supervision.declarations.choices import CategoryStatus

APPROVE = "supervision.approve_prohibitedcategory"


class CategoryQuerySet(PermissionScopedQuerySet):
    def in_force(self) -> "CategoryQuerySet":
        return self.filter(status=CategoryStatus.IN_FORCE)


class ProhibitedCategory(Record):
    """A kind of business that relatives of certain officials may not run. The text of the 2022 rule is not public:
    the customer enters the categories, one person proposes them and another puts them in force."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("prohibited category"), max_length=120)
    applies_to = models.CharField(_("applies to"), max_length=200)
    basis_text = models.CharField(_("basis"), max_length=300)
    basis_tag = models.CharField(_("trust"), max_length=5, choices=BasisTag.choices, default=BasisTag.CFG)
    approver = person(_("approved by"))
    in_force_from = day(_("in force from"))
    in_force_to = day(_("in force to"))
    status = StateField(_("status"), default=CategoryStatus.DRAFT, choices=CategoryStatus.choices)

    if not TYPE_CHECKING:
        objects = CategoryQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["code"]
        verbose_name, verbose_name_plural = _("prohibited category"), _("prohibited categories")
        permissions = [("approve_prohibitedcategory", _("Can put prohibited categories in force"))]
        constraints = [
            four_eyes("created_by", "approver", name="kincategory_four_eyes"),
            models.CheckConstraint(
                condition=Q(status=CategoryStatus.DRAFT) | Q(approver__isnull=False, in_force_from__isnull=False),
                name="kincategory_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @step(
        CategoryStatus.DRAFT, CategoryStatus.IN_FORCE, APPROVE, _("Put in force"), style="primary",
        actor_rules=(not_by("created_by", _("Who proposed it may not put it in force.")),),
    )  # fmt: skip
    def approve(self, *, actor: Viewer, **_values: Any) -> None:
        self.approver, self.in_force_from = actor, clock.today()

    @step(
        CategoryStatus.IN_FORCE, CategoryStatus.ENDED, APPROVE, _("End"), reason="required", style="danger", closes=True
    )
    def end(self, **_values: Any) -> None:
        self.in_force_to = clock.today()
