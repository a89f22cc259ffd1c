"""监察法 67, 政务处分法 47: the official asks for a recusal; the drafter never learns of it (R38)."""

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, InvalidInput, NotAllowed
from core.outbox.queries import messages_to
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from officials.models import RecusalRequest
from officials.recusal import recusals
from officials.recusal.services import recusal_request, recusal_request_grant


def ask(actor, **changes) -> RecusalRequest:
    values = {"office": "", "person_name": "用户sup", "ground": "INTEREST", "text": "与其有经济往来"} | changes
    return recusal_request(actor=actor, **values)


def sees(user, row) -> bool:
    return RecusalRequest.objects.visible_to(user).filter(pk=row.pk).exists()


def test_a_named_person_is_kept_off_once_it_is_granted_and_does_not_learn_why(sup, deputy, head, edu_head):
    row = ask(head)
    assert recusals(edu_head, sup) == []
    assert [todo.url for todo in todos_for(deputy)] == [row.get_absolute_url()]
    recusal_request_grant(request=row, actor=deputy, reason="理由成立")
    (ground,) = recusals(edu_head, sup)
    assert not ground.absolute
    assert "申请" not in ground.reason
    assert not sees(sup, row)


def test_an_office_is_kept_off_as_a_whole(sup, sup_colleague, stranger, deputy, head, edu_head):
    row = ask(head, office="SUP", person_name="")
    recusal_request_grant(request=row, actor=deputy, reason="理由成立")
    assert all(recusals(edu_head, user) for user in (sup, sup_colleague, stranger))
    assert recusals(edu_head, deputy) == []


def test_the_answer_waits_in_the_portal(client, deputy, head, edu_head):
    row = ask(head)
    transition_perform(instance=row, name="decline", actor=deputy, reason="所述情形不影响公正办理")
    (message,) = messages_to(head)
    client.force_login(head)
    page = client.get(f"/messages/{message.pk}/", follow=True)
    assert page.redirect_chain[-1][0] == "/officials/me/recusals/"
    assert "所述情形不影响公正办理" in page.content.decode()


def test_r38_who_drafts_about_the_official_does_not_see_the_request(monkeypatch, deputy, deputy2, head, edu_head):
    from officials.recusal import drafting

    row = ask(head)
    assert sees(deputy, row)
    mine = type(edu_head).objects.filter(pk=edu_head.pk)
    nobody = type(edu_head).objects.none()
    monkeypatch.setattr(drafting, "_sources", {"test": lambda user: (mine if user == deputy else nobody).values("pk")})
    assert not sees(deputy, row)
    assert sees(deputy2, row)


def test_who_is_named_neither_sees_nor_decides(deputy, deputy2, secretary, overseer, head, edu_head):
    row = ask(head, person_name="用户dep")
    assert (row.person, sees(deputy, row), sees(deputy2, row)) == (deputy, False, True)
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="decline", actor=deputy, reason="不成立")
    with pytest.raises(IntegrityError), transaction.atomic():
        RecusalRequest.objects.filter(pk=row.pk).update(decided_by=deputy, answer="x")
    office = ask(head, office="DEP", person_name="")
    assert (sees(deputy, office), sees(deputy2, office), sees(secretary, office)) == (False, False, True)
    transition_perform(instance=office, name="decline", actor=secretary, reason="不成立")


def test_a_name_nobody_bears_needs_a_choice(sup, deputy, head, edu_head):
    row = ask(head, person_name="某某")
    assert row.person is None
    with pytest.raises(InvalidInput):
        recusal_request_grant(request=row, actor=deputy, reason="理由成立")
    recusal_request_grant(request=row, actor=deputy, reason="理由成立", person=sup)
    assert recusals(edu_head, sup)


def test_other_roles_see_nothing_and_decide_nothing(sup_colleague, stranger, head, edu_head, edu_deputy):
    row = ask(head)
    for user in (sup_colleague, stranger):
        assert not sees(user, row)
        with pytest.raises(NotAllowed):
            transition_perform(instance=row, name="decline", actor=user, reason="不成立")


def test_the_official_withdraws_his_own(client, deputy, head, edu_head):
    row = ask(head)
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="withdraw", actor=deputy)
    client.force_login(head)
    client.post(f"/officials/me/recusals/{row.pk}/withdraw/")
    assert RecusalRequest.objects.get().status == "WITHDRAWN"


def test_in_the_portal_somebody_must_be_named(client, head, edu_head):
    client.force_login(head)
    empty = {"office": "", "person_name": "", "ground": "KIN", "text": "近亲属关系"}
    assert client.post("/officials/me/recusals/", empty).status_code == 422
    assert client.post("/officials/me/recusals/", empty | {"office": "INV"}).status_code == 302
    assert RecusalRequest.objects.get().office == "INV"
    with pytest.raises(Conflict):
        ask(head, office="INV", person_name="")


def test_who_is_no_official_asks_for_nothing(client, liaison):
    client.force_login(liaison)
    assert client.get("/officials/me/recusals/").status_code == 403
    with pytest.raises(NotAllowed):
        ask(liaison)
