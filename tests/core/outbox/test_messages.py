"""消息: my own, counted until I open them."""

import pytest
from django.db import transaction

from core.outbox.mail import Mail
from core.outbox.models import Channel
from core.outbox.queries import unread_count
from core.outbox.services import delivery_add

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(education, sup):
    with transaction.atomic():
        rows = delivery_add(
            owner=education, recipient=sup, key="hello", mail=Mail(subject="您有一份待办文书", body="x"),
            channels=(Channel.PORTAL, Channel.EMAIL),
        )  # fmt: skip
    return next(row for row in rows if row.channel == Channel.PORTAL)


def test_it_is_counted_until_it_is_opened(client, sup, message):
    client.force_login(sup)
    assert unread_count(sup) == 1
    assert message.subject in client.get("/messages/").content.decode()
    assert client.get(f"/messages/{message.pk}/").url == message.owner.get_absolute_url()
    assert unread_count(sup) == 0


def test_other_peoples_messages_do_not_exist(client, stranger, message):
    client.force_login(stranger)
    assert message.subject not in client.get("/messages/").content.decode()
    assert client.get(f"/messages/{message.pk}/").status_code == 404


def test_an_official_sees_them_in_the_portals_frame(client, health, message):
    from tests.support.cast import make_user

    official = make_user("off", "OFF", unit=health)
    client.force_login(official)
    answer = client.get("/messages/")
    assert "portal/base.html" in [template.name for template in answer.templates]


def test_pages_stay_out_of_caches(client, sup):
    client.force_login(sup)
    answer = client.get("/messages/")
    assert "no-store" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]
