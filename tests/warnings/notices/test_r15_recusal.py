"""R15, R16: notices to somebody from whom one must keep one's hands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import NotAllowed
from early_warning.notices.models import Notice, Objection
from early_warning.notices.services import notice_acknowledge, notice_reply, objection_raise
from officials.models import AccessAlert
from officials.recusal.services import interest_declare
from organization.models import JurisdictionKind
from tests.support.cast import make_user
from tests.warnings.notices.conftest import do, make_official


def become_kin(user, official) -> None:
    interest_declare(actor=user, official=official, kind="KIN", relation="SIBLING", ground="胞弟")


def test_r15_a_notice_to_the_brother_is_neither_drafted_nor_read(client, draft, sup, sup_colleague, member):
    notice = draft(actor=sup_colleague, official=member)
    become_kin(sup, member)
    with pytest.raises(NotAllowed):
        draft(official=member)
    client.force_login(sup)
    for part in ("", "letter/", "letter.pdf", f"facts/{notice.facts.get().pk}/open/"):
        address = f"{notice.get_absolute_url()}{part}"
        method = client.post if part.startswith("facts") else client.get
        assert method(address).status_code == 403, address
    assert AccessAlert.objects.get().user == sup, "one alert a day, however often he knocks"


def test_r15_a_notice_to_a_unit_is_kept_from_the_brother_of_its_head(client, draft, sup, sup_colleague, head_official):
    notice = draft(actor=sup_colleague)
    become_kin(sup, head_official)
    with pytest.raises(NotAllowed) as refusal:
        draft()
    assert refusal.value.field == "unit"
    client.force_login(sup)
    assert client.get(notice.get_absolute_url()).status_code == 403


def test_the_page_of_a_draft_asks_once_who_heads_the_unit_however_many_buttons_it_has(
    client, draft, sup, head_official
):
    notice = draft()
    client.force_login(sup)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(notice.get_absolute_url()).status_code == 200
    assert len([query for query in asked.captured_queries if 'post"."is_head" AND' in query["sql"]]) == 1


def test_r15_a_served_notice_stays_the_matter_of_who_answers_it_when_the_head_changes(
    client, served, trial, head, head_official
):
    notice = notice_acknowledge(notice=served(), actor=head)
    objection_raise(notice=notice, actor=head, text="事实有误")
    head_official.tenures.update(end="2026-01-31")
    become_kin(trial, head_official)
    client.force_login(trial)
    assert client.get(notice.get_absolute_url()).status_code == 403
    assert client.get(Objection.objects.get().get_absolute_url()).status_code == 403


def test_r15_a_recused_deputy_neither_approves_nor_decides_the_objection(
    client, checked, acked, deputy, head, head_official
):
    become_kin(deputy, head_official)
    with pytest.raises(NotAllowed):
        do(checked(official=head_official), "approve", deputy)


def test_r15_the_objection_of_a_relative_is_closed_to_the_decider(client, served, trial, head, head_official):
    notice = notice_acknowledge(notice=served(official=head_official), actor=head)
    objection_raise(notice=notice, actor=head, text="事实有误")
    become_kin(trial, head_official)
    client.force_login(trial)
    assert client.get(Objection.objects.get().get_absolute_url()).status_code == 403


def test_r15_the_addressee_answers_his_own_notice(served, head, head_official):
    notice = notice_acknowledge(notice=served(official=head_official), actor=head)
    assert notice_reply(notice=notice, actor=head, text="情况说明").status == "REPLIED"


def test_r16_notices_to_the_commissions_own_people_reach_overseer_and_secretary_only(
    education, draft, sup_colleague, deputy, secretary, member, other_member
):
    notice, other = draft(official=member), draft(official=other_member)
    education.commission = True
    education.save()
    other_member.tenures.update(end="2026-01-31")
    other_member.user.unit = None
    other_member.user.save()
    for user in (sup_colleague, deputy):
        assert list(Notice.objects.for_staff(user)) == [other]
        assert list(Notice.objects.visible_to(user)) == [other]
    assert set(Notice.objects.for_staff(secretary)) == {notice, other}


def test_r16_a_former_colleague_counts_for_the_wall_only_while_he_is_there(education, city):
    user = make_user("x", "DEP", units=[city], kind=JurisdictionKind.TREE)
    official = make_official(education)
    assert type(official).objects.visible_to(user).filter(pk=official.pk).exists()
    education.commission = True
    education.save()
    assert not type(official).objects.visible_to(user).filter(pk=official.pk).exists()
