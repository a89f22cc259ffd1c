"""From sources to kept snapshots: versions, comparison with the last period, looking back."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import Conflict, InvalidInput, NotAllowed
from core.parameters.models import ParameterVersion
from core.workflow.queries import history_of
from early_warning.ecology.engine.bands import Band
from early_warning.ecology.engine.changes import changes
from early_warning.ecology.models import EcologyAssessment, Status, ValueState
from early_warning.ecology.periods import AnalysisPeriod
from early_warning.ecology.services import assessment_recalculate, assessments_compute
from early_warning.ecology.snapshots import previous_contributions
from tests.warnings.ecology.conftest import part

D = Decimal
pytestmark = pytest.mark.django_db


def test_the_snapshot_holds_everything_needed_to_check_a_figure(education, figures, compute):
    """B1 17/21 → 80.95; C1 6/8 = 0.75 of 0.95 → 78.95; F4 full. Weights 22, 22, 12 of 56."""
    figures |= {"B1": {"U15": part(17, 21)}, "C1": {"U15": part(6, 8)}, "F4": {"U15": part(4, 4)}}
    found = compute(education)
    value = found.values.get(code="B1")
    assert (value.numerator, value.denominator, value.n, value.weight, value.bar) == (17, 21, 21, 7, 1)
    assert value.score == D("80.95")
    assert value.effective_weight == D("39.29")
    assert len(value.missed) == 4
    assert found.index == D("84.2")  # (22·80.952 + 22·78.947 + 12·100) ÷ 56 = 84.246
    assert found.band == Band.NORMAL
    assert sum(value.contribution for value in found.values.all()) == found.index
    assert (found.coverage, found.scored_share, found.params_version) == (1, 1, 1)


def test_small_samples_and_missing_data_are_told_apart(education, figures, compute):
    figures |= {"B4": {"U15": part(9, 10)}, "C1": {"U15": part(0, 2)}, "F4": {"U15": part(4, 4)}, "F3": {}}
    found = compute(education)
    assert found.values.get(code="C1").state == ValueState.SMALL
    assert found.values.get(code="C1").score is None
    assert found.values.get(code="F3").state == ValueState.MISSING
    assert found.coverage == D("0.8125")  # 13 of 16
    assert found.scored_share == D("0.3750")  # 6 of 16
    assert found.index == 100


def test_below_70_percent_coverage_the_data_are_inadequate(education, figures, compute):
    figures |= {"B1": {}, "B4": {"U15": part(9, 10)}, "C1": {"U15": part(7, 7)}, "F4": {"U15": part(4, 4)}}
    found = compute(education)
    assert found.coverage == D("0.6500")
    assert (found.index, found.band) == (None, Band.INADEQUATE)
    assert found.values.get(code="C1").score == 100
    assert found.values.get(code="C1").contribution is None


def test_context_is_shown_and_never_scored(education, figures, compute):
    """Complaints and warnings weigh nothing: the index is the same whatever they are."""
    figures |= {"B4": {"U15": part(1, 10)}, "F4": {"U15": part(2, 4)}}
    without = compute(education).index
    figures |= {code: {"U15": part(99, 100)} for code in ("X0", "X1", "X2", "X3", "X4")}
    found = compute(education)
    assert found.index == without
    assert found.version == 2
    for value in found.values.filter(code__startswith="X"):
        assert (value.state, value.weight, value.score, value.contribution) == (ValueState.CONTEXT, None, None, None)


def test_computing_twice_makes_no_second_version(education, figures, compute):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    first = compute(education)
    assert compute(education) == first
    figures["B4"] = {"U15": part(8, 10)}
    second = compute(education)
    assert (second.version, second.replaces) == (2, first)
    first = EcologyAssessment.objects.get(pk=first.pk)
    assert first.status == Status.SUPERSEDED
    assert first.values.get(code="B4").numerator == 9
    assert [line.name for line in history_of(first)] == ["compute", "supersede"]


def test_the_changes_against_the_last_period_add_up(education, figures, compute):
    figures |= {"B1": {"U15": part(19, 20)}, "C1": {"U15": part(9, 10)}, "F4": {"U15": part(3, 4)}}
    last = compute(education, "2025H2", date(2026, 1, 31))
    figures |= {"B1": {"U15": part(12, 20)}, "C1": {"U15": part(1, 2)}, "F4": {"U15": part(4, 4)}}
    found = compute(education)
    assert found.previous == last
    after = {value.code: value.contribution for value in found.values.exclude(contribution=None)}
    steps = changes(previous_contributions(last), after)
    assert sum(step.delta for step in steps) == found.index - last.index
    assert found.values.get(code="C1").previous_contribution == last.values.get(code="C1").contribution
    assert found.values.get(code="C1").contribution is None


def test_a_past_date_is_recomputed_and_does_not_replace_what_is_known_now(education, figures, compute):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    now = compute(education, as_of=date(2026, 6, 30))
    figures["B4"] = {"U15": part(5, 10)}
    report = assessments_compute(units=[education], period=AnalysisPeriod.parse("2026H1"), as_of=date(2026, 4, 30))
    assert [row.index for row in report.looked_back] == [D("71.2")]
    assert EcologyAssessment.objects.live().get() == now


def test_a_past_date_uses_the_parameters_of_that_date(education, figures, compute, sup, deputy):
    ParameterVersion.objects.create(
        group="ECO-B4", version=2, values={"bar": "0.5"}, effective_from=date(2026, 5, 1),
        reason="试行", proposed_by=sup, approved_by=deputy,
    )  # fmt: skip
    figures |= {"B4": {"U15": part(5, 10)}, "F4": {"U15": part(4, 4)}}
    before = compute(education, as_of=date(2026, 4, 30))
    assert (before.index, before.params_version) == (D("71.2"), 1)
    after = compute(education, as_of=date(2026, 5, 1))
    assert (after.index, after.params_version, after.version) == (100, 2, 2)


def test_an_indicator_can_be_switched_off_and_on(education, figures, compute, sup, deputy):
    for code, use in (("B4", "OFF"), ("C1", "ON")):
        ParameterVersion.objects.create(
            group=f"ECO-{code}", version=2, values={"use": use}, effective_from=date(2026, 1, 1),
            reason="试行", proposed_by=sup, approved_by=deputy,
        )  # fmt: skip
    figures |= {"B4": {"U15": part(0, 10)}, "B1": {"U15": part(10, 10)}, "F4": {"U15": part(4, 4)}}
    found = compute(education)
    assert set(found.values.values_list("code", flat=True)) == {"B1", "C1", "F4"}
    assert found.values.get(code="C1").state == ValueState.MISSING
    assert found.coverage == D("0.5625")  # 9 of 16: switched on without a source, it is missing data


def test_a_period_that_has_not_begun_is_refused(education, figures):
    with pytest.raises(InvalidInput):
        assessments_compute(units=[education], period=AnalysisPeriod.parse("2026H2"))


def test_what_people_hold_in_their_hands_is_not_replaced_by_a_run(education, figures, compute, sup):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    first = compute(education)
    EcologyAssessment.objects.filter(pk=first.pk).update(status=Status.OPINION)
    figures["B4"] = {"U15": part(1, 10)}
    report = assessments_compute(units=[education], period=AnalysisPeriod.parse("2026H1"))
    assert report.kept == ["U15"]
    second = assessment_recalculate(assessment=first, actor=sup, reason="单位补充备案")
    assert (second.version, second.status, second.recalculated_because) == (2, Status.CALCULATED, "单位补充备案")
    with pytest.raises(Conflict):
        assessment_recalculate(assessment=first, actor=sup, reason="再算一次")


def test_only_the_office_recalculates_and_only_with_a_reason(education, figures, compute, sup, secretary):
    figures |= {"B4": {"U15": part(9, 10)}, "F4": {"U15": part(4, 4)}}
    found = compute(education)
    with pytest.raises(NotAllowed):
        assessment_recalculate(assessment=found, actor=secretary, reason="重算")
    with pytest.raises(InvalidInput):
        assessment_recalculate(assessment=found, actor=sup, reason=" ")
