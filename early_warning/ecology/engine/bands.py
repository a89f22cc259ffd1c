"""Bands of the index (handbook 3.1 rule 7). A band triggers an assessment meeting, nothing else."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TENTH = Decimal("0.1")


class Band(TextChoices):
    """Where an index lies; INADEQUATE when there is none. The words carry the meaning, colours only help."""

    GOOD = "GOOD", _("Good")
    NORMAL = "NORMAL", _("Basically normal")
    WATCH = "WATCH", _("Watch")
    FOCUS = "FOCUS", _("Focus")
    INADEQUATE = "INADEQUATE", _("Data inadequate")


def shown(index: Decimal) -> Decimal:
    """The index as it is printed, to a tenth: what is printed is what decides the band."""
    return index.quantize(TENTH, rounding=ROUND_HALF_UP)


def band_of(index: Decimal | None, *, good: Decimal, normal: Decimal, watch: Decimal) -> Band:
    """The band of ``index``; the limits are the lowest index of each band."""
    if index is None:
        return Band.INADEQUATE
    value = shown(index)
    if value >= good:
        return Band.GOOD
    if value >= normal:
        return Band.NORMAL
    return Band.WATCH if value >= watch else Band.FOCUS
