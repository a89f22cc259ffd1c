from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from core import clock
from core.pinyin import matches
from core.scope import Viewer
from core.search import Hit
from officials.people.models import Official
from officials.tenures.models import Tenure
from organization.models import Unit


def directory(user: Viewer) -> QuerySet[Official]:
    """Who ``user`` may meet, by code, with the posts of today at hand."""
    running = Prefetch("tenures", queryset=_running().select_related("post__unit"), to_attr="running")
    return Official.objects.visible_to(user).prefetch_related(running).order_by("code")


def in_order_of_posts(rows: QuerySet[Official], unit: Unit) -> QuerySet[Official]:
    """Those of ``rows`` who work in ``unit``, heads first. Only for one unit: the place of everybody would have to be
    looked up before the first page of a province could be shown."""
    here = _running().filter(official=OuterRef("pk"), post__unit=unit)
    placed = rows.annotate(
        head=Subquery(here.values("post__is_head")[:1]), place=Subquery(here.values("post__order")[:1])
    )
    return placed.filter(head__isnull=False).order_by("-head", "place", "code")


def _running() -> QuerySet[Tenure]:
    return Tenure.objects.on(clock.today()).order_by("-post__is_head", "post__order")


def posts_line(official: Any) -> str:
    """The posts of today in words, of a row of ``directory``."""
    return "、".join(tenure.post.name for tenure in official.running)


def units_line(official: Any) -> str:
    """The units where the official works today, of a row of ``directory``."""
    return "、".join(dict.fromkeys(tenure.post.unit.name for tenure in official.running))


def find_officials(user: Viewer, text: str, limit: int) -> list[Hit]:
    """Officials by name, code, pinyin or initials; never by number or phone."""
    rows = directory(user).filter(matches(text, "name", "code", pinyin="pinyin"))[:limit]
    return [Hit(row.name, row.get_absolute_url(), f"{units_line(row)} {posts_line(row)}") for row in rows]
