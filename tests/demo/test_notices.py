"""The notices of the demo city: as many as it tells of, in every state, and something to read for each visitor."""

import pytest

from core.documents.queries import documents_of
from early_warning.notices.choices import Decision, Kind, Request, Status
from early_warning.notices.models import DeliveryCheck, ExtensionRequest, Notice, Objection
from early_warning.notices.queries import waiting_for
from organization.management.commands.demo_accounts import SHOWN
from organization.models import User

pytestmark = pytest.mark.usefixtures("demo_city")


def papers(notice: Notice) -> dict:
    return {document.kind: document for document in documents_of(notice)}


def test_there_are_about_ninety_of_both_kinds_in_every_state():
    assert 85 <= Notice.objects.count() <= 95
    assert set(Notice.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Notice.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Notice.objects.values_list("request", flat=True)) == set(Request.values)
    assert set(Notice.objects.values_list("level", flat=True)) == {None, 1, 2, 3, 4}


def test_requests_objections_and_deliveries_wait_for_people():
    assert ExtensionRequest.objects.filter(state=Decision.OPEN).exists()
    assert Objection.objects.filter(state=Decision.OPEN).exists()
    assert DeliveryCheck.objects.filter(at=None).exists()


@pytest.mark.parametrize(("role", "kinds"), [("OFF", {"W01"}), ("TMB", {"W01", "W20"})])
def test_who_signs_in_as_an_official_finds_an_open_notice_of_his_own(role, kinds):
    user = User.objects.get(username=SHOWN[role])
    mine = [notice for notice in waiting_for(user) if notice.official is not None and notice.official.user == user]
    assert mine
    assert all(set(papers(notice)) == kinds for notice in mine)


def test_who_signs_in_as_head_of_a_unit_finds_the_papers_of_its_notices():
    rows = Notice.objects.addressed_to(User.objects.get(username=SHOWN["UHD"]))
    assert rows
    assert all({"W01", "W20"} <= set(papers(notice)) for notice in rows.exclude(acked_at=None))


def test_p04_the_revocation_is_on_file_from_its_day():
    notice = Notice.objects.get(unit__code="U28", status=Status.REVOKED)
    revocation = papers(notice)["W01R"]
    assert revocation.created_at == notice.revoked_at
    assert revocation.doc_no == notice.doc_no
