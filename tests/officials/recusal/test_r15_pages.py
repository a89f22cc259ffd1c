"""R15 at the doors: P07 (the brother's dossier), the pages of recusal for each role, the API."""

from datetime import timedelta

import pytest

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from officials.models import AccessAlert, DossierAccess, InterestDeclaration, RecusalOverride
from officials.recusal import recusals
from officials.recusal.models import InterestKind
from officials.recusal.services import interest_declare, override_request, recusal_request


@pytest.mark.parametrize("method", ["get", "post"])
def test_r15_p07_the_brothers_dossier_is_shut_and_the_overseer_alerted(client, sup, overseer, brothers, method):
    client.force_login(sup)
    address = f"/officials/{brothers.pk}/dossier/" + ("open/" if method == "post" else "")
    answer = getattr(client, method)(address, {"purpose": "DAILY", "reason": "季度日常监督"})
    assert answer.status_code == 403
    assert recusals(brothers, sup)[0].reason in answer.content.decode()
    assert not DossierAccess.objects.exists()
    alert = AccessAlert.objects.get()
    assert (alert.user, alert.official, alert.kind) == (sup, brothers, "RECUSAL")
    assert AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=sup).count() == 1
    client.force_login(overseer)
    assert alert.get_absolute_url() in client.get("/").content.decode()


def test_r15_the_directory_says_it_beside_the_closed_door(client, sup, brothers, edu_head):
    client.force_login(sup)
    page = client.get(brothers.get_absolute_url())
    assert page.status_code == 200
    assert f"/officials/{brothers.pk}/dossier/" not in page.content.decode()
    assert not AccessAlert.objects.exists(), "looking at the directory is no attempt"
    assert f"/officials/{edu_head.pk}/dossier/" in client.get(edu_head.get_absolute_url()).content.decode()


def test_r15_the_way_to_an_override_starts_at_the_closed_door(client, sup, deputy, edu_head):
    interest_declare(actor=sup, official=edu_head, kind="INTEREST", ground="曾为同学")
    client.force_login(sup)
    address = f"/officials/{edu_head.pk}/override/"
    assert address in client.get(edu_head.get_absolute_url()).content.decode()
    assert str(InterestKind.INTEREST.label) in client.get(address).content.decode()
    until = clock.today() + timedelta(days=5)
    answer = client.post(address, {"reason": "仅由本人联系该单位", "until": until.isoformat()})
    row = RecusalOverride.objects.get()
    assert answer.url == row.get_absolute_url()
    assert client.get(answer.url).status_code == 200
    client.force_login(deputy)
    client.post(f"/records/officials/recusaloverride/{row.pk}/approve/", {"reason": "确有必要"})
    row = RecusalOverride.objects.get()
    assert (row.status, row.decided_by) == ("APPROVED", deputy)


def test_declaring_on_the_page(client, sup, overseer, edu_head):
    client.force_login(sup)
    values = {"named": edu_head.name, "kind": "KIN", "relation": "IN_LAW", "ground": "妻弟"}
    assert 'name="user"' not in client.get("/officials/interests/new/").content.decode()
    assert client.post("/officials/interests/new/", values | {"named": "无此人"}).status_code == 422
    assert client.post("/officials/interests/new/", values).status_code == 302
    assert InterestDeclaration.objects.get().user == sup
    client.force_login(overseer)
    assert "妻弟" in client.get(InterestDeclaration.objects.get().get_absolute_url()).content.decode()
    other = values | {"user": str(sup.pk), "kind": "INTEREST", "relation": ""}
    assert client.post("/officials/interests/new/", other).status_code == 302
    assert InterestDeclaration.objects.filter(user=sup, status="CONFIRMED").count() == 1


@pytest.fixture
def rows(sup, deputy, head, edu_head):
    interest = interest_declare(actor=sup, official=edu_head, kind="INTEREST", ground="曾为同学")
    override = override_request(actor=sup, official=edu_head, reason="仅由本人联系", until=clock.today())
    asked = recusal_request(actor=head, office="INV", ground="OTHER", text="担心影响公正")
    return {"interests": interest, "overrides": override, "recusals": asked}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("sup", {"interests": 200, "overrides": 200, "recusals": 403}),
        ("sup_colleague", {"interests": 404, "overrides": 404, "recusals": 403}),
        ("deputy", {"interests": 404, "overrides": 200, "recusals": 200}),
        ("overseer", {"interests": 200, "overrides": 200, "recusals": 200}),
        ("secretary", {"interests": 200, "overrides": 200, "recusals": 200}),
        ("head", {"interests": 403, "overrides": 403, "recusals": 403}),
        ("admin", {"interests": 403, "overrides": 403, "recusals": 403}),
    ],
)
def test_each_page_opens_for_whom_it_is_meant(client, request, rows, who, expected):
    client.force_login(request.getfixturevalue(who))
    assert {key: client.get(row.get_absolute_url()).status_code for key, row in rows.items()} == expected
    for key, code in expected.items():
        assert client.get(f"/officials/{key}/").status_code == (200 if code != 403 else 403)


def test_the_request_is_granted_on_its_page(client, deputy, overseer, rows):
    row = rows["recusals"]
    address = f"/officials/recusals/{row.pk}/grant/"
    client.force_login(overseer)
    assert client.get(address).status_code == 403
    client.force_login(deputy)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "理由成立"}).url == row.get_absolute_url()
    assert "理由成立" in client.get(row.get_absolute_url()).content.decode()


def test_the_api_has_the_same_rows_and_the_same_refusals(client, sup, sup_colleague, deputy, rows, edu_deputy):
    client.force_login(sup)
    body = {"official": edu_deputy.code, "kind": "KIN", "relation": "SIBLING", "ground": "胞弟"}
    made = client.post("/api/v1/interest-declarations/", body, content_type="application/json")
    assert (made.status_code, made.json()["status"]) == (201, "DECLARED")
    other = body | {"user": sup_colleague.username}
    assert client.post("/api/v1/interest-declarations/", other, content_type="application/json").status_code == 403
    assert client.get("/api/v1/recusal-requests/").status_code == 403
    client.force_login(deputy)
    address = f"/api/v1/recusal-overrides/{rows['overrides'].pk}/transitions/approve/"
    assert client.post(address, {}, content_type="application/json").status_code == 400
    assert client.post(address, {"reason": "确有必要"}, content_type="application/json").json()["status"] == "APPROVED"
    address = f"/api/v1/recusal-requests/{rows['recusals'].pk}/transitions/grant/"
    granted = client.post(address, {"reason": "理由成立"}, content_type="application/json")
    assert granted.json()["status"] == "GRANTED"
