"""P09 and P13 come out of the data of the demo city; nothing in it sets an index."""

from datetime import date

import pytest

from early_warning.ecology.documents import report_context
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.models import EcologyAssessment, OfficeEntry, Status, ValueState
from early_warning.ecology.queries import band_counts, changes_of, peer_range
from organization.models import User

pytestmark = pytest.mark.usefixtures("demo_city")


def assessment(unit: str, period: str = "2026H1") -> EcologyAssessment:
    return EcologyAssessment.objects.live().get(unit__code=unit, period=period)


def test_p09_the_street_lacks_data():
    found = assessment("U51")
    assert (found.band, found.index) == (Band.INADEQUATE, None)
    assert report_context(found)["coverage"] == 62
    missing = set(found.values.filter(state=ValueState.MISSING).values_list("code", flat=True))
    assert missing >= {"A1", "A2", "B1", "B3", "C2"}
    assert report_context(found)["insufficient"]


@pytest.mark.parametrize(("unit", "band"), [("U59", Band.FOCUS), ("U25", Band.WATCH), ("U29", Band.GOOD)])
def test_p13_bands(unit, band):
    assert assessment(unit).band == band


@pytest.mark.parametrize("unit", ["U59", "U25", "U29"])
def test_p13_the_waterfall_adds_up(unit):
    found = assessment(unit)
    steps = changes_of(found)
    assert steps
    assert sum(step.delta for step in steps) == found.index - found.previous.index
    assert sum(value.contribution or 0 for value in found.values.all()) == found.index


def test_what_pulls_u59_down_is_what_was_planted():
    """GT38 (the head held finance), late rectification, late replies, late filings."""
    values = {value.code: value for value in assessment("U59").values.all()}
    assert "108" in values["B3"].rows[0]["label"]
    assert all(values[code].score < 70 for code in ("B3", "C1", "F3", "F4"))
    assert values["B1"].missed[0]["label"].startswith("HT-U59-2025-021")  # GT17: no resolution


def test_every_unit_has_five_half_years_and_every_index_its_coverage():
    live = EcologyAssessment.objects.live()
    assert live.count() == 62 * 5
    assert not live.filter(index__isnull=False, coverage__lt="0.7").exists()
    assert not live.filter(index__isnull=True, coverage__gte="0.7").exists()


def test_every_band_occurs():
    counts = dict(band_counts(User.objects.get(username="sec"), "2026H1"))
    assert all(counts[band] for band in Band)
    assert sum(counts.values()) == 62


def test_peers_have_no_names():
    found = peer_range(assessment("U59"))
    assert found is not None
    assert found.units == 4
    assert found.low <= assessment("U59").index <= found.high


def test_the_report_of_a_unit_with_many_peers_shows_their_normal_range():
    assert next(row[0] for row in report_context(assessment("U25"))["peers"]) == "指数"
    assert report_context(assessment("U59"))["peers"] == []


def test_takings_of_office_are_in_order_but_for_the_planted_ones():
    """GT42, GT43, GT44, and the decoys on the last day."""
    year = OfficeEntry.objects.entered(date(2025, 7, 1), date(2026, 5, 30)).select_related("tenure__post__unit")
    without_talk = {e.post.unit.code for e in year if e.talk_on is None or e.talk_on > e.talk_due}
    without_lesson = {
        e.post.unit.code for e in year if e.lesson_due and e.lesson_due < date(2026, 6, 30) and e.lesson_on is None
    }
    without_handover = {e.post.unit.code for e in year if e.handover_due and e.handover_on is None}
    assert (without_talk, without_lesson, without_handover) == ({"U30"}, {"U44"}, {"U16"})


def test_people_have_come_differently_far():
    states = set(EcologyAssessment.objects.values_list("status", flat=True))
    assert states >= {Status.CONSULTED, Status.MEETING, Status.RESPONDED, Status.ARCHIVED, Status.SUPERSEDED}
    head = User.objects.get(username="uhd_u59")
    seen = set(EcologyAssessment.objects.visible_to(head).values_list("unit__code", flat=True))
    assert seen == {"U59"}
