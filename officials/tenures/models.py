from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from officials.people.models import Official
from officials.people.scope import OfOfficialQuerySet
from officials.posts.models import Post


class TenureQuerySet(OfOfficialQuerySet):
    """Tenures of the officials one may see."""

    def on(self, day: date) -> Self:
        """Those that run on ``day``: the first and the last day count."""
        return self.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)

    def between(self, first: date | OuterRef, last: date | OuterRef) -> Self:
        """Those that run on at least one day from ``first`` to ``last``."""
        return self.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=last)


class Tenure(models.Model):
    """One official in one post; ``end`` is the last day, empty while it runs.

    The same person may hold two posts (even head two units); a post has one holder at a time, or none.
    """

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("official"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("post"))
    start = models.DateField(_("starts on"))
    end = models.DateField(_("ends on"), null=True, blank=True)
    document = models.CharField(_("appointment document"), max_length=60, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-pk"]
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="tenure_ends_after_start",
                violation_error_message=_("A tenure cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(end__isnull=True),
                name="tenure_one_holder",
                violation_error_message=_("The post already has a holder."),
            ),
            models.UniqueConstraint(fields=["official", "post", "start"], name="tenure_once"),
        ]
        indexes = [models.Index(fields=["post", "start", "end"], name="tenure_of_post")]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")

    def __str__(self) -> str:
        return f"{self.official} – {self.post}"
