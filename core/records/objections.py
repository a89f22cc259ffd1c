"""An objection to a paper is a record of its own: whoever drafted the paper never learns of it (R07, R38).

The paper's state, history, lists, search and files stay as they are, so nothing has to be hidden from the drafter. A
paper that can be objected to derives from ``Objectionable``; its room subclasses ``Objection`` with a key ``paper``
(related name ``objections``) and registers an ``core.mechanisms.objections.Objections``.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.attachments.services import attachment_add
from core.columns import person
from core.deadlines.calendar import add_workdays
from core.deadlines.reminders import leader_of
from core.records.base import Record
from core.records.widgets import FilesField
from core.scope import ScopedQuerySet, Viewer
from core.workflow.fields import StateField
from core.workflow.rules import refuse_actor_if, refuse_if
from core.workflow.services import history_write, transition_perform
from core.workflow.steps import step

# Official wording; it names no objection, because the drafter reads it too (R38).
REVOKED_AFTER_REVIEW = "经复查，决定撤销。"


class ObjectionStatus(models.TextChoices):
    OPEN = "OPEN", _("To be decided")
    REFUSED = "REFUSED", _("Refused")
    UPHELD = "UPHELD", _("Upheld")


class ObjectionQuerySet(ScopedQuerySet):
    """Who may object to the paper, and those who know of objections inside their jurisdiction; never the drafter."""

    def scope_q(self, user: Viewer) -> Q:
        model: Any = self.model
        papers = model._meta.get_field("paper").related_model.objects
        condition = Q(paper__in=papers.answered_by(user).order_by().values("pk"))
        if user.has_perm(model.view_permission()):
            condition |= Q(paper__in=papers.visible_to(user).exclude(created_by=user).order_by().values("pk"))
        return condition


def may_decide(objection: Any, user: Viewer) -> bool:
    return user.has_perm(objection.decide)


OUTSIDE_CHAIN = refuse_actor_if(
    lambda objection, user: user.pk in objection.paper.chain,
    _("An objection is decided by somebody who did not draft, check or approve the paper."),
)


class Objection(Record):
    """``created_by`` objects, ``handler`` is asked first, ``due_on`` is the day by which it must be decided.

    ``decide`` names the permission of who decides. The database holds one open objection to a paper.
    """

    paper: Any
    decide: ClassVar[str]

    text = models.TextField(_("objection"))
    answer = models.TextField(_("answer to the objection"), blank=True)
    decided_by = person(_("decided by"))
    status = StateField(_("status"), default=ObjectionStatus.OPEN, choices=ObjectionStatus.choices)

    if not TYPE_CHECKING:  # mypy takes the base of records for the owner of the name
        objects = ObjectionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["paper"], condition=Q(status="OPEN"), name="%(class)s_one_open"),
            models.CheckConstraint(
                condition=Q(status="OPEN") | (Q(decided_by__isnull=False) & ~Q(answer="")),
                name="%(class)s_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)

    @classmethod
    def view_permission(cls) -> str:
        """The permission of those who know of objections by their office."""
        return f"{cls._meta.app_label}.view_{cls._meta.model_name}"

    @property
    def words(self) -> str:
        """What was said, and what was answered: for the paper's own page."""
        return f"{self.text}\n{gettext('Answer to the objection')}: {self.answer}" if self.answer else self.text

    @property
    def unit(self) -> Any:
        """The unit of the paper."""
        return self.paper.unit

    @property
    def subjects(self) -> list[Any]:
        """Whom the paper is about, if anybody: recusal asks (R15)."""
        named = getattr(self.paper, "subjects", None)
        return [getattr(self.paper, "official", None)] if named is None else named

    @step(
        ObjectionStatus.OPEN, ObjectionStatus.REFUSED, may_decide, _("Refuse the objection"), style="primary",
        fields=("answer",), closes=True, actor_rules=(OUTSIDE_CHAIN,),
    )  # fmt: skip
    def refuse(self, *, actor: Viewer, **_values: Any) -> None:
        self.decided_by = actor
        self.paper.objection_refused(self)

    @step(
        ObjectionStatus.OPEN, ObjectionStatus.UPHELD, may_decide, _("Uphold the objection"), fields=("answer",),
        closes=True, actor_rules=(OUTSIDE_CHAIN,),
    )  # fmt: skip
    def uphold(self, *, actor: Viewer, **_values: Any) -> None:
        """The paper is revoked; its own step says who is told."""
        self.decided_by = actor
        transition_perform(
            instance=self.paper, name="revoke_after_review", actor=actor, reason=REVOKED_AFTER_REVIEW
        )  # fmt: skip


class Objectionable(models.Model):
    """What a paper needs so that objections can be raised: its chain, its step ``revoke_after_review``, the method
    ``objection_refused(objection)``, and ``answered_by(user)`` on its queryset: the papers ``user`` may object to."""

    objections: Any
    created_by_id: int
    chain_fields: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def chain(self) -> frozenset[int]:
        """Keys of the people who made the paper: they decide no objection to it (R07)."""
        return frozenset(pk for name in self.chain_fields if (pk := getattr(self, f"{name}_id")))

    @property
    def has_open_objection(self) -> bool:
        return self.objections.filter(status=ObjectionStatus.OPEN).exists()

    def knows_objections(self, user: Viewer) -> bool:
        """Whether ``user`` may know that there is an objection."""
        if user.has_perm(self.objections.model.view_permission()):
            return self.created_by_id != user.pk
        return type(self).objects.answered_by(user).filter(pk=self.pk).exists()  # type: ignore[attr-defined]  # the paper has it

    def steps_kept_from(self, user: Viewer) -> frozenset[str]:
        return frozenset() if self.knows_objections(user) else frozenset({"raise_objection"})

    def objection_refused(self, objection: Objection) -> None:
        """The paper stands; whoever objected is told."""
        raise NotImplementedError


NO_OPEN_OBJECTION = refuse_if(
    lambda paper: paper.has_open_objection, _("An objection is still to be decided: nothing heavier before that.")
)


class ObjectionForm(forms.Form):
    """What the step ``raise_objection`` of a paper asks for."""

    text = forms.CharField(label=_("What you object to, and why"), max_length=20_000, widget=forms.Textarea)

    def __init__(self, *args: Any, record: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField()


def objection_raise(
    *, paper: Any, actor: Viewer, text: str, files: Iterable[UploadedFile], days: int
) -> Objection:  # fmt: skip
    """Keep an objection to ``paper`` with its files, to be decided within ``days`` working days by somebody outside the
    chain. Runs in the transaction of the paper's own step, which says whether it may be raised."""
    model = paper.objections.model
    row = model(
        paper=paper,
        text=text.strip(),
        created_by=actor,
        created_at=clock.now(),
        due_on=add_workdays(clock.today(), days),
        handler=_first_decider(paper, model),
    )
    row.save()
    history_write(instance=row, name="create", label=gettext("Made"), before="", actor=actor)
    for upload in files:
        attachment_add(owner=row, upload=upload, actor=actor)
    return row


def _first_decider(paper: Any, model: type[Objection]) -> Viewer | None:
    """Who is reminded: the leader in charge of the unit, else another who may decide; nobody of the chain."""
    app, _dot, codename = model.decide.partition(".")
    holders = get_user_model()._default_manager.filter(
        is_active=True, groups__permissions__codename=codename, groups__permissions__content_type__app_label=app
    )
    leader = leader_of(None, paper.unit_id)
    others = holders.exclude(pk__in=paper.chain).distinct().order_by("pk")
    candidates = [leader, *others] if leader is not None and leader.pk not in paper.chain else others
    seen = type(paper).objects.visible_to
    return next(
        (one for one in candidates if one.has_perm(model.decide) and seen(one).filter(pk=paper.pk).exists()), None
    )
