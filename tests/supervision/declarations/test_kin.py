"""M33: relatives' businesses, from the annual filing to the archive."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.messages import messages_to
from core.workflow.services import transition_perform
from supervision.declarations.choices import Comparison, Kin
from supervision.declarations.models import DeclarationCampaign, KinBusiness, KinDeclaration
from supervision.declarations.services import (
    company_record,
    declaration_explain,
    declaration_withdraw,
    kin_change_begin,
    kin_correct,
    kin_file,
)
from tests.supervision.declarations.conftest import CODE, COMPANY, OTHER_CODE, business, do
from tests.warnings.notices.conftest import make_official


def test_a_person_opens_the_annual_filing_and_every_official_in_office_owes_one(due, member):
    assert due.status == "DUE"
    assert due.file_by == date(2026, 1, 31)
    assert messages_to(member.user).count() == 1


def test_opening_needs_the_right(campaign, sup):
    with pytest.raises(NotAllowed):
        campaign(actor=sup)


def test_there_is_one_annual_filing_a_year(due, deputy):
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclarationCampaign.objects.create(
            kind="KIN", year=2026, created_by=deputy, created_at="2026-01-05T09:00+08:00"
        )


def test_newcomers_are_added_and_nobody_owes_twice(due, education, deputy):
    make_official(education)
    do(due.campaign, "add_newcomers", deputy)
    assert KinDeclaration.objects.count() == 2


def test_none_to_declare_is_a_full_filing(due, member):
    filed = kin_file(declaration=due, actor=member.user, businesses=[], none_declared=True)
    assert (filed.status, filed.on_time) == ("FILED", True)
    assert filed.signed_at is not None


@pytest.mark.parametrize(("businesses", "none"), [([], False), ([business()], True)])
def test_a_filing_says_either_nothing_or_what(due, member, businesses, none):
    with pytest.raises(InvalidInput):
        kin_file(declaration=due, actor=member.user, businesses=businesses, none_declared=none)


def test_nobody_files_for_another(due, sup, stranger):
    for other in (sup, stranger):
        with pytest.raises(NotAllowed):
            kin_file(declaration=due, actor=other, businesses=[], none_declared=True)


def test_a_filing_is_filed_once(filed, member):
    with pytest.raises(Conflict):
        kin_file(declaration=filed, actor=member.user, businesses=[], none_declared=True)


def test_a_wrong_credit_code_is_refused(due, member):
    with pytest.raises(InvalidInput) as refused:
        kin_file(
            declaration=due, actor=member.user, businesses=[business(credit_code=CODE[:-1] + "0")], none_declared=False
        )
    assert refused.value.field == "credit_code"


def test_a_filing_after_31_january_is_late(due, member, on):
    on(date(2026, 2, 2))
    assert due.standing == "MISSING"
    filed = kin_file(declaration=due, actor=member.user, businesses=[], none_declared=True)
    assert filed.standing == "LATE"


def test_it_is_withdrawn_before_the_review_and_its_businesses_are_forgotten(filed, member):
    assert declaration_withdraw(declaration=filed, actor=member.user).status == "DUE"
    assert not KinBusiness.objects.exists()


def test_it_is_not_withdrawn_after_the_review(received, member):
    with pytest.raises(Conflict):
        declaration_withdraw(declaration=received, actor=member.user)


def test_company_and_code_are_encrypted_in_the_database(filed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT company, credit_code, business_scope FROM supervision_kinbusiness")
        assert all("澜" not in cell and CODE not in cell and "装饰" not in cell for cell in cursor.fetchone())


def test_only_the_organisation_department_receives(filed, sup, org):
    with pytest.raises(NotAllowed):
        do(filed, "receive", sup)
    assert do(filed, "receive", org).reviewer == org


def test_what_agrees_with_the_public_data_is_accepted(received, sup):
    assert received.businesses.get().comparison == Comparison.MATCH
    assert do(received, "accept", sup).status == "OK"


@pytest.mark.parametrize(
    ("row", "result"),
    [
        ({"code": CODE, "name": "别的有限公司", "status": "存续"}, Comparison.NAME),
        ({"code": CODE, "name": COMPANY, "status": "注销"}, Comparison.STATUS),
        ({"code": OTHER_CODE, "name": "某公司", "status": "存续"}, Comparison.UNKNOWN),
    ],
)
def test_a_mismatch_is_a_fact_and_the_official_is_asked_before_anything_else(filed, org, sup, row, result):
    company_record(actor=org, **row)
    received = do(filed, "receive", org)
    assert received.businesses.get().comparison == result
    assert received.status == "REVIEWED"  # nothing happens by itself
    with pytest.raises(NotAllowed):
        do(received, "accept", sup)
    assert do(received, "ask", sup, reason="名称与公开数据不一致,请说明。").status == "ASK"


def test_without_public_data_nothing_is_said_of_a_business(filed, org):
    assert do(filed, "receive", org).businesses.get().comparison == Comparison.WAITING


@pytest.fixture
def asked(received, sup):
    return do(received, "ask", sup, reason="请说明持股情况。")


def test_he_is_asked_with_a_day_and_explains(asked, member, sup):
    assert asked.due_on == date(2026, 1, 19)
    explained = declaration_explain(declaration=asked, actor=member.user, answer="名称已变更。")
    assert explained.status == "CORRECTED"
    assert do(explained, "accept", sup).status == "OK"


def test_asking_needs_a_reason(received, sup):
    with pytest.raises(InvalidInput):
        do(received, "ask", sup, reason=" ")


def test_an_empty_explanation_is_refused(asked, member):
    with pytest.raises(InvalidInput):
        declaration_explain(declaration=asked, actor=member.user, answer=" ")


def test_r32_the_official_corrects_what_was_wrong_at_any_time_before_the_archive(received, member, sup):
    accepted = do(received, "accept", sup)
    corrected = kin_correct(
        declaration=accepted, actor=member.user, businesses=[business(kin=Kin.CHILD_SPOUSE)], none_declared=False,
        answer="原填写有误。",
    )  # fmt: skip
    assert corrected.status == "CORRECTED"
    assert [row.kin for row in corrected.current_businesses()] == [Kin.CHILD_SPOUSE]
    assert corrected.businesses.count() == 2  # the earlier filing stays readable


def test_r32_after_the_archive_a_change_is_declared(received, member, sup, on):
    do(do(received, "accept", sup), "archive", sup)
    on(date(2026, 6, 1))
    change = kin_change_begin(actor=member.user, changed_on=date(2026, 5, 20))
    assert change.file_by == date(2026, 6, 19)  # 30 days, D18
    assert kin_file(declaration=change, actor=member.user, businesses=[], none_declared=True).on_time


def test_a_change_does_not_lie_in_the_future(member):
    with pytest.raises(InvalidInput):
        kin_change_begin(actor=member.user, changed_on=date(2026, 1, 6))


def test_only_who_judges_archives(received, sup, org):
    accepted = do(received, "accept", sup)
    with pytest.raises(NotAllowed):
        do(accepted, "archive", org)
    archived = do(accepted, "archive", sup)
    assert archived.closed_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_of_two_who_receive_at_once_one_wins(filed, org):
    """The row is locked: whoever comes second finds that it has moved on."""
    outcomes: list[str] = []

    def receive() -> None:
        try:
            outcomes.append(transition_perform(instance=filed, name="receive", actor=org).status)
        except Conflict as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=receive) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["REVIEWED", "conflict"]


def test_no_two_declarations_of_one_person_for_one_year(due):
    due.pk, due._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        due.save()
