"""The rights of the person a copy notice is about, and the limits of whoever writes one (R03-R08, R37, R38)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.attachments.models import Attachment
from core.documents.queries import documents_of
from core.documents.rendering import render_pdf
from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import line_add, line_edit, record_create, record_edit
from core.outbox.models import Channel, Delivery
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from early_warning.checks.models import DoubtPoint
from early_warning.ecology.measures import Question
from early_warning.ecology.registry import source_of
from early_warning.notices.models import Notice, RuleBasis
from early_warning.notices.services.rules import rule_check
from officials.recusal.drafting import drafted_by
from supervision.copies.documents import TEMPLATE, paper
from supervision.copies.effects import mail_given_up
from supervision.copies.models import CopyNotice, CopyObjection
from supervision.copies.responsible import responsible
from tests.core.documents.pdf import text_of
from tests.officials.conftest import make_official
from tests.supervision.copies.conftest import FACTS, RECIPIENTS
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
WORDS, FILE = "采购并未化整为零", "合同清单"


def told(user, part: str) -> bool:
    return Delivery.objects.filter(recipient=user, channel=Channel.PORTAL, key__contains=part).exists()


def waits(user, record) -> bool:
    return any(todo.url == record.get_absolute_url() for todo in todos_for(user))


def file(name: str = FILE) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.txt", "说明".encode(), content_type="text/plain")


@pytest.fixture
def objected(served, concerned):
    return transition_perform(
        instance=served, name="raise_objection", actor=concerned.user, text=WORDS, files=[file()]
    )  # fmt: skip


class TestEvidence:
    def test_r03_nobody_checks_or_approves_what_he_has_not_opened(self, notice, step, sup_colleague, deputy):
        with pytest.raises(NotAllowed, match=r"evidence|证据"):
            transition_perform(instance=notice, name="check_notice", actor=sup_colleague)
        checked = step(notice, "check_notice")
        with pytest.raises(NotAllowed, match=r"evidence|证据"):
            transition_perform(instance=checked, name="approve", actor=deputy)

    def test_r03_a_rewritten_fact_was_not_opened(self, client, notice, sup, sup_colleague):
        fact = notice.facts.get()
        client.force_login(sup_colleague)
        assert client.get(fact.get_absolute_url()).status_code == 200
        values = {"text": "另一句话。", "doubt": fact.doubt, "warning": None, "problem": None, "talk": None}
        line_edit(record=notice, lines=FACTS, line=fact, values=values, actor=sup)
        with pytest.raises(NotAllowed, match=r"evidence|证据"):
            transition_perform(instance=notice, name="check_notice", actor=sup_colleague)

    def test_who_got_a_copy_reads_the_facts_and_not_their_evidence(self, client, served, head, concerned):
        fact = served.facts.get()
        client.force_login(head)
        assert fact.text in client.get(served.get_absolute_url()).content.decode()
        assert client.get(fact.get_absolute_url()).status_code == 404
        client.force_login(concerned.user)
        assert client.get(fact.get_absolute_url()).status_code == 200

    def test_r04_without_legal_basis_nothing_is_checked(self, notice, step, sup):
        record_edit(record=notice, values={"legal_basis": ""}, actor=sup)
        with pytest.raises(NotAllowed):
            step(notice, "check_notice")


class TestPaper:
    def text(self, notice) -> str:
        return text_of(render_pdf(TEMPLATE, paper(notice))).replace("\n", "")

    def test_r04_it_says_facts_request_term_objection_and_contact(self, served, settings):
        words = self.text(served)
        for part in ("化整为零属实", "请开展提醒教育", "2026年7月21日前", "提出异议", "10个工作日内书面告知",
                     "第一监督检查室", settings.OFFICE_PHONE):  # fmt: skip
            assert part in words

    def test_a_rule_of_general_knowledge_is_printed_only_once_somebody_checked_it(self, served, admin):
        assert "党内监督条例" not in self.text(served)
        rule_check(rule=RuleBasis.objects.get(text=served.legal_basis), actor=admin)
        assert "党内监督条例" in self.text(served)


class TestAnswer:
    def test_r05_the_person_concerned_answers_with_files_and_those_with_a_copy_read_it(
        self, client, served, concerned, head
    ):
        client.force_login(concerned.user)
        address = f"/records/supervision/copynotice/{served.pk}/answer_notice/"
        assert address in client.get(served.get_absolute_url()).content.decode()
        client.post(address, {"answer": "情况说明如下。", "files": file("说明")})
        client.force_login(head)
        page = client.get(served.get_absolute_url()).content.decode()
        assert "情况说明如下。" in page
        assert "说明.txt" in page

    def test_only_the_person_concerned_answers_and_objects(self, served, head, sup, stranger):
        for user in (head, sup, stranger):
            for name, values in (("answer_notice", {"answer": "x"}), ("raise_objection", {"text": "x"})):
                with pytest.raises(NotAllowed):
                    transition_perform(instance=served, name=name, actor=user, **values)

    def test_a_notice_about_a_unit_concerns_nobody(self, sup, education, head):
        about_unit = record_create(model=CopyNotice, values={"unit": education, "official": None, "title": "甲",
                                   "purpose": "乙", "request": "丙", "legal_basis": "丁"}, actor=sup)  # fmt: skip
        CopyNotice.objects.filter(pk=about_unit.pk).update(told_at=clock.now())
        with pytest.raises((NotAllowed, Conflict)):
            transition_perform(instance=about_unit, name="answer_notice", actor=head, answer="x")


class TestObjection:
    def test_r07_it_has_a_day_and_waits_for_somebody_outside_the_chain(self, secretary, objected, deputy):
        objection = objected.objections.get()
        assert objection.due_on == date(2026, 7, 14)
        assert objection.handler == secretary
        assert waits(secretary, objection)
        with pytest.raises(NotAllowed):
            transition_perform(instance=objection, name="refuse", actor=deputy, answer="维持")

    def test_r07_refused_with_reason_the_notice_stands_and_the_person_is_told(self, objected, concerned, secretary):
        objection = objected.objections.get()
        with pytest.raises(InvalidInput):
            transition_perform(instance=objection, name="refuse", actor=secretary, answer="")
        transition_perform(instance=objection, name="refuse", actor=secretary, answer="事实清楚。")
        objected.refresh_from_db()
        assert objected.status == "SERVED"
        assert told(concerned.user, "objection-answered")

    def test_r08_upheld_everybody_who_got_it_is_told(self, objected, concerned, head, secretary):
        transition_perform(instance=objected.objections.get(), name="uphold", actor=secretary, answer="成立")
        objected.refresh_from_db()
        assert objected.status == "REVOKED"
        assert told(head, "revoked")
        assert told(concerned.user, "revoked")

    def test_r06_nothing_before_the_decision(self, objected, step):
        with pytest.raises(NotAllowed):
            step(objected, "revoke", reason="x")

    def test_r38_the_drafter_reads_nothing_of_it(self, client, objected, sup, head):
        for user in (sup, head):
            client.force_login(user)
            page = client.get(objected.get_absolute_url()).content.decode()
            assert WORDS not in page
            assert FILE not in page
            assert not CopyObjection.objects.visible_to(user).exists()
            assert not Attachment.objects.visible_to(user).filter(name__contains=FILE).exists()
            assert client.get(objected.objections.get().get_absolute_url()).status_code in (403, 404)

    def test_r38_nor_of_what_the_person_asks_for_elsewhere(self, notice, sup, sup_colleague, concerned):
        assert concerned.pk in drafted_by(sup).values_list("pk", flat=True)
        assert concerned.pk not in drafted_by(sup_colleague).values_list("pk", flat=True)

    def test_who_objected_reads_words_and_answer(self, client, objected, concerned, secretary):
        objection = objected.objections.get()
        transition_perform(instance=objection, name="refuse", actor=secretary, answer="事实清楚。")
        client.force_login(concerned.user)
        page = client.get(objected.get_absolute_url()).content.decode()
        assert WORDS in page
        assert "事实清楚。" in page


class TestDelivery:
    def test_r05_whom_no_message_reaches_a_person_brings_the_paper(self, notice, step, concerned, sup):
        concerned.user.is_active = False
        concerned.user.save()
        served = step(step(step(notice, "check_notice"), "approve"), "serve")
        assert (served.told_at, served.by_hand) == (None, True)
        assert waits(sup, served)
        with pytest.raises(InvalidInput):
            step(served, "hand_over")
        brought = step(served, "hand_over", reason="6月30日由两名同志当面送达本人。")
        assert brought.told_at is not None
        assert not brought.by_hand

    def test_r05_an_official_without_account_too(self, notice, step, concerned):
        type(concerned).objects.filter(pk=concerned.pk).update(user=None)
        notice.refresh_from_db()
        served = step(step(step(notice, "check_notice"), "approve"), "serve")
        assert (served.told_at, served.by_hand) == (None, True)

    def test_r05_a_mail_that_was_given_up_too(self, served, concerned, step):
        mail_given_up(Delivery.objects.filter(recipient=concerned.user, channel=Channel.EMAIL).get())
        served.refresh_from_db()
        assert served.by_hand
        assert served.told_at is not None

    def test_a_withheld_notice_is_brought_to_nobody(self, notice, step, concerned):
        type(concerned).objects.filter(pk=concerned.pk).update(user=None)
        notice.refresh_from_db()
        approved = step(step(notice, "check_notice"), "approve", withhold_reason="可能妨碍核查")
        served = step(approved, "serve")
        assert (served.told_at, served.by_hand) == (None, False)


class TestGround:
    def test_r08_a_fact_that_falls_later_waits_for_the_office(self, served, doubt, sup, deputy, step, head):
        assert not waits(sup, served)
        DoubtPoint.objects.filter(pk=doubt.pk).update(status="NEW", verdict="")
        assert waits(sup, served)
        assert waits(deputy, served)
        step(served, "revoke", reason="依据的疑点已重新核查。")
        assert told(head, "revoked")
        assert not waits(sup, served)

    def test_r37_the_same_fact_is_not_copied_twice_until_it_is_revoked(self, served, step, sup, doubt):
        same = {"unit": served.unit, "official": served.official, "title": "再", "purpose": "再", "request": "再",
                "legal_basis": ""}  # fmt: skip
        again = record_create(model=CopyNotice, values=same, actor=sup)
        fact = {"text": "换个说法。", "doubt": doubt, "warning": None}
        with pytest.raises((InvalidInput, Conflict)):
            line_add(record=again, lines=FACTS, values=fact, actor=sup)
        step(served, "revoke", reason="有误")
        assert line_add(record=again, lines=FACTS, values=fact, actor=sup)

    def test_r37_the_third_paper_in_thirty_days_needs_a_deputys_sign_off(self, notice, step, sup, deputy, head):
        for number in (1, 2):
            earlier = record_create(
                model=CopyNotice,
                values={"unit": notice.unit, "official": notice.official, "title": str(number), "purpose": "x",
                        "request": "x", "legal_basis": "x"},
                actor=sup,
            )  # fmt: skip
            CopyNotice.objects.filter(pk=earlier.pk).update(approved_at=clock.now())
        checked = step(notice, "check_notice")
        with pytest.raises(NotAllowed):
            step(checked, "approve")
        signed = step(checked, "sign_off", reason="确有必要")
        assert signed.signed_off_by == deputy
        assert step(signed, "approve").doc_no

    def test_a_record_about_somebody_else_is_no_fact(
        self, notice, sup, sup_colleague, deputy, education, concerned, city
    ):
        def reminded(official, number: int) -> Notice:
            return Notice.objects.create(
                kind="REMINDER", request="FEEDBACK", unit=education, official=official, subject="x", request_text="x",
                reply_days=10, objection_text="x", contact_office="x", contact_phone="x", drafter=sup,
                drafted_at=clock.now(), checker=sup_colleague, approver=deputy, doc_no=f"云纪提〔2026〕{number}号",
                served_at=clock.now(), status="CLOSED",
            )  # fmt: skip

        about_other = reminded(make_official("李四光", managed_by=city), 8)
        with pytest.raises(InvalidInput, match=r"somebody else|他人"):
            line_add(record=notice, lines=FACTS, values={"text": "x", "warning": about_other}, actor=sup)
        assert line_add(record=notice, lines=FACTS, values={"text": "x", "warning": reminded(concerned, 9)}, actor=sup)


class TestRecipients:
    def test_only_those_with_responsibility_for_the_unit_are_offered_and_taken(
        self, notice, sup, head, stranger, deputy, concerned, health
    ):
        org = make_user("org1", "ORG")
        offered = set(responsible(notice))
        assert {head, deputy, org} <= offered
        assert not {stranger, concerned.user, sup} & offered
        with pytest.raises(InvalidInput):
            line_add(record=notice, lines=RECIPIENTS, values={"user": stranger}, actor=sup)

    def test_the_picker_offers_no_others(self, client, notice, sup, stranger, head):
        client.force_login(sup)
        page = client.get(f"{notice.get_absolute_url()}copyrecipient/new/").content.decode()
        assert f'value="{head.pk}"' in page
        assert f'value="{stranger.pk}"' not in page


class TestFigure:
    def ask(self, unit, as_of: date):
        question = Question((unit.code,), date(2026, 1, 1), date(2026, 12, 31), as_of, {})
        source = source_of("F3")
        assert source is not None
        return source(question)[unit.code]

    def test_f3_counts_feedback_due(self, served, education, head, settings, step):
        assert self.ask(education, date(2026, 7, 20)).n == 0
        late = self.ask(education, date(2026, 7, 22))
        assert (late.numerator, late.denominator) == (0, 1)
        copy = transition_perform(instance=served.recipients.get(), name="acknowledge", actor=head)
        transition_perform(instance=copy, name="answer", actor=head, feedback="已谈话")
        given = self.ask(education, date(2026, 7, 22))
        assert (given.numerator, given.denominator) == (1, 1)
        step(served, "revoke", reason="有误")
        assert self.ask(education, date(2026, 7, 22)).n == 0


def test_the_paper_is_issued_once(served):
    assert [row.kind for row in documents_of(served)] == ["W03"]
