"""X3 open doubt points (context): shown beside the index, never in it. A doubt point is not a problem."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Q

from early_warning.checks.models import DoubtPoint
from early_warning.ecology.measures import Measurement, Question


def open_doubt_points(question: Question) -> Mapping[str, Measurement]:
    """Doubt points found by the last day and without a person's verdict on it."""
    counted: defaultdict[str, int] = defaultdict(int)
    day = question.known_until
    rows = DoubtPoint.objects.filter(unit__code__in=question.units, found_on__lte=day)
    rows = rows.filter(Q(verified_at__isnull=True) | Q(verified_at__date__gt=day))
    for code in rows.exclude(vanished_at__date__lte=day).values_list("unit__code", flat=True):
        counted[code] += 1
    return {code: Measurement(Decimal(counted[code]), Decimal(1), counted[code]) for code in question.units}
