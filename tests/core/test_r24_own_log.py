"""R24: everybody reads what the trail keeps about his own looking, and nobody else's."""

import pytest

from core.audit.models import AuditEvent
from core.audit.services import event_record
from organization.models import Unit, User

PATH = "/audit/mine/"


@pytest.fixture
def looked(sup, stranger, education):
    event_record(event=AuditEvent.READ, obj=education, actor=sup, purpose="DAILY", part="timeline")
    event_record(event=AuditEvent.SEARCH, obj=User, actor=sup, text="印刷")
    event_record(event=AuditEvent.EXPORT, obj=Unit, actor=sup, purpose="月度分析")
    event_record(event=AuditEvent.SEARCH, obj=User, actor=stranger, text="食堂")


def test_r24_my_reads_searches_and_exports_are_listed(client, sup, looked):
    client.force_login(sup)
    page = client.get(PATH).content.decode()
    assert all(word in page for word in ("市教育局", "印刷", "月度分析", "timeline"))
    assert "食堂" not in page


def test_r24_changes_and_sign_ins_are_no_looking(client, sup, looked):
    client.force_login(sup)
    rows = client.get(PATH).context["table"].data
    assert {row.event for row in rows} == {"read", "search", "export"}


def test_r24_the_list_can_be_narrowed_to_one_kind(client, sup, looked):
    client.force_login(sup)
    page = client.get(PATH + "?event=search").content.decode()
    assert "印刷" in page
    assert "月度分析" not in page


@pytest.mark.parametrize("who", ["head", "liaison", "admin", "auditor", "secretary"])
def test_r24_every_role_has_it_the_portals_too(client, request, who, looked):
    user = request.getfixturevalue(who)
    client.force_login(user)
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert "印刷" not in answer.content.decode()
    assert f'href="{PATH}"' in answer.content.decode()


def test_r24_without_a_session_there_is_nothing(client, db):
    assert client.get(PATH).status_code == 302
