"""Rows that every list has: items, evidence, checks."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.scope import NOTHING, ScopedQuerySet, Viewer
from supervision.lists.choices import CheckKind, Level


class BelowQuerySet(ScopedQuerySet):
    """Rows below a record are seen with it. ``parent`` names the record's column."""

    def scope_q(self, user: Viewer) -> Q:
        model: Any = self.model
        above: Any = model._meta.get_field(model.parent).related_model
        seen = above.objects.visible_to(user)
        return NOTHING if seen.query.is_empty() else Q(**{f"{model.parent}__in": seen.values("pk")})


class Below(models.Model):
    """A row below a record; ``parent`` is the name of the column that leads to it."""

    parent: str

    objects: Any
    if not TYPE_CHECKING:
        objects = BelowQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class Levelled(Below):
    """What says whether it is done on the own level or leads the whole system 抓本级、带系统 (M59)."""

    level = models.CharField(_("own level or system"), max_length=6, choices=Level.choices, default=Level.OWN)

    class Meta(Below.Meta):
        abstract = True


class Item(Levelled):
    """One numbered item of a list."""

    no = models.PositiveSmallIntegerField(_("no."))

    class Meta(Levelled.Meta):
        abstract = True
        ordering = ["no", "pk"]


class Entry(Below):
    """Something that a person wrote down on a day."""

    text = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta(Below.Meta):
        abstract = True
        ordering = ["at", "pk"]


class EvidenceRow(Entry):
    """What the unit's side filed; the files are attachments of the record."""

    class Meta(Entry.Meta):
        abstract = True


class CheckRow(Entry):
    """What somebody from outside the unit found when he verified or looked back."""

    kind = models.CharField(_("kind"), max_length=9, choices=CheckKind.choices)
    passed = models.BooleanField(_("passed"))

    class Meta(Entry.Meta):
        abstract = True
