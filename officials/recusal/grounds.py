"""The grounds that the officials' floor knows itself (R15)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from core import clock, parameters
from core.remembering import remembered, remembered_by
from core.scope import Viewer
from officials.people.house import OVERSEERS, house_officials, kept_from
from officials.people.models import Official
from officials.queries import official_for
from officials.recusal.engine import Recusal, recusal_rule
from officials.recusal.models import InterestDeclaration, InterestKind, RecusalRequest
from organization.roles import COMMISSION_ROLES


def same_person(official: Official, user: Viewer) -> Iterable[Recusal]:
    if official.user_id is not None and official.user_id == user.pk:
        yield Recusal(_("This is your own dossier."), absolute=True, label=_("himself"))


def declared(official: Official, user: Viewer) -> Iterable[Recusal]:
    """Kinship is absolute; interests and having been a witness are not."""
    standing = InterestDeclaration.objects.standing(clock.today()).filter(user=user)
    for row in remembered_by(("interests", user.pk), official.pk, standing, "official_id"):
        if row.kind == InterestKind.KIN:
            reason = _("A relative of yours: %(relation)s (declared).") % {"relation": row.get_relation_display()}
            yield Recusal(reason, absolute=True, label=_("recusal"))
        else:
            yield Recusal(_("Declared: %(kind)s.") % {"kind": row.get_kind_display()}, label=_("recusal"))


def same_unit(official: Official, user: Viewer) -> Iterable[Recusal]:
    """Colleagues of the last years (R15: 3), by the tenures of both and the unit of the account.

    Asked of the commission's staff. Watching over the house itself is the office of CSO and SEC (R16): no ground there.
    """
    if not user.has_role(*COMMISSION_ROLES):
        return
    years = parameters.values("dossier-access")["same_unit_years"]
    today = clock.today()
    since = date(today.year - years, today.month, min(today.day, 28))
    mine = remembered(("units of", user.pk, since), lambda: _units_of(user, since, today))
    theirs = set(official.tenures.between(since, today).values_list("post__unit", flat=True))
    if mine & theirs and not _watches_the_house(official, user):
        yield Recusal(
            _("You have worked in the same unit within the last %(years)s years.") % {"years": years},
            label=_("same unit in the last years"),
        )


def _units_of(user: Viewer, since: date, today: date) -> set[int]:
    own = official_for(user)
    units = {user.unit_id} if user.unit_id else set()
    return units | (set(own.tenures.between(since, today).values_list("post__unit", flat=True)) if own else set())


def _watches_the_house(official: Official, user: Viewer) -> bool:
    return user.has_role(*OVERSEERS) and house_officials().filter(pk=official.pk).exists()


def own_house(official: Official, user: Viewer) -> Iterable[Recusal]:
    """R16: the commission's own people are the business of CSO and SEC, the secretary of the upper level."""
    if not user.has_role(*COMMISSION_ROLES):
        return
    if remembered_by(("house kept from", user.pk), official.pk, kept_from(user).only("pk"), "pk"):
        reason = _("Matters about the commission's own people are for the cadre supervision office and the secretary.")
        yield Recusal(reason, absolute=True, label=_("recusal"))


def decided(official: Official, user: Viewer) -> Iterable[Recusal]:
    """The official asked for it and the deputy or secretary agreed. Nobody learns from it who asked (R38)."""
    granted = RecusalRequest.objects.granted().against(user)
    if remembered_by(("recused from", user.pk), official.pk, granted, "official_id"):
        yield Recusal(_("It was decided that you keep your hands off this official."), label=_("recusal"))


def connect() -> None:
    """Called once from the app's wiring."""
    for key, rule in {
        "same_person": same_person,
        "declared": declared,
        "same_unit": same_unit,
        "own_house": own_house,
        "decided": decided,
    }.items():
        recusal_rule(key, rule)
