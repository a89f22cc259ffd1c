from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organization.scope import UnitScopedQuerySet
from organization.units.models import HeadKind, Unit


class Rank(models.IntegerChoices):
    """The rank of a post. The numbers order posts (is an appointment a promotion?), never people."""

    SECTION_DEPUTY = 10, _("Deputy section chief")
    SECTION = 20, _("Section chief")
    COUNTY_DEPUTY = 30, _("Deputy county-level")
    COUNTY = 40, _("County-level")
    BUREAU_DEPUTY = 50, _("Deputy bureau-level")
    BUREAU = 60, _("Bureau-level")


class PostQuerySet(UnitScopedQuerySet):
    """Posts of the units within one's jurisdiction, for whoever may see the directory."""

    view_permission = "officials.view_official"


class Post(models.Model):
    """One seat in a unit. A head's post says which kind of head it is: some units have two (handbook 0.2)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts", verbose_name=_("unit"))
    name = models.CharField(_("post"), max_length=80)
    rank = models.PositiveSmallIntegerField(_("rank"), choices=Rank.choices)
    is_head = models.BooleanField(_("unit head"), default=False)
    head_kind = models.CharField(_("kind of head"), max_length=5, choices=HeadKind.choices, blank=True)
    in_team = models.BooleanField(_("leadership team"), default=False)
    order = models.PositiveSmallIntegerField(_("order in the unit"), default=100)
    active = models.BooleanField(_("active"), default=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "order", "pk"]
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=Q(is_head=False, head_kind="") | (Q(is_head=True) & ~Q(head_kind="")),
                name="post_head_kind_with_head",
            ),
            models.UniqueConstraint(
                fields=["unit", "head_kind"],
                condition=Q(is_head=True, active=True),
                name="post_one_head_of_a_kind",
                violation_error_message=_("The unit already has a post of this kind of head."),
            ),
        ]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("post-detail", args=[self.pk])
