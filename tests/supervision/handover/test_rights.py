"""Who sees a handover: the office, the two heads, the supervisor, and whoever a copy is addressed to (R20)."""

import pytest

from core.errors import NotAllowed
from core.mechanisms.services import line_edit
from core.outbox.models import Delivery
from supervision.handover.models import Handover
from tests.supervision.handover.conftest import TODAY, do, lines_of
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def sees(user, handover) -> bool:
    return Handover.objects.visible_to(user).filter(pk=handover.pk).exists()


def test_the_heads_know_of_it_once_the_list_is_drawn(opened, sup, head, new_head):
    handover = opened()
    assert not sees(head, handover)

    do(handover, "draw", sup)

    assert sees(head, handover)
    assert sees(new_head.user, handover)


def test_other_offices_and_the_liaison_do_not_see_it(signed, stranger, liaison):
    handover = signed()

    assert not sees(stranger, handover)
    assert not sees(liaison, handover)


def test_r20_the_organisation_department_sees_only_the_copy_addressed_to_it(signed, sup, city):
    org, other = (make_user(name, "ORG") for name in ("org", "org2"))
    handover = signed()
    assert not sees(org, handover)
    copy = handover.copies.get(keeper="ORGANISATION")

    line_edit(record=handover, lines=lines_of(1), line=copy, values={"user": org, "handed_on": TODAY}, actor=sup)

    assert sees(org, handover)
    assert not sees(other, handover)


def test_copies_are_handed_out_only_after_the_signatures(met, sup):
    with pytest.raises(NotAllowed, match="once all three"):
        line_edit(record=met(), lines=lines_of(1), line=None, values={}, actor=sup)


def test_mails_carry_no_facts(signed):
    signed()

    bodies = "".join(row.body + row.subject for row in Delivery.objects.all())
    assert bodies
    assert "食堂" not in bodies
    assert "教育局" not in bodies


def test_an_outgoing_head_who_knows_only_the_portal_gives_his_statement_there(client, drawn, old_head, head):
    from organization.users.services import roles_set

    roles_set(user=head, codes=["OFF"])
    handover = drawn()
    client.force_login(type(head).objects.get(pk=head.pk))

    assert "食堂采购未招标" in client.get(handover.get_absolute_url()).content.decode()
    listing = client.get("/handovers/").content.decode()
    assert handover.get_absolute_url() in listing


def test_the_page_names_what_the_list_lacks_to_the_office_only(client, met, problem, sup, new_head):
    handover = met()
    problem("新发现:工程超概算")
    client.force_login(sup)
    assert "工程超概算" in client.get(handover.get_absolute_url()).content.decode()

    client.force_login(new_head.user)
    assert "Is the list whole?" not in client.get(handover.get_absolute_url()).content.decode()


def test_the_steps_forms_ask_item_by_item(client, met, new_head):
    handover = met()
    client.force_login(new_head.user)
    url = f"/records/supervision/handover/{handover.pk}/object/"

    assert "食堂采购未招标" in client.get(url).content.decode()
    item = handover.items.first()
    assert client.post(url, {f"item_{item.pk}": ""}).status_code == 422
    client.post(url, {f"item_{item.pk}": "金额不符"})

    item.refresh_from_db()
    assert item.objection == "金额不符"


def test_r15_who_worked_beside_one_of_the_heads_keeps_his_hands_off(opened, sup, education):
    handover = opened()
    type(sup).objects.filter(pk=sup.pk).update(unit=education)
    colleague = type(sup).objects.get(pk=sup.pk)

    with pytest.raises(NotAllowed, match="same unit"):
        do(handover, "draw", colleague)


def test_heads_and_partners_find_theirs_in_the_menu_and_liaisons_find_nothing(head, liaison):
    from core.navigation import groups_for

    def finds(user) -> bool:
        return any(item.url == "/handovers/" for group in groups_for(user, "/") for item in group.items)

    assert finds(head)
    assert finds(make_user("org", "ORG"))
    assert not finds(liaison)
