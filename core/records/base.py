"""The record that mechanisms build on: the fields every record of handbook part 1 has."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.columns import day, moment, person
from core.mechanisms.registry import mechanism_of
from core.scope import PermissionScopedQuerySet, Viewer
from core.workflow.models import WorkflowModel
from core.workflow.queries import status_field


class Classification(models.TextChoices):
    """How far a record may go. State secrets have no place in this system (handbook 0.4)."""

    PUBLIC = "PUBLIC", _("Public")
    INTERNAL = "INTERNAL", _("Internal")
    WORK_SECRET = "WORK_SECRET", _("Work secret")


def four_eyes(first: str, second: str, *, name: str) -> models.CheckConstraint:
    """The database's part of "two different people": ``first`` and ``second`` are never the same account."""
    return models.CheckConstraint(condition=~Q(**{first: F(second)}), name=name)


class Record(WorkflowModel):
    """A record with a course. Subclasses declare ``status`` and their steps."""

    doc_no = models.CharField(_("document number"), max_length=40, null=True, blank=True, unique=True, editable=False)
    # By which deadline rule ``due_on`` was counted in a state; states that are not named have it from the house.
    due_rules: ClassVar[Mapping[str, str]] = {}

    created_by_id: int
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
        editable=False,
    )
    created_at = models.DateTimeField(_("made at"), editable=False, db_index=True)  # every list begins with the newest
    handler = person(_("handler"))
    due_on = day(_("due on"))
    closed_at = moment(_("closed at"))
    classification = models.CharField(
        _("classification"), max_length=11, choices=Classification.choices, default=Classification.INTERNAL
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    if not TYPE_CHECKING:  # a subclass brings its own manager
        objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "add")

    def get_absolute_url(self) -> str:
        return reverse(f"{mechanism_of(type(self)).slug}-detail", args=[self.pk])

    @property
    def due_rule(self) -> str:
        """The code of the rule that counted the present ``due_on``, and limits its extension; "" without one."""
        return self.due_rules.get(self.status, "")

    @property
    def is_work_secret(self) -> bool:
        """Whether its pages and papers carry the reader's mark (R26)."""
        return self.classification == Classification.WORK_SECRET

    def steps_kept_from(self, user: Viewer) -> frozenset[str]:
        """Whose desk it lies on is the offices' business."""
        return frozenset() if user.is_staff_role else frozenset({"handling"})

    def prepare(self, actor: Viewer) -> None:
        """Derive values before the row is saved by create or edit. Raises DomainError for what does not fit."""

    def why_not_edit(self, user: Viewer) -> str:
        """Why ``user`` may not rewrite the record; "" when he may. Only its maker, only before its course begins."""
        if self.status != status_field(type(self)).default:
            return gettext("The record has moved on; it cannot be rewritten any more.")
        return "" if self.created_by_id == user.pk else gettext("Only who made the record may rewrite it.")
