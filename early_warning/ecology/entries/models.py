from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines.queries import due_date
from officials.models import Tenure
from officials.posts.models import Post
from organization.scope import UnitScopedQuerySet

TALK, LESSON, HANDOVER = "D32", "D33", "D34b"


class OfficeEntryQuerySet(UnitScopedQuerySet):
    """Of the posts of the units within one's jurisdiction."""

    unit_lookup = "tenure__post__unit"

    def entered(self, first: date, last: date) -> Self:
        """Of tenures that began from ``first`` to ``last``."""
        return self.filter(tenure__start__range=(first, last))


class OfficeEntry(models.Model):
    """What belongs to one taking of office: talk and, for heads, first lesson and handover; empty while not done."""

    tenure = models.OneToOneField(Tenure, on_delete=models.CASCADE, related_name="entry", verbose_name=_("tenure"))
    talk_on = models.DateField(_("talk before taking office"), null=True, blank=True)
    lesson_on = models.DateField(_("first lesson"), null=True, blank=True)
    handover_on = models.DateField(_("handover signed"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True)

    objects = OfficeEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-tenure__start", "pk"]
        default_permissions = ("view",)
        permissions = [("record_officeentry", _("Can record talks, lessons and handovers of new office holders"))]
        verbose_name = _("taking of office")
        verbose_name_plural = _("takings of office")

    def __str__(self) -> str:
        return f"{self.post} · {self.tenure.start.isoformat()}"

    @property
    def post(self) -> Post:
        return self.tenure.post

    @property
    def changes_head(self) -> bool:
        """Whether a head followed a head: the first holder of a post has nobody to take over from."""
        known = self.__dict__.get("followed_somebody")  # lists ask it with their rows
        if known is None:
            known = self.post.tenures.filter(start__lt=self.tenure.start).exists()
        return self.post.is_head and known

    @property
    def talk_due(self) -> date:
        return due_date(TALK, self.tenure.start)

    @property
    def lesson_due(self) -> date | None:
        """Heads only (M49)."""
        return due_date(LESSON, self.tenure.start) if self.post.is_head else None

    @property
    def handover_due(self) -> date | None:
        return due_date(HANDOVER, self.tenure.start) if self.changes_head else None


def entry_condition() -> Q:
    """Tenures that are entered into the register: seats of the leadership team."""
    return Q(post__in_team=True)
