"""Versions of the wording of documents: proposed by an administrator, decided by the secretary, never edited."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.documents.texts.registry import DocumentKind, TextPart, find_kind
from core.scope import PermissionScopedQuerySet
from core.workflow.fields import StateField
from core.workflow.models import WorkflowModel
from core.workflow.rules import refuse_actor_if


class TextState(models.TextChoices):
    """Where a proposed wording stands."""

    PROPOSED = "PROPOSED", _("Proposed")
    APPROVED = "APPROVED", _("Approved")
    REJECTED = "REJECTED", _("Rejected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


def _is_proposer(text: "DocumentText", user: Any) -> bool:
    return text.proposed_by_id == user.pk


def _is_not_proposer(text: "DocumentText", user: Any) -> bool:
    return not _is_proposer(text, user)


OWN_PROPOSAL = refuse_actor_if(_is_proposer, _("Whoever proposed a text cannot decide on it."))
OTHERS_PROPOSAL = refuse_actor_if(_is_not_proposer, _("Only whoever proposed a text can withdraw it."))


class DocumentText(WorkflowModel):
    """One version of one part of a document's wording. Version 0 is the default of the code and has no row."""

    kind = models.CharField(_("document type"), max_length=8)
    part = models.CharField(_("part of the text"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    effective_from = models.DateField(_("effective from"))
    grounds = models.TextField(_("grounds"))
    basis_checked = models.BooleanField(
        _("basis checked"), default=False, help_text=_("Somebody has read the articles that the text cites.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    status = StateField(_("status"), default=TextState.PROPOSED, choices=TextState.choices)

    objects = PermissionScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        ordering = ["kind", "part", "-version"]
        default_permissions = ("view",)
        permissions = [
            ("propose_documenttext", _("Can propose texts of documents")),
            ("approve_documenttext", _("Can approve texts of documents")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "part", "version"], name="document_text_version_once"),
            models.UniqueConstraint(
                fields=["kind", "part"], condition=Q(status="PROPOSED"), name="document_text_one_open_proposal"
            ),
            models.CheckConstraint(
                condition=~Q(status="APPROVED") | Q(approved_by__isnull=False), name="document_text_approved_by"
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("proposed_by")), name="document_text_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.part_label} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("document-text", args=[self.pk])

    @property
    def definition(self) -> DocumentKind:
        """The kind of document it belongs to."""
        return find_kind(self.kind)

    @property
    def text_part(self) -> TextPart:
        """What the part allows."""
        return self.definition.part(self.part)

    @property
    def part_label(self) -> str:
        """The part in words; its key when no room registers it any more."""
        try:
            return str(self.text_part.label)
        except KeyError:
            return self.part

    def get_part_display(self) -> str:
        """What pages show of ``part``."""
        return self.part_label

    @transition(
        field=status,
        source=TextState.PROPOSED,
        target=TextState.APPROVED,
        permission="core.approve_documenttext",
        custom={"label": _("Approve"), "reason": "optional", "style": "primary", "actor_rules": [OWN_PROPOSAL]},
    )
    def approve(self, *, actor: Any, reason: str = "") -> None:
        """From ``effective_from`` on documents are printed with it."""
        self.approved_by = actor

    @transition(
        field=status,
        source=TextState.PROPOSED,
        target=TextState.REJECTED,
        permission="core.approve_documenttext",
        custom={"label": _("Reject"), "reason": "required", "actor_rules": [OWN_PROPOSAL]},
    )
    def reject(self, *, actor: Any, reason: str = "") -> None:
        """The wording stays as it is."""

    @transition(
        field=status,
        source=TextState.PROPOSED,
        target=TextState.WITHDRAWN,
        permission="core.propose_documenttext",
        custom={"label": _("Withdraw"), "reason": "optional", "actor_rules": [OTHERS_PROPOSAL]},
    )
    def withdraw(self, *, actor: Any, reason: str = "") -> None:
        """The proposer thought better of it."""
