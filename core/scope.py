"""Rows you may see: one base, one method, used by pages, API, exports, search and counts alike."""

from collections.abc import Callable
from typing import Any, Self

from django.db import models
from django.db.models import Q

# Whoever looks: the account model of ``organization`` (one floor up, so not named here) or an anonymous visitor.
Viewer = Any
NOTHING = Q(pk__in=[])
# wall(model, user): which rows of ``model`` may be seen at all, whatever a scope opens; None where it stands not.
Wall = Callable[[type[models.Model], Viewer], Q | None]
_walls: dict[str, Wall] = {}


def wall(key: str, test: Wall) -> None:
    """Stand ``test`` before all scoped rows of all models, those of rooms to come among them."""
    _walls[key] = test


class ScopedQuerySet(models.QuerySet):
    """A queryset that knows who may see its rows. Subclasses say it once, in ``scope_q``."""

    def scope_q(self, user: Viewer) -> Q:
        """The condition that holds for the rows ``user`` may see."""
        raise NotImplementedError

    def visible_to(self, user: Viewer) -> Self:
        """The rows ``user`` may see; none for anonymous or inactive users. A filter in SQL, never a list of ids."""
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.none()
        condition = self.scope_q(user)
        return self.none() if condition == NOTHING else self.filter(condition).behind_walls(user)

    def behind_walls(self, user: Viewer) -> Self:
        """The rows no wall hides from ``user``. Ways to rows beside ``visible_to`` pass here too."""
        rows = self
        for test in _walls.values():
            condition = test(self.model, user)
            rows = rows if condition is None else rows.filter(condition)
        return rows


class PermissionScopedQuerySet(ScopedQuerySet):
    """Rows without a unit: whoever holds ``view_<model>`` sees all of them."""

    def scope_q(self, user: Viewer) -> Q:
        meta = self.model._meta
        return Q() if user.has_perm(f"{meta.app_label}.view_{meta.model_name}") else NOTHING
