"""Sections 3, 4 and 5 of the dossier and their events: the index, the declarations as filed, the ceremonies."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Q
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.scope import Viewer
from officials.dossier import Relation, SectionContent, TimelineEntry
from officials.models import Official
from supervision.declarations.choices import State
from supervision.declarations.engine import Declaration
from supervision.declarations.models import CeremonyReport, KinBusiness, KinDeclaration, MatterReport

STANDINGS = {"IN_TIME": _("In time"), "LATE": _("Late"), "MISSING": _("Missing"), "WAITING": _("Not due yet")}
INDEX = (_("Kind"), _("Year"), _("To be filed by"), _("Filed on"), _("Standing"), _("Status"))
BUSINESSES = (_("Declaration"), _("Filed on"), _("Standing"), _("Declared"), _("Status"))
CEREMONIES = (_("Event"), _("Day of the ceremony"), _("Reported before"), _("Reported afterwards"), _("Status"))


def _rows(model: Any, official: Official, user: Viewer) -> Any:
    return model.objects.visible_to(user).filter(official=official).select_related("official", "unit")


def _link(record: Declaration, user: Viewer) -> str:
    return format_html('<a href="{}">{}</a>', record.url_for(user), record.heading)


def standing_words(record: Declaration) -> str:
    return str(STANDINGS[record.standing])


def matters(official: Official, user: Viewer) -> SectionContent:
    """Section 3: index and status only."""
    return SectionContent(
        columns=INDEX,
        rows=tuple(
            (_link(row, user), row.year, row.file_by, row.filed_on or "–", standing_words(row),
             row.get_status_display())
            for row in _rows(MatterReport, official, user)
        ),
    )  # fmt: skip


def businesses(official: Official, user: Viewer) -> SectionContent:
    """Section 4: each declaration and how many businesses it names; what they are stands on its own page."""
    current = Count("businesses", filter=Q(businesses__revision=F("revision")))
    found = _rows(KinDeclaration, official, user).annotate(count=current)
    return SectionContent(columns=BUSINESSES, rows=tuple(_business_row(row, user) for row in found))


def _business_row(row: Any, user: Viewer) -> tuple[Any, ...]:
    words = ngettext("%(count)s business", "%(count)s businesses", row.count) % {"count": row.count}
    declared = "–" if row.status == State.DUE else gettext("None to declare") if row.none_declared else words
    return (_link(row, user), row.filed_on or "–", standing_words(row), declared, row.get_status_display())


def business_ties(official: Official, user: Viewer) -> Iterable[Relation]:
    """What relatives do in business by the declarations in force: the relative by his role, never by a name (R34)."""
    seen = KinDeclaration.objects.visible_to(user).filter(official=official).values("pk")
    rows = KinBusiness.objects.filter(declaration__in=seen, revision=F("declaration__revision"))
    for row in rows.select_related("declaration").order_by("-declaration__year", "-declaration", "no"):
        yield Relation(
            who=row.company,
            what=f"{row.relation()} · {row.region} · {row.declaration.heading}",
            start=row.since,
            url=row.declaration.url_for(user),
        )


def ceremonies(official: Official, user: Viewer) -> SectionContent:
    """Section 5."""
    return SectionContent(
        columns=CEREMONIES,
        rows=tuple(
            (_link(row, user), row.event_on, row.phoned_on or row.filed_on or "–", row.after_on or "–",
             row.get_status_display())
            for row in _rows(CeremonyReport, official, user)
        ),
    )  # fmt: skip


def timeline(official: Official, user: Viewer) -> Iterable[TimelineEntry]:
    """The days on which something was filed."""
    for model, icon in ((MatterReport, "file-text"), (KinDeclaration, "building"), (CeremonyReport, "users-group")):
        for row in _rows(model, official, user).filter(filed_on__isnull=False):
            late = row.standing == "LATE"
            yield TimelineEntry(
                on=row.filed_on,
                kind=capfirst(row._meta.verbose_name),
                title=row.heading,
                detail=standing_words(row),
                url=row.url_for(user),
                tone="watch" if late else "plain",
                icon=icon,
            )


def years_reported(official: Official) -> set[int]:
    """For the completeness of section 3: the years whose report was filed."""
    return _years(MatterReport, official)


def years_declared(official: Official) -> set[int]:
    """For the completeness of section 4: a declaration that there is nothing counts."""
    return _years(KinDeclaration, official)


def _years(model: Any, official: Official) -> set[int]:
    return set(model.objects.filter(official=official, filed_on__isnull=False).values_list("year", flat=True))
