"""A lead is registered and assigned by one desk, handled by another, and nothing is done with it unapproved (M14)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cases.leads.models import Lead
from core.attachments.services import attachment_add
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workflow.services import transition_perform
from officials.recusal.services import interest_declare
from tests.core.attachments.files import PDF
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def test_it_is_due_a_month_after_it_was_received_and_takes_the_unit_of_the_official(received, education):
    lead = received()
    # P01: D01 counts a month and does not roll, though 2026-06-20 is a Saturday.
    assert (lead.due_on, lead.unit, lead.classification) == (date(2026, 6, 20), education, "WORK_SECRET")
    assert lead.doc_no is None


def test_registering_gives_the_number_and_the_number_alone_names_it(at):
    lead = at("register")
    assert lead.doc_no == "云纪线〔2026〕1号"
    assert str(lead) == lead.doc_no


def test_a_lead_names_an_official_a_unit_or_somebody_in_words(received, education):
    assert received(official=None, unit=education).about == "市教育局"
    assert received(official=None, subject="某局工作人员").about == "某局工作人员"
    with pytest.raises(InvalidInput, match="对象"):
        received(official=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(subject="某局工作人员").update(subject="")


@pytest.mark.parametrize(
    ("method", "status"),
    [("INQUIRY", "INQUIRY"), ("VERIFICATION", "VERIFICATION"), ("SHELVE", "SHELVED"), ("CONCLUDE", "CLOSED")],
)
def test_the_four_ways_each_by_an_approval(at, method, status):
    lead = at("approve", method=method)
    assert lead.status == status
    assert (lead.closed_at is not None) == (status == "CLOSED"), "laid aside is not closed, concluded is"
    assert lead.due_on == (date(2026, 7, 31) if method == "VERIFICATION" else None)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("UNTRUE", "CLOSED"), ("UNPROVEN", "CLOSED"), ("SHELVE", "SHELVED"), ("FOUR_FORMS", "HANDLED"),
        ("CASE", "HANDLED"), ("PARTY", "HANDLED"),
    ],
)  # fmt: skip
def test_the_result_too_is_approved_and_leads_on(at, outcome, status):
    lead = at("accept", outcome=outcome)
    assert lead.status == status
    assert lead.clarify_by == (date(2026, 6, 15) if outcome == "UNTRUE" else None)


def test_what_is_reported_is_due_no_more_and_what_is_returned_is_due_again(at, step):
    reported = at("report")
    assert reported.due_on is None
    assert step(reported, "ask_further").due_on == date(2026, 7, 31)


WRONG = {
    "register": "sup", "assign": "sup", "reassign": "sup", "propose": "registrar", "approve": "sup_colleague",
    "send_back": "registrar", "report": "registrar", "accept": "sup_colleague", "ask_further": "registrar",
    "take_up": "registrar", "archive": "deputy",
}  # fmt: skip
BEFORE = {
    "register": None, "assign": "register", "reassign": "assign", "propose": "assign", "approve": "propose",
    "send_back": "propose", "report": "approve", "accept": "report", "ask_further": "report", "take_up": "report",
    "archive": "accept",
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_step_is_its_own_roles_and_its_own_states(request, received, at, step, name):
    before = BEFORE[name]
    lead = at(before, outcome="UNPROVEN") if before else received()
    with pytest.raises(NotAllowed):
        step(lead, name, actor=request.getfixturevalue(WRONG[name]))
    moved = step(lead, name)
    if name not in ("reassign",):
        with pytest.raises(Conflict):
            step(moved, name)


def test_r02_who_proposed_or_registered_does_not_approve(at, step, sup, deputy, registrar):
    from organization.users.services import roles_set

    proposed = at("propose")
    roles_set(user=sup, codes=["SUP", "DEP"])
    roles_set(user=registrar, codes=["CM", "DEP"])
    for login in ("sup", "cm"):
        with pytest.raises(NotAllowed):
            step(proposed, "approve", actor=type(sup).objects.get(username=login))
    for other in ("created_by", "drafter"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lead.objects.filter(pk=proposed.pk).update(approver=getattr(proposed, other))
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=proposed.pk).update(status="CLOSED")


def test_r02_who_reported_the_result_does_not_approve_it(at, sup):
    reported = at("report")
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=reported.pk).update(accepter=sup)


def test_the_report_of_a_verification_is_the_main_leaders(at, step, deputy):
    with pytest.raises(NotAllowed, match="主要负责人"):
        step(at("report"), "accept", actor=deputy)
    assert step(at("report", method="INQUIRY"), "accept", actor=deputy).status == "CLOSED"


def test_r19_whoever_registers_leads_neither_gets_nor_handles_one(at, step, registrar, education):
    with pytest.raises(InvalidInput):
        step(at("register"), "assign", handler=registrar)
    both = make_user("both", "CM", "SUP", units=[education])
    with pytest.raises(InvalidInput):
        step(at("register"), "assign", handler=both)
    with pytest.raises(NotAllowed, match="登记"):
        step(at("assign"), "propose", actor=both)


def test_a_lead_goes_to_the_office_that_it_is_assigned_to(at, step, stranger, education):
    with pytest.raises(InvalidInput, match="辖"):
        step(at("register"), "assign", handler=stranger)
    investigator = make_user("inv2", "INV", units=[education])
    with pytest.raises(InvalidInput):
        step(at("register"), "assign", handler=investigator)
    lead = step(at("assign"), "reassign", office="INV", handler=investigator)
    with pytest.raises(NotAllowed):
        step(lead, "propose")
    assert step(lead, "propose", actor=investigator).drafter == investigator


def test_r15_nobody_registers_gets_or_approves_what_is_about_his_kin(
    at, step, received, registrar, sup, deputy, accused
):
    registered, proposed = at("register"), at("propose")
    for user in (sup, deputy, registrar):
        interest_declare(actor=user, official=accused, kind="KIN", relation="SIBLING", ground="胞弟")
    with pytest.raises(NotAllowed):
        received()
    with pytest.raises(NotAllowed):
        transition_perform(instance=proposed, name="approve", actor=deputy)
    with pytest.raises(NotAllowed):
        step(registered, "assign")


def test_r01_a_doubt_point_becomes_a_lead_by_a_signed_form_only(received, step, registrar):
    lead = received(source="HEALTH_CHECK")
    with pytest.raises(NotAllowed, match="移送"):
        step(lead, "register")
    attachment_add(owner=lead, upload=SimpleUploadedFile("移送审批表.pdf", PDF), actor=registrar)
    assert step(lead, "register").doc_no


def test_laid_aside_is_taken_up_again_and_what_was_proposed_stays_readable(at, step):
    lead = step(at("approve", method="SHELVE"), "take_up")
    assert (lead.status, lead.due_on, lead.approver) == ("ASSIGNED", date(2026, 7, 1), None)
    assert "建议初步核实" in lead.earlier
    assert lead.opinion == ""


def test_nothing_leads_back_from_a_concluded_lead(at, step):
    for name in ("take_up", "ask_further", "propose", "reassign"):
        with pytest.raises(Conflict):
            step(at("accept"), name)


def test_two_leaders_at_once_approve_it_once(at, step, secretary):
    proposed = at("propose")
    step(proposed, "approve")
    with pytest.raises(Conflict):
        step(proposed, "approve", actor=secretary)


def test_an_untrue_report_is_not_archived_before_the_person_was_offered_its_clarification(at, step):
    with pytest.raises(NotAllowed, match="澄清"):
        step(at("accept"), "archive")
    assert step(at("accept", outcome="UNPROVEN"), "archive").status == "ARCHIVED"


def test_it_is_not_rewritten_once_it_is_registered(received, step, registrar):
    lead = received()
    assert lead.why_not_edit(registrar) == ""
    assert step(lead, "register").why_not_edit(registrar)


def test_a_day_to_come_is_refused_in_words(received):
    with pytest.raises(InvalidInput) as refused:
        received(received_on=date(2026, 6, 2))
    assert refused.value.field == "received_on"
