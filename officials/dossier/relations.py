"""The ties of a dossier: what records hold about an official and others, told and not weighed (screens.md 2).

Only records speak: nothing is inferred, counted or scored (handbook 4.5). Each source shows what the reader may see.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.scope import Viewer
from officials import dossier
from officials.dossier.registry import Relation
from officials.models import Tenure
from officials.people.models import Official
from officials.recusal.models import InterestDeclaration


def colleagues(official: Official, user: Viewer) -> Iterable[Relation]:
    """Members of the same leadership team at the same time, the latest first."""
    own = list(official.tenures.filter(post__in_team=True).select_related("post"))
    others = Tenure.objects.filter(post__unit__in={row.post.unit_id for row in own}, post__in_team=True)
    others = others.filter(official__in=Official.objects.visible_to(user).order_by().values("pk"))
    for theirs in others.exclude(official=official).select_related("official", "post__unit").order_by("-start", "-pk"):
        for mine in own:
            if mine.post.unit_id == theirs.post.unit_id and _overlap(mine, theirs):
                yield Relation(
                    who=theirs.official.name,
                    what=f"{theirs.post.unit} {theirs.post.name}",
                    start=max(mine.start, theirs.start),
                    end=min((day for day in (mine.end, theirs.end) if day), default=None),
                    url=theirs.official.get_absolute_url(),
                )


def predecessors(official: Official, user: Viewer) -> Iterable[Relation]:
    """Who held the same posts before or after him."""
    own = {row.post_id: row for row in official.tenures.all()}
    seen = Q(official__in=Official.objects.visible_to(user).order_by().values("pk"))
    others = Tenure.objects.filter(seen, post__in=own).exclude(official=official)
    for theirs in others.select_related("official", "post__unit").order_by("-start", "-pk"):
        place = _("predecessor") if theirs.start < own[theirs.post_id].start else _("successor")
        yield Relation(
            who=theirs.official.name,
            what=f"{theirs.post.unit} {theirs.post.name} · {place}",
            start=theirs.start,
            end=theirs.end,
            url=theirs.official.get_absolute_url(),
        )


def declared_with_staff(official: Official, user: Viewer) -> Iterable[Relation]:
    """Kinship and interests that members of the commission have declared: for those who keep them."""
    rows = InterestDeclaration.objects.visible_to(user).standing(clock.today()).filter(official=official)
    for row in rows.select_related("user"):
        yield Relation(
            who=str(row.user), what=row.get_relation_display() or row.get_kind_display(), start=row.start, end=row.end,
            url=row.get_absolute_url(),
        )  # fmt: skip


def _overlap(mine: Tenure, theirs: Tenure) -> bool:
    return (mine.end is None or theirs.start <= mine.end) and (theirs.end is None or mine.start <= theirs.end)


def connect() -> None:
    dossier.relation_source("colleagues", _("In one leadership team"), colleagues)
    dossier.relation_source("posts", _("Before and after him in office"), predecessors)
    dossier.relation_source("interests", _("Declared by the commission's staff"), declared_with_staff)
