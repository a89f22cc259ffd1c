"""R16: the commission's own people are supervised too, but not by their colleagues.

What is about them is seen by the cadre supervision office and the secretary; what is about the secretary by nobody
here (the upper level's business). One wall before all rows, so that no room can forget it. Oneself is not kept from
what a room shows him in the portal.
"""

from functools import cache

from django.db import models
from django.db.models import Q, QuerySet

from core import clock
from core.scope import Viewer

HEAD, OVERSEERS = "SEC", ("CSO", "SEC")


def house_officials() -> QuerySet:
    """Officials who work in the commission today, by their post or by their account."""
    from officials.people.models import Official
    from officials.tenures.models import Tenure

    posts = Tenure.objects.on(clock.today()).filter(post__unit__commission=True).values("official")
    return Official.objects.filter(Q(user__unit__commission=True) | Q(pk__in=posts))


def kept_from(user: Viewer) -> QuerySet:
    """The officials of the house about whom ``user`` learns nothing."""
    house = house_officials()
    if user.has_role(*OVERSEERS):
        house = house.filter(user__groups__name=HEAD)
    return house.exclude(user=user)


def house_wall(model: type[models.Model], user: Viewer) -> Q | None:
    """The wall: on officials themselves, on every row with a foreign key ``official``, and where a model says by
    ``subjects_q(officials)`` which rows are about them. Whom such a row names as well is not kept from it."""
    if hasattr(model, "subjects_q"):
        return ~model.subjects_q(kept_from(user).order_by().values("pk")) | model.subjects_q(_himself(user))
    lookup = _lookup(model)
    return ~Q(**{f"{lookup}__in": kept_from(user).order_by().values("pk")}) if lookup else None


def _himself(user: Viewer) -> QuerySet:
    from officials.people.models import Official

    return Official.objects.filter(user=user).order_by().values("pk")


@cache
def _lookup(model: type[models.Model]) -> str:
    from officials.people.models import Official

    if model is Official:
        return "pk"
    if getattr(model, "house_wall", True) is False:
        return ""
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)}
    return "official" if "official" in fields and fields["official"].related_model is Official else ""
