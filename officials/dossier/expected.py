"""Which papers should be in a dossier, so that it can say what it lacks."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from core import clock
from core.errors import Text
from officials.people.models import Official

# One paper for each year that is over, for whoever held his post through it.
YEARLY = {
    3: lambda year: _("Report on personal matters (%(year)s)") % {"year": year},
    6: lambda year: _("Report on responsibility and integrity (%(year)s)") % {"year": year},
    7: lambda year: _("Democratic life meeting (%(year)s)") % {"year": year},
}
# One paper at least, once the file exists; a declaration that there is nothing counts.
ONCE = {2: _("Family declaration"), 4: _("Business declaration")}
YEARS_BACK = 2

Years = Callable[[Official], Collection[int]]
_elsewhere: dict[int, list[Years]] = defaultdict(list)


def kept_elsewhere(no: int, years: Years) -> None:
    """Papers of section ``no`` are records of an upper floor: ``years(official)`` says of which years there are any."""
    _elsewhere[no].append(years)


def missing_papers(official: Official, no: int) -> Iterable[Text]:
    """The papers that section ``no`` should hold and does not."""
    records = official.dossier_records.in_force().filter(section=no)
    have = {on.year for on in records.values_list("on", flat=True)}
    have.update(year for years in _elsewhere[no] for year in years(official))
    if no in ONCE and not have:
        yield ONCE[no]
    if no in YEARLY:
        yield from (YEARLY[no](year) for year in _years_due(official) if year not in have)
    if no == 14 and _is_head(official) and not have:
        yield _("First lesson")


def _years_due(official: Official) -> Iterable[int]:
    """The full years before this one during all of which he was in office."""
    first = official.tenures.order_by("start").values_list("start", flat=True).first()
    today = clock.today()
    since = first or today
    return [year for year in range(today.year - YEARS_BACK, today.year) if since <= date(year, 1, 1)]


def _is_head(official: Official) -> bool:
    return official.tenures.on(clock.today()).filter(post__is_head=True).exists()
