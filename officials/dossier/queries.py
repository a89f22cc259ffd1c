"""The dossier as it is read: header, sections, timeline, who looked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from core.errors import Text
from core.scope import Viewer
from officials.dossier import registry
from officials.dossier.access.models import DossierAccess, Purpose
from officials.dossier.contents import SECTIONS, SectionTitle
from officials.dossier.registry import InfluencePeriod, Relation, SectionContent, SectionPart, TimelineEntry
from officials.people.models import Official
from officials.queries import duties_of, head_duty_conflicts, tenures_on
from organization.roles import ROLES


@dataclass(frozen=True)
class ShownPart:
    """One contribution to a section, ready for its template."""

    label: Text
    content: SectionContent


@dataclass(frozen=True)
class ShownSection:
    """One section with everything ``user`` may read of it."""

    title: SectionTitle
    parts: tuple[ShownPart, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(str(paper) for part in self.parts for paper in part.content.missing)

    @property
    def complete(self) -> bool:
        """Kept by at least one register, and nothing that should be there is missing."""
        return bool(self.parts) and not self.missing


@dataclass(frozen=True)
class Look:
    """One line of "who looked": a role on a day for a purpose, never a name."""

    on: date
    role: Text
    purpose: Text


def active_access(official: Official, user: Viewer) -> DossierAccess | None:
    """The opening under which ``user`` reads this dossier now, or None."""
    return DossierAccess.objects.open_now(user).filter(official=official).select_related("decided_by").first()


def sections_for(official: Official, user: Viewer) -> list[ShownSection]:
    """All sixteen sections as staff reads them."""
    return [_section(title, official, user, registry.parts_of(no)) for no, title in SECTIONS.items()]


def self_sections(official: Official) -> list[ShownSection]:
    """The sections that the official reads about himself (M37, R32)."""
    return [
        _section(title, official, official.user, [part for part in registry.parts_of(no) if part.self_view])
        for no, title in SECTIONS.items()
        if title.self_view
    ]


def _section(title: SectionTitle, official: Official, user: Viewer, parts: Iterable[SectionPart]) -> ShownSection:
    found = ((part, part.content(official, user)) for part in parts)
    return ShownSection(title, tuple(ShownPart(part.label, content) for part, content in found if content is not None))


def timeline_for(official: Official, user: Viewer, *, own: bool = False) -> list[TimelineEntry]:
    """The entries of all sources, newest first; ``own`` leaves out the sources that are not for himself."""
    sources = (source for source in registry.timeline_sources() if source.self_view or not own)
    entries = [entry for source in sources for entry in source.entries(official, user)]
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def relations_for(official: Official, user: Viewer) -> list[tuple[Text, list[Relation]]]:
    """The ties that records hold, by source; sources without any are left out."""
    found = [(label, list(fn(official, user))) for label, fn in registry.relation_sources()]
    return [(label, rows) for label, rows in found if rows]


def influence_on(official: Official, on: date) -> list[InfluencePeriod]:
    """The influence periods that run on that day: banners clear themselves when they end (R10)."""
    periods = [period for source in registry.influence_sources() for period in source(official)]
    return [period for period in periods if period.start <= on <= period.end]


@dataclass(frozen=True)
class Header:
    """What stands above the sections."""

    tenures: list
    duties: list
    duty_conflicts: list
    heads_a_unit: bool
    influence: list[InfluencePeriod]
    complete: int
    total: int
    missing: list[str]


def header_of(official: Official, sections: list[ShownSection]) -> Header:
    """The header for today, with completeness counted over ``sections``."""
    today = clock.today()
    tenures = list(tenures_on(official, today))
    return Header(
        tenures=tenures,
        duties=list(duties_of(official, today)),
        duty_conflicts=head_duty_conflicts(official, today),
        heads_a_unit=any(tenure.post.is_head for tenure in tenures),
        influence=influence_on(official, today),
        complete=sum(section.complete for section in sections),
        total=len(sections),
        missing=[paper for section in sections for paper in section.missing],
    )


def who_looked(official: Official) -> list[Look]:
    """Every reading of the dossier from the audit trail, one line an opening, newest first: role, day and purpose."""
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Official), object_id=official.pk, event=AuditEvent.READ
    ).order_by("-timestamp")
    return list(_looks(entry.additional_data or {} for entry in entries.only("additional_data", "timestamp")))


def _looks(details: Iterable[dict]) -> Iterator[Look]:
    seen: set[int] = set()
    for detail in details:
        access = detail.get("access")
        if access is None or access in seen:
            continue
        seen.add(access)
        purposes = dict(Purpose.choices)
        yield Look(
            on=date.fromisoformat(detail["on"]),
            role=ROLES.get(detail.get("role", ""), _("Authorised staff")),
            purpose=purposes.get(detail.get("purpose", ""), ""),
        )
