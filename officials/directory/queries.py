from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from core import clock
from core.pinyin import matches
from core.scope import Viewer
from core.search import Hit
from officials.people.models import Official
from officials.tenures.models import Tenure


def directory(user: Viewer) -> QuerySet[Official]:
    """Who ``user`` may meet, unit by unit in the order of the posts, with the posts of today at hand."""
    running = Tenure.objects.on(clock.today()).select_related("post__unit").order_by("-post__is_head", "post__order")
    first = running.filter(official=OuterRef("pk"))
    return (
        Official.objects.visible_to(user)
        .annotate(unit_code=Subquery(first.values("post__unit__code")[:1]))
        .annotate(post_order=Subquery(first.values("post__order")[:1]))
        .prefetch_related(Prefetch("tenures", queryset=running, to_attr="running"))
        .order_by("unit_code", "post_order", "code")
    )


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
