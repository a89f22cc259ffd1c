"""R24: a page that goes to paper is written down, with the rights of the page itself."""

import pytest
from django.test import Client

from core.audit.models import AuditEntry, AuditEvent
from supervision.talks.models import Talk
from tests.sample_mechanism.models import Pledge

pytestmark = pytest.mark.django_db
PRINTED = {"printed": "1"}


def prints() -> list[tuple[str, str, str, dict]]:
    rows = AuditEntry.objects.filter(event=AuditEvent.PRINT)
    return [(row.actor.username, row.content_type.model, row.object_repr, row.additional_data) for row in rows]


def test_r24_a_printed_record_is_written_down(client, draft, sup):
    client.force_login(sup)
    assert client.post(draft.get_absolute_url(), PRINTED).status_code == 204
    assert prints() == [("sup", "pledge", "廉洁承诺", {"page": draft.get_absolute_url()})]
    assert "廉洁承诺" in client.get("/audit/mine/?event=print").content.decode()


def test_r24_a_printed_list_is_written_down_with_its_filters(client, draft, sup):
    client.force_login(sup)
    assert client.post("/pledges/?status=DRAFT", PRINTED).status_code == 204
    assert prints() == [
        ("sup", "pledge", str(Pledge._meta.verbose_name_plural), {"page": "/pledges/", "filters": "status=DRAFT"})
    ]


def test_r24_a_hidden_record_is_404_and_nothing_is_written(client, draft, stranger, admin):
    client.force_login(stranger)
    assert client.post(draft.get_absolute_url(), PRINTED).status_code == 404
    client.force_login(admin)
    assert client.post("/warnings/notices/", PRINTED).status_code == 403
    client.logout()
    assert client.post(draft.get_absolute_url(), PRINTED).status_code == 302
    assert prints() == []


def test_r24_another_site_cannot_write_prints(draft, sup):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sup)
    assert client.post(draft.get_absolute_url(), PRINTED).status_code == 403
    assert prints() == []


def test_r24_the_map_of_talks_too(client, secretary):
    client.force_login(secretary)
    assert client.post("/supervision/talks/coverage/?year=2026", PRINTED).status_code == 204
    ((_actor, model, _words, details),) = prints()
    assert (model, details["year"]) == (Talk._meta.model_name, 2026)
