"""What this floor itself puts into the dossier: particulars, career, records."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from core import clock
from core.scope import Viewer
from officials import dossier
from officials.dossier.contents import SECTIONS
from officials.dossier.expected import missing_papers
from officials.dossier.registry import InfluencePeriod, SectionContent, SectionFn, TimelineEntry
from officials.dossier.remedies import remedies_in_words
from officials.people.models import Official


def particulars(official: Official, user: Viewer) -> SectionContent:  # noqa: ARG001 - the registry's signature
    """Section 1: who he is and which posts he has held. The resident ID is never shown."""
    career = official.tenures.select_related("post__unit").order_by("-start")
    return SectionContent(
        template="officials/dossier/particulars.html",
        context={"official": official, "career": career, "today": clock.today()},
    )


def records_of(no: int) -> SectionFn:
    """The function that shows the hand-entered records of section ``no``."""

    def content(official: Official, user: Viewer) -> SectionContent:
        rows = official.dossier_records.in_force().filter(section=no).select_related("entered_by")
        if is_self_view(official, user) and SECTIONS[no].closed_only:
            rows = rows.filter(closed=True)
        return SectionContent(
            template="officials/dossier/records.html",
            context={
                "records": rows,
                "own": is_self_view(official, user),
                "remedies": remedies_in_words(no) if rows else "",
            },
            missing=tuple(missing_papers(official, no)),
        )

    content.__qualname__ = f"records_of_{no}"
    return content


def is_self_view(official: Official, user: Viewer) -> bool:
    """Whether the official himself is reading."""
    return official.user_id is not None and official.user_id == user.pk


def career_entries(official: Official, user: Viewer) -> Iterable[TimelineEntry]:  # noqa: ARG001 - the registry's signature
    for tenure in official.tenures.select_related("post__unit"):
        yield TimelineEntry(
            on=tenure.start,
            kind=_("Appointment"),
            title=f"{tenure.post.unit} {tenure.post.name}",
            detail=tenure.document,
            icon="briefcase",
        )


# Sections whose entries colour the timeline; the others stay plain.
TONES = {8: ("watch", "message-exclamation"), 10: ("bad", "gavel"), 11: ("bad", "gavel"), 15: ("good", "award")}


def record_entries(official: Official, user: Viewer) -> Iterable[TimelineEntry]:
    own = is_self_view(official, user)
    for record in official.dossier_records.in_force():
        title = SECTIONS[record.section]
        if own and (not title.self_view or (title.closed_only and not record.closed)):
            continue
        tone, icon = TONES.get(record.section, ("plain", "file-text"))
        yield TimelineEntry(
            on=record.on,
            kind=title.label,
            title=record.title,
            detail=" ".join(part for part in (record.document_no, record.detail) if part),
            tone=tone,
            icon=icon,
        )


def record_periods(official: Official) -> Iterable[InfluencePeriod]:
    for record in official.dossier_records.in_force().filter(section=10):
        if record.until is not None:
            yield InfluencePeriod(label=record.title, start=record.on, end=record.until)


def connect(register: Callable[..., None] = dossier.section) -> None:
    register(1, _("Particulars and career"), particulars, self_view=True)
    for no, title in SECTIONS.items():
        if no not in (1, 9):
            register(no, _("Records"), records_of(no), self_view=title.self_view)
    dossier.timeline_source("career", _("Career"), career_entries, self_view=True)
    dossier.timeline_source("records", _("Records"), record_entries, self_view=True)
    dossier.influence_source("records", record_periods)
