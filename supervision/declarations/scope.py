"""Who sees declarations: offices with the right inside their jurisdiction, never about themselves; the official; and
the organisation department what was filed with it, wherever it comes from (R13, R20)."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db.models import Q, QuerySet

from core.scope import NOTHING, ScopedQuerySet, Viewer
from officials.models import Official
from officials.records import OfficialRecordQuerySet
from supervision.declarations.choices import State
from supervision.declarations.rights import PHONE_CEREMONY, RECEIVE_MATTER


class DeclarationQuerySet(OfficialRecordQuerySet):
    def for_staff(self, user: Viewer) -> Self:
        """The rows of staff pages: never one's own."""
        return self.visible_to(user).exclude(official__user=user)

    def staff_q(self, user: Viewer) -> Q:
        by_office, addressed = super().staff_q(user), self.addressed_q(user)
        if addressed == NOTHING:
            return by_office
        addressed &= ~Q(official__user=user)
        return addressed if by_office == NOTHING else by_office | addressed

    def addressed_q(self, user: Viewer) -> Q:
        """What the organisation department receives: anything that has been filed with it."""
        right = getattr(self.model, "receive_right", "")
        return ~Q(status=State.DUE) if right and user.has_perm(right) else NOTHING

    def judged(self, first: date, last: date, as_of: date) -> Self:
        """Filings that fell due from ``first`` to ``last`` and can be called in time or late on ``as_of``."""
        filed = Q(filed_on__isnull=False, filed_on__lte=as_of)
        return self.filter(filed | Q(file_by__lt=as_of), file_by__range=(first, last))


class MatterQuerySet(DeclarationQuerySet):
    def addressed_q(self, user: Viewer) -> Q:
        """The index holds no content, so the organisation department meets what is still missing too."""
        return Q() if user.has_perm(RECEIVE_MATTER) else NOTHING


class CeremonyQuerySet(DeclarationQuerySet):
    def staff_q(self, user: Viewer) -> Q:
        """Beside the offices: whoever took the call about a funeral sees that one."""
        by_office = super().staff_q(user)
        if not user.has_perm(PHONE_CEREMONY):
            return by_office
        taken = Q(phoned_by=user) & ~Q(official__user=user)
        return taken if by_office == NOTHING else by_office | taken


class OfDeclarationQuerySet(ScopedQuerySet):
    """Businesses are seen with their declaration."""

    def scope_q(self, user: Viewer) -> Q:
        from supervision.declarations.models import KinDeclaration

        return Q(declaration__in=KinDeclaration.objects.visible_to(user).values("pk"))


def units_of(officials: Iterable[Official] | QuerySet[Official], on: date) -> dict[int, int]:
    """Official -> the unit of his first post on that day; in one query. Whoever holds no post is left out."""
    from officials.models import Tenure

    found: dict[int, int] = {}
    rows = Tenure.objects.on(on).filter(official__in=officials).order_by("-post__is_head", "-post__rank", "start")
    for official, unit in rows.values_list("official", "post__unit"):
        found.setdefault(official, unit)
    return found
