from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.pinyin import keys
from core.scope import NOTHING, ScopedQuerySet, Viewer
from organization.roles import PORTAL_ROLES, ROLES


class UserQuerySet(ScopedQuerySet):
    """Administrators see all accounts; everybody sees himself."""

    def scope_q(self, user: Viewer) -> Q:
        if user.has_perm("organization.view_user"):
            return Q()
        return Q(pk=user.pk) if user.pk else NOTHING


class AccountManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class made at run time
    """Django's makers of accounts over the scoped queryset."""

    use_in_migrations = False


class User(AbstractUser):
    """An account. Its roles are groups named by the codes of handbook 0.3; its jurisdictions say where they apply."""

    full_name = models.CharField(_("name"), max_length=60, blank=True)
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    staff_no = models.CharField(_("staff number"), max_length=20, blank=True)
    unit = models.ForeignKey(
        "organization.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("unit"),
    )
    phone = models.CharField(_("office phone"), max_length=30, blank=True)
    leader = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="led",
        verbose_name=_("leader in charge"),
    )

    objects = AccountManager()  # type: ignore[misc]  # a class made at run time

    class Meta(AbstractUser.Meta):
        default_permissions = ("view", "change", "add")
        permissions = [
            ("set_leader", _("Can name the leader of an account")),
            ("assign_roles", _("Can give and take roles")),
        ]
        ordering = ["username"]
        constraints = [models.CheckConstraint(condition=~Q(leader=models.F("id")), name="user_does_not_lead_himself")]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the pinyin of the name derived."""
        self.pinyin = keys(self.full_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("user-detail", args=[self.pk])

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """The codes of the roles this account holds."""
        return frozenset(self.groups.values_list("name", flat=True)) & frozenset(ROLES)

    def has_role(self, *codes: str) -> bool:
        """Whether the account holds one of ``codes``."""
        return not self.role_codes.isdisjoint(codes)

    @property
    def is_staff_role(self) -> bool:
        """Whether the account works in the staff frame (the others only know the portal)."""
        return bool(self.role_codes - PORTAL_ROLES)


class JurisdictionKind(models.TextChoices):
    """How a unit came into a person's jurisdiction."""

    OWN = "OWN", _("Own unit")
    LINKED = "LINKED", _("Linked unit")
    STATIONED = "STATIONED", _("Stationed unit")
    TREE = "TREE", _("Whole subtree")


class Jurisdiction(models.Model):
    """One unit (or subtree) within the jurisdiction of one account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="jurisdictions", verbose_name=_("account"))
    unit = models.ForeignKey("organization.Unit", on_delete=models.CASCADE, related_name="+", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=10, choices=JurisdictionKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "kind"], name="jurisdiction_once")]
        default_permissions = ("change",)
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")

    def __str__(self) -> str:
        return f"{self.user} – {self.unit} ({self.get_kind_display()})"
