"""Seats and careers: who holds which post since when, and what he did before."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.demo import City
from officials.demo.changes import DEPUTIES, HEAD_CHANGES
from officials.demo.titles import COMMISSION_POSTS, EARLIER, Titles, titles_of
from officials.models import Official, Post, Rank, Tenure
from organization.models import Unit

ONE_DAY = timedelta(days=1)
BUREAU_LEVEL = frozenset({"U02", "U45", "U46", "U47", "U48", "U49"})


@dataclass
class Seat:
    """One post to be held today; ``group`` sets the age, ``start`` is when its holder came."""

    post: Post
    group: str
    start: date
    holder: Official = field(init=False)
    # Posts held right before, newest first: filled for heads who moved over.
    before: list[tuple[Post, date, date]] = field(default_factory=list)


def seats_of(city: City, unit: Unit, count: int) -> list[Seat]:
    """The seats of a unit with ``count`` officials, by the recipe of handbook 6.2."""
    if unit.code == "U02":
        return _commission_seats(city, unit)
    titles = titles_of(unit.code, unit.kind)
    chief = count >= 6
    deputies = min(len(titles.deputies), max(2 if count == 3 else 3, round((count - 1) * 0.6)))
    posts = [_post(unit, titles.head, Rank.BUREAU_DEPUTY if unit.code in BUREAU_LEVEL else Rank.COUNTY, 1)]
    posts += [_post(unit, name, Rank.COUNTY_DEPUTY, 10 + n) for n, name in enumerate(titles.deputies[:deputies])]
    posts += [_post(unit, titles.chief, Rank.COUNTY_DEPUTY, 30)] if chief else []
    rest = count - len(posts)
    posts += [_post(unit, name, Rank.SECTION, 40 + n) for n, name in enumerate(_sections(titles, rest))]
    return [_seat(city, post) for post in posts]


def _sections(titles: Titles, rest: int) -> list[str]:
    return [titles.sections[n % len(titles.sections)] for n in range(rest)]


def _post(unit: Unit, name: str, rank: int, order: int) -> Post:
    head = order == 1
    return Post(
        unit=unit,
        name=name,
        rank=rank,
        is_head=head,
        head_kind=unit.head_kind if head else "",
        in_team=order < 40,
        order=order,
    )


def _seat(city: City, post: Post) -> Seat:
    group = "head" if post.is_head else "deputy" if post.in_team else "section"
    # Heads who did not change have sat since before the first filed quarter; others came any time from 2019 on.
    last = date(2023, 6, 15) if post.is_head else date(2025, 6, 20)
    days = (last - date(2019, 1, 5)).days
    return Seat(post, group, date(2019, 1, 5) + timedelta(days=city.rng.randrange(days)))


def _commission_seats(city: City, unit: Unit) -> list[Seat]:
    ranks = [Rank.BUREAU_DEPUTY, *[Rank.COUNTY_DEPUTY] * 3, *[Rank.SECTION] * 10]
    orders = [1, 10, 11, 12, *range(40, 50)]
    rows = zip(COMMISSION_POSTS, ranks, orders, strict=True)
    return [_seat(city, _post(unit, name, rank, order)) for name, rank, order in rows]


def plan_changes(seats: dict[str, list[Seat]]) -> None:
    """Date the changed heads and deputies, and make room for the heads who stepped back."""
    for change in HEAD_CHANGES:
        seats[change.unit][0].start = change.start
        if change.retired_to:
            seat = seats[change.retired_to][-1]
            seat.post.name, seat.post.rank, seat.group = "一级调研员", Rank.COUNTY, "head"
            seat.start = change.left + ONE_DAY if change.left else change.start
    for unit, number, start in DEPUTIES:
        seats[unit][number].start = start


def past_heads(city: City, seats: dict[str, list[Seat]]) -> None:
    """Give the ten old heads their years at the head of the unit they left."""
    for change in HEAD_CHANGES:
        moved = next((other for other in HEAD_CHANGES if other.was_head and other.came_from == change.unit), None)
        target = seats[moved.unit][0] if moved else seats[change.retired_to][-1]
        first = date(2018, 3, 1) + timedelta(days=city.rng.randrange(1500))
        target.before = [(seats[change.unit][0].post, first, change.left or change.start - ONE_DAY)]


class Careers:
    """Turns seats into posts and tenures, with one to three earlier posts each."""

    def __init__(self, city: City, seats: dict[str, list[Seat]]) -> None:
        self.city = city
        self.rng = city.rng
        self.peers = {code: [u for u in seats if city.units[u].kind == city.units[code].kind] for code in seats}
        self.old_posts: list[Post] = []
        self.tenures: list[Tenure] = []
        self._origin = {c.unit: c.came_from for c in HEAD_CHANGES if not c.was_head}

    def write(self, seats: dict[str, list[Seat]]) -> None:
        """Store posts and tenures of all ``seats``."""
        Post.objects.bulk_create(seat.post for rows in seats.values() for seat in rows)
        for code, rows in seats.items():
            for seat in rows:
                self._career(code, seat)
        Post.objects.bulk_create(self.old_posts)
        Tenure.objects.bulk_create(self.tenures)

    def _career(self, code: str, seat: Seat) -> None:
        official = seat.holder
        document = f"云委干〔{seat.start.year}〕{self.rng.randint(1, 120)}号"
        self.tenures.append(Tenure(official=official, post=seat.post, start=seat.start, document=document))
        for post, start, end in seat.before:
            self.tenures.append(Tenure(official=official, post=post, start=start, end=end))
        since = seat.before[-1][1] if seat.before else seat.start
        self._earlier(official, seat, code, since)

    def _earlier(self, official: Official, seat: Seat, code: str, since: date) -> None:
        grown_up = official.birth_date.replace(year=official.birth_date.year + 23, day=1)
        rank = seat.post.rank
        came_from = self._origin.get(code) if seat.post.is_head and not seat.before else None
        for _ in range(self.rng.randint(1, 3)):
            start = since - timedelta(days=self.rng.randint(700, 1900))
            if start < grown_up:
                return
            rank = max(Rank.SECTION_DEPUTY, rank - 10)
            unit = self.city.units[came_from or self.rng.choice(self.peers[code])]
            deputy_name = titles_of(unit.code, unit.kind).deputies[-1] if unit.code != "U02" else "室主任"
            name = deputy_name if rank >= Rank.COUNTY_DEPUTY else self.rng.choice(EARLIER)
            post = Post(unit=unit, name=name, rank=rank, order=200, active=False)
            self.old_posts.append(post)
            self.tenures.append(Tenure(official=official, post=post, start=start, end=since - ONE_DAY))
            since, came_from = start, None
