"""What was in order by the numbers of its day stays in order (R28)."""

from datetime import date

from core.parameters.models import ParameterVersion
from supervision.declarations.facts import facts_of
from supervision.declarations.services import ceremony_file_after
from tests.supervision.declarations.test_ceremony import afterwards


def test_r28_a_limit_lowered_later_makes_no_fact_of_an_earlier_ceremony(ceremony, member, on, sup, deputy):
    on(date(2026, 5, 20))
    told = ceremony_file_after(ceremony=ceremony, actor=member.user, given=afterwards(actual_tables=18))
    assert facts_of(told) == []
    ParameterVersion.objects.create(
        group="DECLARATION", version=2, values={"table_limit": 10}, effective_from=date(2026, 5, 25), reason="从严",
        proposed_by=sup, approved_by=deputy,
    )  # fmt: skip
    on(date(2026, 6, 30))
    assert facts_of(told) == []
    told.event_on = date(2026, 6, 1)
    assert [fact.code for fact in facts_of(told)] == ["LIMIT"]
