"""Records that belong to a unit: seen inside one's jurisdiction."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.records.base import Record
from organization.scope import UnitScopedQuerySet


class UnitRecordQuerySet(UnitScopedQuerySet):
    """``view_<model>`` within the jurisdiction."""


class UnitRecord(Record):
    """A record of one unit."""

    unit = models.ForeignKey("organization.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))

    if not TYPE_CHECKING:  # a subclass brings its own manager
        objects = UnitRecordQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
