"""R20: partners see only what is addressed to them; on pages, in the API and through documents alike."""

import pytest
from django.urls import reverse

from core.documents.queries import documents_of
from supervision.joint.models import ClueTransfer, JointConference, JointItem, SharedMaterial
from tests.supervision.joint.conftest import do, text_of

pytestmark = pytest.mark.django_db


def test_r20_a_conference_is_seen_by_who_is_invited(
    planned, auditor_partner, finance_partner, outsider, leader, stranger
):
    conference = planned()
    for user in (auditor_partner, finance_partner, leader):
        assert JointConference.objects.visible_to(user).filter(pk=conference.pk).exists()
    for user in (outsider, stranger):
        assert not JointConference.objects.visible_to(user).exists()


def test_r20_material_is_seen_by_sender_and_receivers_once_it_is_shared(
    planned, material, conduct, auditor_partner, finance_partner, outsider
):
    row = material(planned())
    assert not SharedMaterial.objects.visible_to(finance_partner).exists()
    row = do(row, "share", conduct)
    for user in (auditor_partner, finance_partner, conduct):
        assert SharedMaterial.objects.visible_to(user).exists()
    assert not SharedMaterial.objects.visible_to(outsider).exists()
    do(row, "withdraw", conduct, reason="有误。")
    assert not SharedMaterial.objects.visible_to(finance_partner).exists()


def test_material_is_not_shared_without_legal_basis_or_receiver(planned, material, conduct):
    from core.errors import NotAllowed

    for given in ({"legal_basis": ""}, {"recipients": []}):
        with pytest.raises(NotAllowed):
            do(material(planned(), **given), "share", conduct)


def test_r20_tasks_are_seen_by_lead_and_assistants_once_assigned(
    issued, task, conduct, finance, auditor_partner, finance_partner, outsider
):
    row = task(issued(), assistants=[finance])
    assert not JointItem.objects.visible_to(auditor_partner).exists()
    do(row, "assign", conduct)
    for user in (auditor_partner, finance_partner):
        assert JointItem.objects.visible_to(user).exists()
    assert not JointItem.objects.visible_to(outsider).exists()


def test_r20_the_page_of_a_conference_shows_a_partner_his_own_tasks_only(
    client, issued, task, conduct, finance, auditor_partner, finance_partner, outsider
):
    conference = issued()
    do(task(conference, text="只给审计的任务"), "assign", conduct)
    do(task(conference, text="只给财政的任务", lead=finance), "assign", conduct)
    client.force_login(finance_partner)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert "只给财政的任务" in page
    assert "只给审计的任务" not in page
    client.force_login(outsider)
    assert client.get(conference.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/joint-conferences/{conference.pk}/").status_code == 404


def test_r20_a_clue_is_seen_by_its_two_ends_and_by_the_case_office(
    client, clue, auditor_partner, finance_partner, finance, outsider, case_office, conduct
):
    row = clue(to_unit=finance)
    assert not ClueTransfer.objects.visible_to(finance_partner).exists()  # a draft
    assert not ClueTransfer.objects.visible_to(case_office).exists()
    row = do(row, "send", auditor_partner)
    for user in (auditor_partner, finance_partner, case_office):
        assert ClueTransfer.objects.visible_to(user).exists()
    for user in (outsider, conduct):
        assert not ClueTransfer.objects.visible_to(user).exists()
    client.force_login(outsider)
    for address in (row.get_absolute_url(), f"/api/v1/clue-transfers/{row.pk}/"):
        assert client.get(address).status_code in (403, 404)
    assert client.get(reverse("clue-transfers-list")).content.decode().count("采购疑点") == 0


def test_partners_find_no_dossier_and_no_meeting_in_their_menu(client, auditor_partner):
    client.force_login(auditor_partner)
    page = client.get(reverse("joint-tasks-list"))
    assert page.status_code == 200
    assert "/meetings/" not in page.content.decode()
    assert client.get(reverse("meetings-list")).status_code == 403


def test_a_partner_makes_a_clue_on_his_page_from_his_own_organisation(client, auditor_partner, audit, finance):
    client.force_login(auditor_partner)
    form = client.get(reverse("clue-transfers-new"))
    assert form.status_code == 200
    data = {"title": "疑点", "from_unit": audit.pk, "to_unit": finance.pk, "summary": "说明。"}
    assert client.post(reverse("clue-transfers-new"), data).status_code == 302
    assert ClueTransfer.objects.get().created_by == auditor_partner
    wrong = data | {"from_unit": finance.pk, "to_unit": audit.pk}
    assert client.post(reverse("clue-transfers-new"), wrong).status_code == 422


def test_r20_a_partner_reads_resolutions_and_minutes_once_they_are_issued(
    client, held, conduct, leader, finance_partner
):
    conference = do(held(), "draft_minutes", conduct, minutes="抓好落实。")
    addresses = (
        conference.get_absolute_url(),
        f"/api/v1/joint-conferences/{conference.pk}/",
        "/api/v1/joint-conferences/",
    )

    def reads(user) -> list[bool]:
        client.force_login(user)
        pages = [client.get(address).content.decode() for address in addresses]
        return [word in page for page in pages for word in ("按季度通报", "抓好落实")]

    assert not any(reads(finance_partner))
    assert all(reads(conduct))
    do(conference, "issue", leader)
    assert all(reads(finance_partner))


def test_r20_a_partner_gets_an_extract_of_the_minutes_with_his_own_tasks(
    client, held, task, conduct, leader, finance, auditor_partner, finance_partner, outsider
):
    conference = held()
    task(conference, text="只给审计的任务")
    task(conference, text="只给财政的任务", lead=finance)
    conference = do(do(conference, "draft_minutes", conduct, minutes="抓好落实。"), "issue", leader)
    whole = documents_of(conference).get()
    extracts = {row.unit.code: documents_of(row).get() for row in conference.partners.all()}

    text = text_of(extracts["U21"])
    assert "只给财政的任务" in text
    assert "只给审计的任务" not in text
    assert "按季度通报" in text
    assert "摘录" in text
    for user, code in ((auditor_partner, "U34"), (finance_partner, "U21")):
        client.force_login(user)
        page = client.get(conference.get_absolute_url()).content.decode()
        for other, paper in {**extracts, "": whole}.items():
            address = reverse("document-pdf", args=[paper.pk])
            assert (client.get(address).status_code == 200) is (other == code), (code, other)
            assert (address in page) is (other == code), (code, other)
    client.force_login(outsider)
    assert client.get(reverse("document-pdf", args=[extracts["U21"].pk])).status_code == 404
    client.force_login(conduct)
    for paper in (*extracts.values(), whole):
        assert client.get(reverse("document-pdf", args=[paper.pk])).status_code == 200
