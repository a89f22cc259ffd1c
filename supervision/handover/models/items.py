from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.columns import day
from core.records.labels import labelled
from supervision.handover.choices import Progress, Source
from supervision.handover.models.scope import OfHandoverQuerySet

FIXED = ("origin", "title", "standing", "due_on")


class HandoverItem(models.Model):
    """One problem of the list. What the system drew keeps its origin, title and status; people add the rest."""

    handover = models.ForeignKey(
        "supervision.Handover", on_delete=models.CASCADE, related_name="items", verbose_name=_("handover")
    )
    source = models.CharField(
        _("put on the list"), max_length=6, choices=Source.choices, default=Source.PERSON, editable=False
    )
    origin = models.CharField(_("origin"), max_length=120)
    title = models.CharField(_("problem"), max_length=300)
    standing = models.CharField(_("status"), max_length=60, blank=True)
    due_on = day(_("due on"))
    measures = models.TextField(_("measures so far"), blank=True)
    remaining = models.TextField(_("what remains"), blank=True)
    risks = models.TextField(_("risks"), blank=True)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    objection = models.TextField(_("objection of the incoming head"), blank=True, editable=False)
    answer = models.TextField(_("answer to the objection"), blank=True, editable=False)
    progress = models.CharField(
        _("found by the check"), max_length=9, choices=Progress.choices, blank=True, editable=False
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    record = GenericForeignKey()

    objects = OfHandoverQuerySet.as_manager()

    class Meta:
        ordering = ["handover", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "content_type", "object_id"], name="handover_item_once")
        ]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("problem handed over"), _("problems handed over")

    def __str__(self) -> str:
        return self.title

    @labelled(_("problem"))
    def headline(self) -> str:
        """The problem, below it where it comes from and how it stood."""
        return f"{self.title}\n{' · '.join(filter(None, (self.origin, self.standing)))}"

    @labelled(_("particulars"))
    def particulars(self) -> str:
        """What was done, what remains, risks and contact, each in its line."""
        rows = (
            (gettext("measures so far"), self.measures),
            (gettext("what remains"), self.remaining),
            (gettext("risks"), self.risks),
            (gettext("contact"), self.contact),
        )
        return "\n".join(f"{label}: {text}" for label, text in rows if text) or "—"

    @labelled(_("objection and answer"))
    def dispute(self) -> str:
        """The objection and its answer."""
        rows = ((gettext("Objection"), self.objection), (gettext("Answer"), self.answer))
        return "\n".join(f"{label}: {text}" for label, text in rows if text) or "—"

    def clean(self) -> None:
        """Nobody rewords what the system drew: the problem stays the one that its own room keeps."""
        if self.pk is None or self.source != Source.SYSTEM:
            return
        before: Any = type(self)._base_manager.get(pk=self.pk)
        for name in FIXED:
            if getattr(before, name) != getattr(self, name):
                raise ValidationError({name: gettext("This was drawn by the system and stays as it is.")})
