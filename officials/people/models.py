from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.fields import EncryptedTextField
from core.pinyin import keys
from officials.people.scope import OfficialQuerySet
from organization.units.models import Unit


class Gender(models.TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class Official(models.Model):
    """One leading official. Where he works is his tenure's business; ``managed_by`` is who manages him as a cadre.

    The resident ID is encrypted and found by its blind index only; neither it nor the phone number is logged,
    exported or searched. ``pseudonym`` is the name under which the data office meets the person (R19).
    """

    code = models.CharField(_("code"), max_length=12, unique=True)
    pseudonym = models.CharField(_("pseudonym"), max_length=8, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="official",
        verbose_name=_("account"),
    )
    name = models.CharField(_("full name"), max_length=60)
    pinyin = models.CharField(max_length=200, blank=True, editable=False)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender.choices)
    birth_date = models.DateField(_("date of birth"))
    managed_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="managed_officials", verbose_name=_("managed by")
    )
    # Empty while nobody has shown it; then there is no index either.
    resident_id = EncryptedTextField(_("resident ID"), blank=True)
    resident_id_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone = EncryptedTextField(_("mobile phone"), blank=True)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        default_permissions = ("view", "add", "change")
        permissions = [("open_dossier", _("Can open integrity dossiers"))]
        indexes = [models.Index(fields=["name"], name="official_name")]
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the pinyin of the name derived."""
        self.pinyin = keys(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("official-detail", args=[self.pk])

    @property
    def age(self) -> int:
        """Full years on the business day."""
        return years_between(self.birth_date, clock.today())


def years_between(start: date, end: date) -> int:
    """Full years from ``start`` to ``end``."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
