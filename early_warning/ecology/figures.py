"""What the charts of the pages show, as data (core.charts)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from core import charts
from early_warning.ecology.engine.changes import Change
from early_warning.ecology.models import EcologyAssessment
from early_warning.ecology.registry import find


def changed(steps: Iterable[Change]) -> list[tuple[str, Change]]:
    """The changes that are not zero, with the words for their indicator."""
    return [(f"{step.code} {find(step.code).label}", step) for step in steps if step.delta]


def waterfall_chart(assessment: EcologyAssessment, steps: Iterable[Change]) -> charts.Chart:
    """From the last index to this one by indicators; call it only where both exist."""
    previous = assessment.previous
    assert previous is not None and previous.index is not None and assessment.index is not None  # noqa: S101, PT018
    return charts.waterfall(
        title=_("Which indicators the change came from"),
        start=(previous.period, previous.index),
        # The line break keeps neighbouring labels apart.
        steps=[(label.replace(" ", "\n", 1), step.delta) for label, step in changed(steps)],
        end=(assessment.period, assessment.index),
    )


def course_chart(course: Sequence[EcologyAssessment]) -> charts.Chart:
    """The unit against its own past; a period without an index leaves a gap."""
    return charts.lines(
        title=_("The unit's own course"),
        x=[row.period for row in course],
        series={_("Index"): [row.index for row in course]},
        tones={_("Index"): "normal"},
    )
