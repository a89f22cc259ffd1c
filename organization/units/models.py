from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pinyin import keys
from core.scope import Viewer
from organization.scope import UnitScopedQuerySet


class UnitKind(models.TextChoices):
    """What a unit is; at the same time its peer group for comparison (handbook 3.1.8)."""

    ROOT = "ROOT", _("Group heading")
    PARTY = "PARTY", _("Party department")
    CONGRESS = "CONGRESS", _("People's congress or CPPCC office")
    GOVERNMENT = "GOVERNMENT", _("Government department")
    ENFORCEMENT = "ENFORCEMENT", _("Law-enforcement department")
    MASS = "MASS", _("Mass organisation")
    COUNTY = "COUNTY", _("County or district")
    TOWN = "TOWN", _("Street or town")
    COMPANY = "COMPANY", _("State-owned company")
    INSTITUTION = "INSTITUTION", _("Public institution")


class HeadKind(models.TextChoices):
    """Whether the unit's head is its Party secretary, its administrative head, or both in one person."""

    PARTY = "PARTY", _("Party secretary")
    ADMIN = "ADMIN", _("Administrative head")
    BOTH = "BOTH", _("Both in one person")


class UnitField(models.TextChoices):
    """The field of power a unit works in: where money, projects and resources gather."""

    PROJECT = "PROJECT", _("Works and projects")
    RESOURCE = "RESOURCE", _("Resources")
    FUND = "FUND", _("Public funds")
    EDU = "EDU", _("Education")
    LIVELIHOOD = "LIVELIHOOD", _("People's livelihood")
    ENV = "ENV", _("Ecology and environment")
    FARMLAND = "FARMLAND", _("Farmland")
    BIZENV = "BIZENV", _("Business environment")
    ALL = "ALL", _("All fields")


class UnitQuerySet(UnitScopedQuerySet):
    """The units of one's jurisdiction; all of them for whoever keeps the tree or hands out jurisdictions.

    That is data of the organization. What belongs to a unit is seen by jurisdiction alone, never by these rights.
    """

    unit_lookup = ""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("organization.change_unit") or user.has_perm("organization.change_jurisdiction"):
            return Q()
        return super().scope_q(user)

    def real(self) -> "UnitQuerySet":
        """Without the group headings (市委, 市政府 …), which are no units of their own."""
        return self.exclude(kind=UnitKind.ROOT)

    def within(self, unit: "Unit") -> "UnitQuerySet":
        """``unit`` and everything below it."""
        return self.filter(path__startswith=unit.path)


class Unit(models.Model):
    """A unit in the tree. ``path`` is materialised ("/R1/U45/U51/"): a subtree is one prefix."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    kind = models.CharField(_("type"), max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    path = models.CharField(_("path"), max_length=400, unique=True, editable=False)
    head_kind = models.CharField(_("head"), max_length=5, choices=HeadKind.choices, default=HeadKind.BOTH)
    field = models.CharField(_("field"), max_length=20, blank=True, choices=UnitField.choices)
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    active = models.BooleanField(_("active"), default=True)
    commission = models.BooleanField(
        _("the commission's own unit"),
        default=False,
        help_text=_("Matters about its people are seen by the cadre supervision office and the secretary only (R16)."),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        default_permissions = ("view", "change")
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps path and pinyin derived; moving a whole subtree is ``units.services.unit_move``."""
        self.pinyin = keys(self.name)
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("unit-detail", args=[self.pk])

    @property
    def paths_down_to_it(self) -> list[str]:
        """The paths of the units above it, from the top, and its own."""
        codes = self.path.strip("/").split("/")
        return [f"/{'/'.join(codes[: depth + 1])}/" for depth in range(len(codes))]
