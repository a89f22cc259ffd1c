"""What of the house is verified, so that a paper may rest on it: settled notices, confirmed doubt points, confirmed
problems, signed reminder talks (handbook M29: "verified facts only").

A fact of a paper derives from ``RestsOnRecord``; it is evidence in the sense of ``core.evidence``.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.scope import Viewer
from early_warning.notices.choices import Status as NoticeStatus
from supervision.lists.choices import ProblemStatus
from supervision.talks.choices import SIGNED, Kind

SETTLED = (NoticeStatus.ACCEPTED, NoticeStatus.CLOSED)
CONFIRMED = ("CONFIRMED", "REMINDED", "WARNED")
# By the name of the key: which records stand. What is revoked, reopened or dismissed later stands no more (R08).
STANDS: Mapping[str, Q] = {
    "warning": Q(status__in=SETTLED, served_at__isnull=False),
    "doubt": Q(status__in=CONFIRMED, verdict="CONFIRMED"),
    "problem": Q(confirmed_by__isnull=False) & ~Q(status__in=(ProblemStatus.FOUND, ProblemStatus.DISMISSED)),
    "talk": Q(kind=Kind.REMINDER, status__in=SIGNED),
}


def _key(to: str, label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        to, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )  # fmt: skip


class RestsOnRecord(models.Model):
    """A fact with keys to what it rests on. ``record_names`` are the keys in use; the subclass has ``paper``."""

    record_names: ClassVar[tuple[str, ...]] = ("warning", "doubt", "problem")
    paper: Any

    warning: Any = _key("warnings.Notice", _("settled notice"))
    doubt: Any = _key("warnings.DoubtPoint", _("confirmed doubt point"))
    problem: Any = _key("supervision.Problem", _("confirmed problem"))

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The page of its evidence."""
        meta = self._meta
        return reverse("evidence", args=[meta.app_label, meta.model_name, self.pk])

    @property
    def evidence_records(self) -> list[models.Model]:
        """The records it rests on (``core.evidence``)."""
        return [row for name in self.record_names if (row := getattr(self, name)) is not None]

    def why_not_attach(self, user: Viewer) -> Text:
        """Files are added while the paper is a draft, by who drafts it."""
        return self.paper.why_not_edit(user)

    @property
    def stands(self) -> bool:
        """Whether every record it rests on still is what it was."""
        return all(
            type(row)._base_manager.filter(STANDS[name], pk=row.pk).exists()
            for name in self.record_names
            if (row := getattr(self, name)) is not None
        )

    def clean(self) -> None:
        """Only what is verified, of the paper's own unit, and about nobody but the person the paper is about."""
        if not self.stands or any(row.unit_id != self.paper.unit_id for row in self.evidence_records):  # type: ignore[attr-defined]  # each has a unit
            raise ValidationError(_("Only a verified record of the same unit may be named."))
        concerned = getattr(self.paper, "official_id", None)
        named = {getattr(row, "official_id", None) for row in self.evidence_records}
        if named - {None, concerned}:
            raise ValidationError(_("This record is about somebody else than the paper."))


def fallen(rows: QuerySet) -> QuerySet:
    """Those of ``rows`` (facts) of which a record does not stand any more."""
    model: Any = rows.model
    condition = Q(pk__in=[])
    for name in model.record_names:
        records: Any = model._meta.get_field(name).related_model
        standing = records._base_manager.filter(STANDS[name]).values("pk")
        condition |= Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}__in": standing})
    return rows.filter(condition)


def offered(*names: str) -> dict[str, Callable[[Viewer], QuerySet]]:
    """For ``Lines.choices``: the verified records that a user sees, by the names of the keys."""
    return {name: _offer(name) for name in names}


def _offer(name: str) -> Callable[[Viewer], QuerySet]:
    def rows(user: Viewer) -> QuerySet:
        from early_warning.checks.models import DoubtPoint
        from early_warning.notices.models import Notice
        from supervision.lists.models import Problem
        from supervision.talks.models import Talk

        models_: Mapping[str, Any] = {"warning": Notice, "doubt": DoubtPoint, "problem": Problem, "talk": Talk}
        return models_[name].objects.visible_to(user).filter(STANDS[name])

    return rows
