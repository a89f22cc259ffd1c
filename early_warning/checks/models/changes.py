"""What the runs saw of a doubt point over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..scope import DoubtScopedQuerySet
from .doubts import DoubtPoint


class ChangeKind(models.TextChoices):
    FOUND = "FOUND", _("Found")
    VALUE = "VALUE", _("Value changed")
    VANISHED = "VANISHED", _("Vanished")
    RETURNED = "RETURNED", _("Found again")


class DoubtChangeQuerySet(DoubtScopedQuerySet):
    unit_lookup = "doubt_point__unit"


class DoubtChange(models.Model):
    """One sighting that differed from the one before. Append-only: a value that changed is kept as it was."""

    doubt_point = models.ForeignKey(
        DoubtPoint, on_delete=models.CASCADE, related_name="changes", verbose_name=_("doubt point")
    )
    run = models.ForeignKey("warnings.CheckRun", on_delete=models.SET_NULL, null=True, verbose_name=_("health check"))
    kind = models.CharField(_("change"), max_length=10, choices=ChangeKind.choices)
    on = models.DateField(_("seen on"))
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    threshold = models.DecimalField(_("threshold"), max_digits=24, decimal_places=6)
    params_version = models.PositiveIntegerField(_("parameter version"))
    data_version = models.CharField(_("data version"), max_length=20)

    objects = DoubtChangeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        default_permissions = ()
        verbose_name = _("change of a doubt point")
        verbose_name_plural = _("changes of doubt points")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def shown_value(self) -> str:
        """The value in words; amounts as people read them."""
        from ..sentences import measure_of, measure_words

        return measure_words(measure_of(self.doubt_point.model, self.doubt_point.finding), self.value)
