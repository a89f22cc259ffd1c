"""Section 15 of the dossier and its timeline: clarifications that were carried out. The person reads them too."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.clarifications.choices import DONE
from cases.clarifications.models import Clarification
from core.documents.models import IssuedDocument
from core.documents.queries import papers_by_owner
from core.scope import Viewer
from officials.dossier import SectionContent, TimelineEntry
from officials.models import Official

COLUMNS = (_("Clarified on"), _("Document"), _("Method"), _("Before whom"), _("What is said"))


def _rows(official: Official) -> QuerySet:
    return Clarification.objects.filter(official=official, status__in=DONE).order_by("-executed_on", "-pk")


def section(official: Official, user: Viewer) -> SectionContent | None:
    """A number is a link for whoever may open it, with the paper W16 beside it. None without any."""
    rows = list(_rows(official))
    if not rows:
        return None
    seen = set(Clarification.objects.visible_to(user).filter(official=official).values_list("pk", flat=True))
    papers = papers_by_owner(Clarification, seen)
    return SectionContent(
        columns=COLUMNS, rows=tuple(_row(row, linked=row.pk in seen, paper=papers.get(row.pk)) for row in rows)
    )


def _row(row: Any, *, linked: bool, paper: IssuedDocument | None) -> tuple[Any, ...]:
    number = format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.doc_no) if linked else row.doc_no
    if paper is not None:
        number = format_html('{}<br><a href="{}">{}</a>', number, paper.get_absolute_url(), paper.title)
    return (row.executed_on, number, row.get_method_display(), row.scope, row.content)


def timeline(official: Official, user: Viewer) -> Iterable[TimelineEntry]:  # noqa: ARG001 - the registry's signature
    for row in _rows(official):
        yield TimelineEntry(
            on=row.executed_on,
            kind=str(row._meta.verbose_name),
            title=row.content,
            detail=row.doc_no or "",
            tone="good",
            icon="award",
        )
