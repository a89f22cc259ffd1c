"""Partners see only what is addressed to them (R20); the offices that run joint supervision see all of it."""

from typing import Self

from django.db.models import Q

from core.scope import NOTHING, ScopedQuerySet, Viewer
from supervision.joint.choices import ClueStatus, MaterialStatus, TaskStatus
from supervision.joint.who import SEE_ALL


class JointQuerySet(ScopedQuerySet):
    """``addressed_q`` says which rows are addressed to the unit of a partner; ``open_q`` which the offices see."""

    def scope_q(self, user: Viewer) -> Q:
        meta = self.model._meta
        if not user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
            return NOTHING
        addressed = self.addressed_q(user.unit_id) if user.unit_id else NOTHING
        if not user.has_perm(SEE_ALL):
            return addressed
        everything = self.open_q()
        # An empty condition is everything; joined by "or" it would narrow to the other.
        return everything | addressed if everything and addressed != NOTHING else everything

    def addressed_q(self, unit_id: int) -> Q:
        raise NotImplementedError

    def open_q(self) -> Q:
        return Q()


class ConferenceQuerySet(JointQuerySet):
    def addressed_q(self, unit_id: int) -> Q:
        from supervision.joint.models import ConferencePartner

        return Q(pk__in=ConferencePartner.objects.filter(unit=unit_id).values("conference"))

    def papers_visible_to(self, user: Viewer) -> Self:
        """The minutes as a whole name every organisation's tasks: a partner gets the extract addressed to him (R20)."""
        return self.visible_to(user) if user.has_perm(SEE_ALL) else self.none()


class PartnerQuerySet(ScopedQuerySet):
    """The invitations, each with its extract of the minutes: the offices see all, a partner his own."""

    def scope_q(self, user: Viewer) -> Q:
        if not user.has_perm("supervision.view_jointconference"):
            return NOTHING
        if user.has_perm(SEE_ALL):
            return Q()
        return Q(unit=user.unit_id) if user.unit_id else NOTHING


class MaterialQuerySet(JointQuerySet):
    def addressed_q(self, unit_id: int) -> Q:
        from supervision.joint.models import SharedMaterial

        received = SharedMaterial.recipients.through.objects.filter(unit=unit_id).values("sharedmaterial")
        return Q(source=unit_id) | Q(pk__in=received, status=MaterialStatus.SHARED)


class TaskQuerySet(JointQuerySet):
    def addressed_q(self, unit_id: int) -> Q:
        from supervision.joint.models import JointItem

        assisting = JointItem.assistants.through.objects.filter(unit=unit_id).values("jointitem")
        return (Q(lead=unit_id) | Q(pk__in=assisting)) & ~Q(status=TaskStatus.DRAFT)


class ClueQuerySet(JointQuerySet):
    def addressed_q(self, unit_id: int) -> Q:
        return Q(from_unit=unit_id) | (Q(to_unit=unit_id) & ~Q(status=ClueStatus.DRAFT))

    def open_q(self) -> Q:
        """A draft belongs to who writes it."""
        return ~Q(status=ClueStatus.DRAFT)
