"""R15 before a record is there: who must keep his hands off a person makes nothing about him either."""

import pytest

from core.audit.models import AuditEntry, AuditEvent
from core.errors import NotAllowed
from core.mechanisms.services import record_create, record_edit
from officials.models import AccessAlert
from tests.sample_mechanism.models import Pledge


def pledge_about(official, actor) -> Pledge:
    values = {"unit": official.tenures.get().post.unit, "official": official, "subject": "廉洁承诺"}
    return record_create(model=Pledge, values=values, actor=actor)


def test_r15_a_brother_makes_no_record_about_his_brother(client, sup, overseer, brothers, edu_head):
    client.force_login(sup)
    for official, status in ((brothers, 403), (edu_head, 201)):
        values = {"unit": official.tenures.get().post.unit_id, "official": official.pk, "subject": "廉洁承诺"}
        assert client.post("/api/v1/pledges/", values).status_code == status
    assert Pledge.objects.get().official == edu_head
    assert AccessAlert.objects.get().official == brothers
    assert AuditEntry.objects.filter(event=AuditEvent.REFUSED, actor=sup).count() == 1


def test_r15_nor_turns_a_record_about_another_into_one_about_him(sup, overseer, brothers, edu_head):
    made = pledge_about(edu_head, sup)
    with pytest.raises(NotAllowed):
        record_edit(record=made, values={"official": brothers}, actor=sup)
    made.refresh_from_db()
    assert made.official == edu_head
