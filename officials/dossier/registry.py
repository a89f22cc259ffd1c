"""What upper floors put into the dossier: contents of sections, entries of the timeline, influence periods."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from core.errors import Text
from core.scope import Viewer
from officials.dossier.contents import SECTIONS

if TYPE_CHECKING:
    from officials.people.models import Official


@dataclass(frozen=True, kw_only=True)
class SectionContent:
    """What one room contributes to a section.

    ``rows`` are shown as a table under ``columns`` (a cell may be a link made by ``format_html``); a room with more to
    show names a ``template`` that meets ``context``. ``missing`` names papers that should be there and are not: they
    make the section incomplete.
    """

    columns: tuple[Text, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    template: str = "officials/dossier/rows.html"
    context: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One event of the timeline. ``tone`` is one of core.badges' tones, ``icon`` a name of the sprite."""

    on: date
    title: Text
    detail: Text = ""
    kind: Text = ""
    url: str = ""
    tone: str = "plain"
    icon: str = "point-filled"


@dataclass(frozen=True, kw_only=True)
class InfluencePeriod:
    """A period during which a sanction weighs on promotion (影响期 / 处分期); both ends count."""

    label: Text
    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Relation:
    """One tie that a record holds: with whom, as what, in which time. No weight, and no order but time (4.5)."""

    who: Text
    what: Text
    start: date | None = None
    end: date | None = None
    url: str = ""


SectionFn = Callable[["Official", Viewer], SectionContent | None]
TimelineFn = Callable[["Official", Viewer], Iterable[TimelineEntry]]
RelationFn = Callable[["Official", Viewer], Iterable[Relation]]
InfluenceFn = Callable[["Official"], Iterable[InfluencePeriod]]


@dataclass(frozen=True)
class SectionPart:
    """One registered contribution to section ``no``."""

    no: int
    label: Text
    content: SectionFn
    self_view: bool


@dataclass(frozen=True)
class TimelineSource:
    key: str
    label: Text
    entries: TimelineFn
    self_view: bool


_parts: dict[tuple[int, str], SectionPart] = {}
_timeline: dict[str, TimelineSource] = {}
_influence: dict[str, InfluenceFn] = {}
_relations: dict[str, tuple[Text, RelationFn]] = {}


def section(no: int, label: Text, fn: SectionFn, *, self_view: bool = False) -> None:
    """Add ``fn(official, user)`` to section ``no``; it returns None when ``user`` has nothing to see there.

    ``self_view`` lets the official read it too, in the sections that allow it; ``fn`` then meets the official's own
    account as ``user`` and must leave out what is still open. Raises KeyError for a section that does not exist.
    """
    SECTIONS[no]
    _parts[(no, f"{fn.__module__}.{fn.__qualname__}")] = SectionPart(no, label, fn, self_view)


def timeline_source(key: str, label: Text, fn: TimelineFn, *, self_view: bool = False) -> None:
    """Add the entries of ``fn(official, user)`` to the timeline."""
    _timeline[key] = TimelineSource(key, label, fn, self_view)


def influence_source(key: str, fn: InfluenceFn) -> None:
    """Add the influence periods of ``fn(official)``, past ones included."""
    _influence[key] = fn


def relation_source(key: str, label: Text, fn: RelationFn) -> None:
    """Add the ties of ``fn(official, user)``, which shows what ``user`` may see, under ``label``."""
    _relations[key] = (label, fn)


def parts_of(no: int) -> list[SectionPart]:
    return [part for (number, _key), part in sorted(_parts.items()) if number == no]


def timeline_sources() -> list[TimelineSource]:
    return list(_timeline.values())


def influence_sources() -> list[InfluenceFn]:
    return list(_influence.values())


def relation_sources() -> list[tuple[Text, RelationFn]]:
    return list(_relations.values())
