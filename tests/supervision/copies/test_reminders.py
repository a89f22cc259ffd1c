"""D31: whoever got a copy is reminded of his feedback; once all have given it, the office of its end."""

import pytest

from core import clock
from supervision.copies.models import CopyRecipient
from tests.support.cast import make_user
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


def test_d31_recipients_who_owe_feedback_are_reminded_and_not_who_drafted(served, head, education, sup):
    second = make_user("tmb", "TMB", unit=education)
    CopyRecipient.objects.create(notice=served, user=second, answered_at=clock.now())
    assert reminded(served) == {head}


def test_d31_once_everybody_has_answered_the_office_closes_it(served, sup):
    served.recipients.update(answered_at=clock.now())
    assert reminded(served) == {sup}
