"""Reads that several doors share: bands, peers, course of a unit, what changed."""

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import quantiles
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from core.remembering import remembered
from core.scope import Viewer
from early_warning.ecology.engine.bands import Band, shown
from early_warning.ecology.engine.changes import Change, changes
from early_warning.ecology.models import EcologyAssessment, IndicatorValue
from early_warning.ecology.parameters import rule_book
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.registry import Dimension, dimensions, indicators
from early_warning.ecology.snapshots import contributions_of, previous_contributions
from early_warning.ecology.sources.notices import SOURCE
from early_warning.notices.choices import Kind
from early_warning.notices.choices import Status as NoticeStatus
from early_warning.notices.models import Notice
from organization.units.models import Unit

MAY_OPEN = ("warnings.view_ecologyassessment", "warnings.respond_ecology")


def may_open(user: Viewer) -> bool:
    """Whether the user has any business with assessments; which of them is ``visible_to``'s answer."""
    return any(user.has_perm(permission) for permission in MAY_OPEN)


def periods_for(user: Viewer) -> list[str]:
    """The periods of which the user sees an assessment, the latest first."""
    rows = EcologyAssessment.objects.visible_to(user).live().order_by("-period").values_list("period", flat=True)
    return remembered(("periods for", user.pk), lambda: list(rows.distinct()))


def latest_period(user: Viewer) -> str:
    """The latest period of which the user sees an assessment; empty when there is none."""
    return next(iter(periods_for(user)), "")


def band_counts(user: Viewer, period: str) -> list[tuple[Band, int]]:
    """How many units of the user's jurisdiction lie in each band, in the order of the scale."""
    rows = EcologyAssessment.objects.visible_to(user).live().of_period(period).order_by()
    counted = dict(rows.values_list("band").annotate(units=Count("pk")))
    return [(band, counted.get(band, 0)) for band in Band]


@dataclass(frozen=True)
class PeerRange:
    """Lowest and highest index among units of one type, without names (3.1 rule 8)."""

    low: Decimal
    high: Decimal
    units: int


def peer_range(assessment: EcologyAssessment) -> PeerRange | None:
    """The range of the unit's peer group in the same period; None below the least number of units.

    Not narrowed to the viewer's jurisdiction: two figures without names give nobody away.
    """
    peers = (
        EcologyAssessment.objects.live()
        .of_period(assessment.period)
        .filter(unit__kind=assessment.unit.kind, index__isnull=False)
    )
    found = peers.aggregate(low=Min("index"), high=Max("index"), units=Count("pk"))
    if found["units"] < rule_book().index["peers_min"]:
        return None
    # SQLite computes MIN and MAX of decimals in binary: print what was stored.
    return PeerRange(shown(found["low"]), shown(found["high"]), found["units"])


@dataclass(frozen=True)
class NormalRange:
    """The middle half of what the other units of one type reached, without names: the index (dimension None) or a
    dimension; ``own`` is this unit's figure."""

    dimension: Dimension | None
    low: Decimal
    high: Decimal
    own: Decimal | None


def normal_ranges(assessment: EcologyAssessment) -> list[NormalRange]:
    """Index and dimensions against the other units of the type in the same period (3.1 rule 8, R35).

    Left out where fewer others have a figure than the parameter asks for: a range of few would tell whose it is.
    """
    others = EcologyAssessment.objects.live().of_period(assessment.period)
    others = others.filter(unit__kind=assessment.unit.kind).exclude(unit=assessment.unit)
    found = list(others.values_list("index", "dimension_scores"))
    least = rule_book(assessment.as_of).index["normal_range_min"]
    rows: list[NormalRange | None] = [
        _normal_range(None, [index for index, _scores in found], assessment.index, least),
        *(
            _normal_range(
                dimension,
                [scores.get(dimension.code) for _index, scores in found],
                assessment.dimension_scores.get(dimension.code),
                least,
            )
            for dimension in dimensions()
        ),
    ]
    return [row for row in rows if row is not None]


def _normal_range(dimension: Dimension | None, reached: list[Any], own: Any, least: int) -> NormalRange | None:
    known = [Decimal(figure) for figure in reached if figure is not None]
    if len(known) < least:
        return None
    low, _middle, high = quantiles(known, n=4, method="inclusive")
    return NormalRange(dimension, shown(low), shown(high), None if own is None else shown(Decimal(own)))


def course_of(unit: Unit, user: Viewer) -> QuerySet[EcologyAssessment]:
    """The live assessments of ``unit`` that ``user`` may see, oldest first."""
    return EcologyAssessment.objects.visible_to(user).live().filter(unit=unit).order_by("period")


def live_course(assessment: EcologyAssessment) -> QuerySet[EcologyAssessment]:
    """The unit's live assessments up to this one and this one itself, oldest first; for the unit's own report."""
    rows = EcologyAssessment.objects.filter(unit=assessment.unit, period__lte=assessment.period)
    others = rows.live().exclude(period=assessment.period)
    return (others | rows.filter(pk=assessment.pk)).order_by("period")


def versions_of(assessment: EcologyAssessment, user: Viewer) -> QuerySet[EcologyAssessment]:
    """All versions for the same unit and period that ``user`` may see, the newest first."""
    rows = EcologyAssessment.objects.visible_to(user).of_period(assessment.period)
    return rows.filter(unit=assessment.unit).order_by("-version")


def changes_of(assessment: EcologyAssessment) -> list[Change]:
    """What led from the last index to this one; empty where one of the two is missing."""
    before = previous_contributions(assessment.previous)
    if not before or assessment.index is None:
        return []
    return changes(before, contributions_of(assessment))


@dataclass
class DimensionRows:
    """One dimension of an assessment with its values, for tables."""

    dimension: Dimension
    score: Decimal | None
    values: list[IndicatorValue] = field(default_factory=list)

    @property
    def contribution(self) -> Decimal | None:
        found = [value.contribution for value in self.values if value.contribution is not None]
        return sum(found, Decimal(0)) if found else None


def dimension_rows(assessment: EcologyAssessment) -> list[DimensionRows]:
    """The scored values by dimension, in the order of the handbook; dimensions without an indicator in use left out."""
    by_code = {value.code: value for value in assessment.values.all()}
    rows = []
    for dimension in dimensions():
        mine = [by_code[i.code] for i in indicators() if i.dimension == dimension.code and i.code in by_code]
        points = assessment.dimension_scores.get(dimension.code)
        if mine:
            rows.append(DimensionRows(dimension, None if points is None else Decimal(points), mine))
    return rows


def context_values(assessment: EcologyAssessment) -> list[IndicatorValue]:
    """The figures shown beside the index and never in it."""
    return [value for value in assessment.values.all() if value.code.startswith("X")]


def revoked_since(assessment: EcologyAssessment) -> int:
    """How many notices that these figures count were revoked after they were computed (R08)."""
    period = AnalysisPeriod.parse(assessment.period)
    kept = assessment.values.values_list("rows", flat=True)
    counted = Q(pk__in={row["key"] for rows in kept for row in rows if row["source"] == SOURCE})
    counted |= Q(kind=Kind.WARNING, served_at__date__range=(period.start, period.end))  # X2 keeps no rows
    rows = Notice.objects.filter(
        unit=assessment.unit, status=NoticeStatus.REVOKED, served_at__lt=assessment.computed_at
    )
    return rows.filter(counted, revoked_at__gte=assessment.computed_at).count()
