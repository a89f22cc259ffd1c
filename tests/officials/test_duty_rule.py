"""三不分管 (M55): days on which a head manages what he must not, against a count day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.parameters.models import ParameterVersion
from core.spans import Span
from officials.duties import rule
from officials.duties.rule import Exemption, exemption_source, is_exempt, violation_days, violations
from officials.models import DutyArea, DutyDivision, Tenure
from officials.queries import head_duty_conflicts
from officials.tenures.services import head_hand_over
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
RULE_DAY = date(2025, 9, 1)
HORIZON = 60  # days around the day of the rule that the examples play on
FIRST = RULE_DAY - timedelta(days=20)


@pytest.fixture
def exemptions(monkeypatch):
    """A list into which a test puts the exemptions of its units."""
    rows: list[Exemption] = []
    monkeypatch.setattr(rule, "_sources", {})
    exemption_source("test", lambda units: [row for row in rows if row.unit_id in units])
    return rows


def give(unit, official, area, start, end=None):
    return DutyDivision.objects.create(unit=unit, official=official, area=area, start=start, end=end)


def parameters_from(day, **values):
    who = [make_user(f"p{number}") for number in range(2)]
    ParameterVersion.objects.create(
        group="DUTY", version=2, values=values, effective_from=day, reason="x", proposed_by=who[0], approved_by=who[1]
    )


def test_gt38_a_head_with_finance_for_230_days(education, edu_head):
    give(education, edu_head, DutyArea.FIN, date(2025, 9, 1), date(2026, 4, 18))

    assert violation_days(education, date(2020, 1, 1), date(2026, 6, 30)) == 230


def test_n40_what_a_head_held_before_the_day_of_the_rule_is_no_violation(education, edu_head):
    give(education, edu_head, DutyArea.FIN, date(2025, 8, 12), date(2025, 8, 31))

    assert violation_days(education, date(2020, 1, 1), date(2026, 6, 30)) == 0
    assert head_duty_conflicts(edu_head, date(2025, 8, 20)) == []


def test_of_a_duty_from_before_the_rule_only_the_days_after_it_count(education, edu_head):
    give(education, edu_head, DutyArea.HR, date(2024, 1, 1), date(2025, 9, 10))

    assert violation_days(education, date(2020, 1, 1), date(2026, 6, 30)) == 10


def test_exempted_days_do_not_count_and_the_dossier_shows_no_conflict(education, edu_head, exemptions):
    give(education, edu_head, DutyArea.FIN, date(2026, 1, 1))
    exemptions.append(Exemption(education.pk, DutyArea.FIN, Span(date(2026, 1, 11), date(2026, 6, 20))))

    assert violation_days(education, date(2026, 1, 1), date(2026, 6, 30)) == 20
    assert head_duty_conflicts(edu_head, date(2026, 3, 1)) == []
    assert [row.area for row in head_duty_conflicts(edu_head, date(2026, 6, 21))] == [DutyArea.FIN]
    assert is_exempt(education, DutyArea.FIN, date(2026, 3, 1))
    assert not is_exempt(education, DutyArea.HR, date(2026, 3, 1))


def test_an_exemption_is_for_its_area_and_its_unit_only(education, health, edu_head, exemptions):
    give(education, edu_head, DutyArea.FIN, date(2026, 6, 1))
    always = Span(date(2025, 1, 1), date(2027, 1, 1))
    exemptions += [Exemption(education.pk, DutyArea.HR, always), Exemption(health.pk, DutyArea.FIN, always)]

    assert violation_days(education, date(2026, 6, 1), date(2026, 6, 30)) == 30


def test_a_head_of_another_unit_breaks_nothing_here(education, health_head):
    give(education, health_head, DutyArea.FIN, date(2026, 1, 1))

    assert violations([education.pk], date(2026, 1, 1), date(2026, 6, 30)) == []


def test_who_was_head_only_for_a_while_counts_for_that_while(education, edu_head, edu_deputy):
    give(education, edu_deputy, DutyArea.WORKS, date(2024, 1, 1))
    head_hand_over(post=edu_head.tenures.get().post, successor=edu_deputy, start=date(2026, 6, 1))

    assert violation_days(education, date(2026, 1, 1), date(2026, 6, 30)) == 30


def test_the_customer_chooses_the_areas_and_the_day(education, edu_head):
    give(education, edu_head, DutyArea.PURCHASE, date(2026, 1, 1))
    assert violation_days(education, date(2026, 1, 1), date(2026, 6, 30)) == 0

    parameters_from(date(2026, 2, 1), rule_from="2026-06-01", areas=["FIN", "PURCHASE"])

    assert violation_days(education, date(2026, 1, 1), date(2026, 6, 30)) == 30
    assert violation_days(education, date(2026, 1, 1), date(2026, 1, 31)) == 0


days = st.integers(0, HORIZON).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days)
    return Span(first, first + timedelta(days=draw(st.integers(0, 25))))


AREAS = st.sampled_from([DutyArea.FIN, DutyArea.HR, DutyArea.BUSINESS])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    duties=st.lists(st.tuples(AREAS, spans()), max_size=4),
    headed=spans(),
    exempt=st.lists(st.tuples(AREAS, spans()), max_size=3),
    window=spans(),
)
def test_days_of_violation_are_those_that_a_count_day_by_day_finds(
    education, edu_head, exemptions, duties, headed, exempt, window
):
    DutyDivision.objects.all().delete()
    Tenure.objects.filter(official=edu_head).update(start=headed.first, end=headed.last)
    rows = {(area, span.first): (area, span) for area, span in duties}.values()
    for area, span in rows:
        give(education, edu_head, area, span.first, span.last)
    exemptions[:] = [Exemption(education.pk, area, span) for area, span in exempt]

    def broken(day: date) -> bool:
        return any(
            area in (DutyArea.FIN, DutyArea.HR)
            and span.first <= day <= span.last
            and headed.first <= day <= headed.last
            and day >= RULE_DAY
            and not any(free == area and off.first <= day <= off.last for free, off in exempt)
            for area, span in rows
        )

    every_day = [window.first + timedelta(days=n) for n in range(window.days)]
    assert violation_days(education, window.first, window.last) == sum(map(broken, every_day))
