"""W12: the summary of an opened dossier on paper, for its reader, while the window runs."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry, AuditEvent
from core.documents.models import AllocatedNumber, IssuedDocument
from core.documents.services import document_print
from officials import dossier
from officials.dossier import registry
from officials.dossier.access.services import dossier_open
from officials.dossier.records.services import record_add
from officials.dossier.summary import summary_issue
from officials.models import DossierAccess
from tests.core.documents.pdf import reader, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGE_DIR = tmp_path


@pytest.fixture
def access(sup, edu_head) -> DossierAccess:
    sup.full_name, sup.staff_no = "欧阳某", "A0231"
    sup.save()
    return dossier_open(official=edu_head, user=sup, purpose="DAILY", reason="季度日常监督")


@pytest.fixture
def press(client, sup, edu_head):
    client.force_login(sup)
    return lambda: client.post(reverse("dossier-print", args=[edu_head.pk]))


def test_it_says_what_the_reader_may_see_and_no_number_of_the_person(access, edu_head, sup):
    record_add(official=edu_head, section=10, on=date(2026, 5, 1), title="诫勉", until=date(2026, 11, 1), actor=sup)
    text = text_of(document_print(document=summary_issue(access=access), actor=sup))
    for words in (
        "廉政档案（摘要）",
        "任景衡",
        "党组书记、局长",
        "诫勉",
        "云纪档〔2026〕1号",
        "日常监督：季度日常监督",
    ):
        assert words in text
    assert "十六、" in text
    assert edu_head.resident_id not in text
    assert edu_head.phone not in text


def test_what_a_room_shows_to_others_only_is_not_printed(access, sup, monkeypatch):
    monkeypatch.setattr(registry, "_parts", dict(registry._parts))

    def for_others(official, user):
        return None if user == sup else dossier.SectionContent(columns=("x",), rows=(("密件",),))

    dossier.section(9, "Leads", for_others)
    assert "密件" not in text_of(document_print(document=summary_issue(access=access), actor=sup))


def test_r26_it_carries_its_reader_across_every_page_and_in_the_metadata(access, sup):
    pdf = document_print(document=summary_issue(access=access), actor=sup)
    assert all("欧阳某 A0231" in page.extract_text() for page in reader(pdf).pages)
    assert "欧阳某 A0231" in reader(pdf).metadata["/Reader"]


def test_r25_one_opening_has_one_number_and_the_second_print_is_a_copy(access, press, client, sup):
    first = client.get(press().url)
    again = client.get(press().url)
    assert "副本第2次打印" in text_of(again.content)
    assert "副本" not in text_of(first.content)
    assert IssuedDocument.objects.filter(kind="W12").count() == 1
    assert AllocatedNumber.objects.get(series__prefix="云纪档").owner == access


def test_the_reading_and_the_print_are_in_the_trail(access, press, client, sup):
    client.get(press().url)
    read = AuditEntry.objects.get(event=AuditEvent.READ, additional_data__part="print")
    assert (read.actor, read.additional_data["purpose"]) == (sup, "DAILY")
    assert AuditEntry.objects.filter(event=AuditEvent.PRINT, actor=sup).count() == 1


def test_r14_nobody_else_gets_it_and_after_the_window_nobody_at_all(access, press, client, sup, secretary):
    address = press().url
    client.force_login(secretary)
    assert client.get(address).status_code == 404
    client.force_login(sup)
    assert client.get(address).status_code == 200
    DossierAccess.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert client.get(address).status_code == 404
    assert press().status_code == 403


def test_a_closed_dossier_prints_nothing(press, client, stranger, edu_head):
    assert press().status_code == 403
    client.force_login(stranger)
    assert client.post(reverse("dossier-print", args=[edu_head.pk])).status_code == 404
    assert not IssuedDocument.objects.exists()


def test_the_opened_page_offers_it(access, client, sup, edu_head):
    client.force_login(sup)
    assert (
        reverse("dossier-print", args=[edu_head.pk])
        in client.get(reverse("dossier", args=[edu_head.pk])).content.decode()
    )
