"""R38 and R39: everybody may comment, only the cadre supervision office reads it, the author reads the answer."""

import pytest

from core.workflow.services import transition_perform
from organization.models import Feedback, FeedbackStatus
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
PAGE = "/organization/feedback/"


@pytest.fixture
def cso(db):
    return make_user("cso", "CSO")


@pytest.fixture
def comment(client, head):
    client.force_login(head)
    client.post(PAGE, {"text": "谈话通知来得太晚。", "page": "/portal/"})
    return Feedback.objects.get()


def test_every_page_links_to_it(client, head):
    client.force_login(head)
    assert f'href="{PAGE}"' in client.get(PAGE).content.decode()


def test_r38_only_the_author_and_the_cadre_supervision_office_see_it(comment, head, cso, sup, secretary, admin):
    seen = {user.username for user in (head, cso, sup, secretary, admin) if Feedback.objects.visible_to(user).exists()}
    assert seen == {"uhd", "cso"}


def test_it_waits_on_the_offices_workbench_and_is_answered_once(client, comment, head, cso):
    client.force_login(cso)
    assert comment.get_absolute_url() in client.get("/").content.decode()
    answered = transition_perform(instance=comment, name="give_answer", actor=cso, reason="已提前到五日。")
    assert answered.status == FeedbackStatus.ANSWERED
    client.force_login(head)
    assert "已提前到五日。" in client.get(PAGE).content.decode()


def test_the_watched_get_404(client, comment, sup):
    client.force_login(sup)
    assert client.get(comment.get_absolute_url()).status_code in (403, 404)


def test_an_empty_comment_says_so(client, head):
    client.force_login(head)
    assert client.post(PAGE, {"text": "  "}).status_code == 400
