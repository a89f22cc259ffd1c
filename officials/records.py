"""Records about an official: seen by office inside the jurisdiction, and by himself once he is told."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.columns import moment
from core.scope import NOTHING, Viewer
from organization.records import UnitRecord, UnitRecordQuerySet


class OfficialRecordQuerySet(UnitRecordQuerySet):
    """Staff see rows about other people; the official those that he was told of."""

    def scope_q(self, user: Viewer) -> Q:
        own, by_office = self.own_q(user), self.staff_q(user)
        return own if by_office == NOTHING else own | by_office

    def own_q(self, user: Viewer) -> Q:
        """Rows about ``user`` himself that he knows of."""
        return Q(official__user=user, told_at__isnull=False)

    def staff_q(self, user: Viewer) -> Q:
        """Rows of the jurisdiction about other people."""
        by_office = super().scope_q(user)
        return by_office if by_office == NOTHING else by_office & ~Q(official__user=user)

    def with_person(self, user: Viewer) -> Self:
        """The rows that ``user`` finds in the portal."""
        return self.filter(self.own_q(user)) if user.is_authenticated and user.is_active else self.none()


class OfficialRecord(UnitRecord):
    """A record about one official of one unit. ``told_at``: from then on it exists for him."""

    official = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, related_name="+", verbose_name=_("official")
    )
    told_at = moment(_("told at"))

    if not TYPE_CHECKING:  # a subclass brings its own manager
        objects = OfficialRecordQuerySet.as_manager()

    class Meta(UnitRecord.Meta):
        abstract = True

    def is_about(self, user: Viewer) -> bool:
        """Whether ``user`` is the official, and knows of the record. Serves as permission of his own steps."""
        return self.told_at is not None and user.pk is not None and self.official.user_id == user.pk
