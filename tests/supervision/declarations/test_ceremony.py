"""M36: reported before, inspected where assigned, reported afterwards, compared, archived."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.messages import messages_to
from supervision.declarations.choices import Event
from supervision.declarations.documents import form_context
from supervision.declarations.facts import facts_of
from supervision.declarations.models import CeremonyInspection, CeremonyReport
from supervision.declarations.models.ceremony import latest_filing
from supervision.declarations.services import (
    ceremony_call_off,
    ceremony_file,
    ceremony_file_after,
    ceremony_file_again,
    ceremony_phone,
    ceremony_reduce,
    declaration_withdraw,
)
from tests.supervision.declarations.conftest import afterwards, do, wedding


@pytest.mark.parametrize(
    ("event_on", "latest"), [(date(2026, 10, 4), date(2026, 9, 17)), (date(2026, 5, 16), date(2026, 4, 30))]
)
@pytest.mark.django_db
def test_the_last_day_before_a_wedding(event_on, latest):
    assert latest_filing(Event.WEDDING, event_on) == latest


def test_filed_in_time(ceremony):
    assert (ceremony.status, ceremony.file_by, ceremony.on_time) == ("FILED", date(2026, 4, 30), True)
    assert facts_of(ceremony) == []


def test_a_late_report_is_taken_and_called_late(member, on):
    on(date(2026, 5, 6))
    late = ceremony_file(actor=member.user, given=wedding())
    assert [fact.code for fact in facts_of(late)] == ["LATE"]


@pytest.mark.parametrize("left_out", ["no_service_objects", "commitment"])
def test_scope_and_commitment_are_signed(member, left_out):
    with pytest.raises(InvalidInput) as refused:
        ceremony_file(actor=member.user, given=wedding(**{left_out: False}))
    assert refused.value.field == left_out


def test_only_officials_file(sup):
    with pytest.raises(NotAllowed):
        ceremony_file(actor=sup, given=wedding())


def test_withdrawn_and_filed_again(ceremony, member):
    withdrawn = declaration_withdraw(declaration=ceremony, actor=member.user)
    again = ceremony_file_again(ceremony=withdrawn, actor=member.user, given=wedding(planned_tables=10))
    assert (again.status, again.planned_tables) == ("FILED", 10)


@pytest.mark.parametrize("reviewer", ["sup", "con", "deputy"])
def test_offices_agree(ceremony, reviewer, request, member):
    agreed = do(ceremony, "agree", request.getfixturevalue(reviewer))
    assert (agreed.status, agreed.due_on) == ("REVIEWED", agreed.after_by)
    assert messages_to(member.user).count() == 1


def test_strangers_and_receivers_do_not_review(ceremony, org, head):
    for user in (org, head):
        with pytest.raises(NotAllowed):
            do(ceremony, "agree", user)


def test_a_reminder_goes_with_its_words(ceremony, con):
    assert do(ceremony, "remind", con, reason="请严格控制规模。").opinion_words == "请严格控制规模。"


def test_a_reduction_is_required_and_made(ceremony, con, member):
    asked = do(ceremony, "require_reduction", con, reason="请压减至12桌以内。")
    with pytest.raises(InvalidInput):
        ceremony_reduce(ceremony=asked, actor=member.user, planned_tables=18, planned_guests=180)
    reduced = ceremony_reduce(ceremony=asked, actor=member.user, planned_tables=12, planned_guests=110)
    assert (reduced.status, reduced.planned_tables) == ("CORRECTED", 12)
    assert do(reduced, "agree", con).status == "REVIEWED"


def test_it_is_called_off(ceremony, member, sup):
    with pytest.raises(NotAllowed):
        ceremony_call_off(ceremony=ceremony, actor=sup)
    assert ceremony_call_off(ceremony=ceremony, actor=member.user).closed_at is not None


def test_not_reported_afterwards_before_the_day(ceremony, member, con):
    with pytest.raises(NotAllowed):
        ceremony_file_after(ceremony=do(ceremony, "agree", con), actor=member.user, given=afterwards())


@pytest.fixture
def held(ceremony, member, con, on) -> CeremonyReport:
    agreed = do(ceremony, "agree", con)
    on(date(2026, 5, 20))
    return ceremony_file_after(ceremony=agreed, actor=member.user, given=afterwards())


def test_reported_afterwards_compared_archived(held, con, sup):
    assert held.after_on_time
    compared = do(held, "compare", con, compare_note="一致")
    assert do(compared, "archive", sup).status == "ARCHIVED"


def test_comparing_waits_for_the_report(ceremony, con):
    with pytest.raises(Conflict):
        do(ceremony, "compare", con)


def test_gifts_say_where_they_went(ceremony, member, on):
    on(date(2026, 5, 20))
    with pytest.raises(InvalidInput):
        ceremony_file_after(ceremony=ceremony, actor=member.user, given=afterwards(gifts="REGISTERED"))


def test_nobody_reports_for_another(ceremony, sup, on):
    on(date(2026, 5, 20))
    with pytest.raises(NotAllowed):
        ceremony_file_after(ceremony=ceremony, actor=sup, given=afterwards())


def test_more_tables_than_filed_are_a_fact(ceremony, member, on):
    on(date(2026, 5, 20))
    told = ceremony_file_after(ceremony=ceremony, actor=member.user, given=afterwards(actual_tables=22))
    assert [fact.code for fact in facts_of(told)] == ["OVER", "LIMIT"]


def test_one_fifth_more_is_still_within_the_parameter(ceremony, member, on):
    on(date(2026, 5, 20))
    told = ceremony_file_after(ceremony=ceremony, actor=member.user, given=afterwards(actual_tables=21))
    assert "OVER" not in [fact.code for fact in facts_of(told)]


# --- funerals


def days(*, died: int, funeral: int, phoned: int) -> dict[str, date]:
    """Days of April 2026."""
    return {"died_on": date(2026, 4, died), "event_on": date(2026, 4, funeral), "phoned_on": date(2026, 4, phoned)}


@pytest.fixture
def phoned(member, liaison, on) -> CeremonyReport:
    on(date(2026, 4, 8))
    return ceremony_phone(actor=liaison, official=member, **days(died=6, funeral=8, phoned=8))


def test_p12_a_funeral_reported_by_telephone_the_same_day_is_in_time(phoned, member, on):
    assert (phoned.status, phoned.on_time, phoned.after_by) == ("DUE", True, date(2026, 4, 29))
    on(date(2026, 4, 20))
    written = ceremony_file_after(ceremony=phoned, actor=member.user, given=afterwards(actual_tables=8))
    assert (written.status, facts_of(written)) == ("HELD", [])


def test_a_call_of_the_next_day_is_late(member, liaison, on):
    on(date(2026, 4, 9))
    late = ceremony_phone(actor=liaison, official=member, **days(died=6, funeral=8, phoned=9))
    assert [fact.code for fact in facts_of(late)] == ["LATE"]


def test_a_family_that_calls_on_the_day_of_death_is_entered_before_the_funeral(member, liaison, on):
    on(date(2026, 4, 6))
    early = ceremony_phone(actor=liaison, official=member, **days(died=6, funeral=9, phoned=6))
    assert (early.on_time, early.phoned_on, early.event_on) == (True, date(2026, 4, 6), date(2026, 4, 9))
    with pytest.raises(NotAllowed):  # the written report waits for the day
        ceremony_file_after(ceremony=early, actor=member.user, given=afterwards(actual_tables=8))
    on(date(2026, 4, 20))
    assert facts_of(ceremony_file_after(ceremony=early, actor=member.user, given=afterwards(actual_tables=8))) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"died": 7, "funeral": 9, "phoned": 6}, "phoned_on"),  # before the death
        ({"died": 6, "funeral": 9, "phoned": 9}, "phoned_on"),  # in the future
        ({"died": 7, "funeral": 6, "phoned": 7}, "event_on"),
    ],
)
def test_no_call_lies_before_the_death_or_in_the_future(member, liaison, on, wrong, field):
    on(date(2026, 4, 8))
    with pytest.raises(InvalidInput) as refused:
        ceremony_phone(actor=liaison, official=member, **days(**wrong))
    assert refused.value.field == field


def test_the_call_is_entered_by_who_may_take_it(member, head):
    with pytest.raises(NotAllowed):
        ceremony_phone(actor=head, official=member, **days(died=6, funeral=8, phoned=8))


def test_the_liaison_sees_the_calls_he_took_and_nothing_else(phoned, ceremony, liaison):
    assert list(CeremonyReport.objects.visible_to(liaison)) == [phoned]


def test_a_funeral_is_not_filed_beforehand(member):
    with pytest.raises(InvalidInput):
        ceremony_file(actor=member.user, given=wedding(event=Event.FUNERAL))


# --- inspections


@pytest.fixture
def inspection(ceremony, sup, sup_colleague, con) -> CeremonyInspection:
    row = CeremonyInspection(
        ceremony=ceremony, grounds="抽查", inspector=sup, second_inspector=sup_colleague, created_by=con,
        created_at=clock.now(),
    )  # fmt: skip
    row.prepare(con)
    row.save()
    return row


def test_an_inspection_is_assigned_by_a_leader(inspection, con, sup, deputy):
    for user in (con, sup):
        with pytest.raises(NotAllowed):
            do(inspection, "approve", user)
    assert do(inspection, "approve", deputy).approver == deputy


def test_nobody_inspects_alone(inspection, deputy):
    CeremonyInspection.objects.filter(pk=inspection.pk).update(second_inspector=None)
    with pytest.raises(NotAllowed):
        do(inspection, "approve", deputy)
    inspection.second_inspector = inspection.inspector
    with pytest.raises(IntegrityError), transaction.atomic():
        inspection.save()


def test_the_database_has_no_inspection_without_assignment(inspection):
    with pytest.raises(IntegrityError), transaction.atomic():
        CeremonyInspection.objects.filter(pk=inspection.pk).update(status="APPROVED")


def test_inspectors_record_figures_on_the_day(inspection, deputy, sup, con, on, ceremony, member):
    assigned = do(inspection, "approve", deputy)
    with pytest.raises(NotAllowed):
        do(assigned, "record", sup, tables_seen=27)
    on(date(2026, 5, 16))
    with pytest.raises(NotAllowed):
        do(assigned, "record", con, tables_seen=27)
    assert not CeremonyInspection.objects.visible_to(member.user).exists()
    do(assigned, "record", sup, tables_seen=27)
    assert CeremonyInspection.objects.visible_to(member.user).exists()


def test_gt49_late_no_report_afterwards_and_too_many_tables(member, deputy, sup, sup_colleague, con, on):
    on(date(2026, 5, 6))
    late = ceremony_file(actor=member.user, given=wedding())
    seen = CeremonyInspection(
        ceremony=late, grounds="抽查", inspector=sup, second_inspector=sup_colleague, created_by=con,
        created_at=clock.now(),
    )  # fmt: skip
    seen.prepare(con)
    seen.save()
    on(date(2026, 5, 16))
    do(do(seen, "approve", deputy), "record", sup, tables_seen=27)
    on(date(2026, 6, 30))
    assert [fact.code for fact in facts_of(late)] == ["LATE", "AFTER", "OVER", "LIMIT"]


def test_an_inspection_is_refused_with_a_reason(inspection, deputy):
    assert do(inspection, "refuse", deputy, reason="无必要").status == "REFUSED"


# --- the form W19


def test_both_forms_are_printed(held):
    from core.documents.queries import documents_of

    # As filed, with the opinion of the review, and afterwards.
    assert [document.kind for document in documents_of(held)] == ["W19", "W19", "W19A"]


def test_the_form_names_the_period_in_the_unit_of_its_rule(ceremony):
    from core.deadlines.models import DeadlineRule, Unit

    DeadlineRule.objects.filter(code="D19a").update(amount=7, unit=Unit.CALENDAR_DAY)
    assert "操办前7日" in form_context(ceremony, before=True)["texts"]["note"]


def test_the_opinion_is_printed_on_a_version_of_its_own(ceremony, con, member):
    from core.documents.queries import documents_of

    def printed(row):
        return form_context(row, before=True)["opinion"]

    assert printed(ceremony) == {}
    asked = do(ceremony, "require_reduction", con, reason="请压减至12桌以内。")
    assert printed(asked)["words"] == "要求压减"
    reduced = ceremony_reduce(ceremony=asked, actor=member.user, planned_tables=12, planned_guests=110)
    assert printed(reduced) == {}  # nobody has looked at the reduced figures yet
    agreed = do(reduced, "remind", con, reason="请严格控制规模。")
    shown = printed(agreed)
    assert (shown["words"], shown["more"], shown["reviewer"]) == ("同意并提醒", "请严格控制规模。", str(con))
    versions = documents_of(agreed).filter(kind="W19").order_by("version")
    assert [document.version for document in versions] == [1, 2, 3, 4]
