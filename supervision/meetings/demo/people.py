"""Who was due at a meeting of the demo city: the team on the day, filled up where its posts were vacant."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from officials.models import Tenure


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_current_timezone())


@dataclass(frozen=True)
class Member:
    """One member due: official and account, whether he heads the unit."""

    official: int
    user: int | None
    is_head: bool


class Rosters:
    """The tenures of all units, read once."""

    def __init__(self) -> None:
        rows = Tenure.objects.select_related("official", "post__unit").order_by("post__order", "pk")
        self._rows: dict[str, list[Tenure]] = defaultdict(list)
        for row in rows:
            self._rows[row.post.unit.code].append(row)

    def due(self, code: str, day: date, size: int = 0) -> list[Member]:
        """The members in the order of their posts; ``size`` asks for so many, with others of the unit if need be."""
        running = [row for row in self._rows[code] if row.start <= day and (row.end is None or row.end >= day)]
        team = [row for row in running if row.post.in_team]
        others = [row for row in self._rows[code] if row.end is None and row not in team and not row.post.is_head]
        wanted = size or max(len(team), 4)
        chosen: dict[int, Member] = {}
        for row in [*team, *others]:
            if len(chosen) < wanted and row.official_id not in chosen:
                chosen[row.official_id] = Member(row.official_id, row.official.user_id, row.post.is_head)
        return list(chosen.values())
