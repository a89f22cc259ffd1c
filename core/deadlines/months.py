"""Month arithmetic: Civil Code 201-202 for procedure, the sanctions' own counting (handbook 2.2)."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

ONE_DAY = dt.timedelta(days=1)


def add_months(start: dt.date, months: int) -> dt.date:
    """The corresponding day ``months`` later (earlier, if negative); a day the month lacks becomes its last."""
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return dt.date(year, month0 + 1, min(start.day, last))


def period_end(start: dt.date, months: int, inclusive_start: bool = False) -> dt.date:
    """The last day of a period of ``months`` that starts on ``start``.

    ``inclusive_start=True`` is the counting of sanctions: the first day counts, so the period ends on the day
    before the corresponding day. Where the last month lacks that day both ways end on the month's last day
    (there is no day "before 31 February"). Sanction periods never roll for holidays.
    """
    if months < 1:
        raise ValueError("A period lasts at least one month.")
    end = add_months(start, months)
    clamped = end.day < start.day
    return end - ONE_DAY if inclusive_start and not clamped else end


def merged_period_end(
    first: tuple[dt.date, int], second: tuple[dt.date, int], cap_months: int | None = None
) -> dt.date:
    """The last day when a second sanction falls into a running one: the new period plus the remainder.

    Both are (start, months), counted with an inclusive start. The remainder is what of the first is left on the
    day the second starts: whole months, then days. ``cap_months`` limits the whole from the second's start (48
    for administrative sanctions). Rule: handbook 2.2, "second sanction inside a running influence period".
    """
    (first_start, first_months), (start, months) = sorted((first, second))
    return _merged(period_end(first_start, first_months, inclusive_start=True), start, months, cap_months)


def _merged(old_end: dt.date, start: dt.date, months: int, cap_months: int | None) -> dt.date:
    left = whole_months(start, old_end)
    counted = period_end(start, left, inclusive_start=True) if left else start - ONE_DAY
    rest = max(old_end - counted, dt.timedelta())
    end = period_end(start, months + left, inclusive_start=True) + rest
    return end if cap_months is None else min(end, period_end(start, cap_months, inclusive_start=True))


def running_period_end(periods: Iterable[tuple[dt.date, int]], cap_months: int | None = None) -> dt.date:
    """The last day of several sanctions (start, months) that run into one another, in the order of their starts.

    Each new one takes on what is left of those before it; ``cap_months`` limits each whole from the new one's start
    (48 for administrative sanctions). Raises ValueError without any.
    """
    (start, months), *later = sorted(periods)
    end = period_end(start, months, inclusive_start=True)
    for new_start, new_months in later:
        end = _merged(end, new_start, new_months, cap_months)
    return end


def joint_months(months: Sequence[int], cap_months: int) -> tuple[int, int]:
    """Several breaches punished at once with the same kind of sanction: between the longest period and the sum, at
    most ``cap_months`` (Law on administrative sanctions 15: 48). Raises ValueError without any."""
    longest = max(months)
    return longest, max(longest, min(sum(months), cap_months))


def whole_months(start: dt.date, last: dt.date) -> int:
    """How many whole months fit from ``start`` to ``last``, both included; 0 when ``last`` lies before."""
    months = (last.year - start.year) * 12 + last.month - start.month + 1
    while months > 0 and period_end(start, months, inclusive_start=True) > last:
        months -= 1
    return max(months, 0)
