"""D34: list and statement are the outgoing head's, signatures those of the three, the plan the incoming head's."""

import pytest

from tests.supervision.handover.conftest import do
from tests.support.reminded import reminded

pytestmark = pytest.mark.django_db


def test_d34a_the_office_draws_the_list(opened, sup):
    assert reminded(opened()) == {sup}


def test_d34a_the_statement_is_the_outgoing_heads(drawn, head):
    assert reminded(drawn()) == {head}


def test_d34b_whoever_has_not_signed_is_reminded(met, head, new_head, sup_colleague):
    handover = do(met(), "sign", head)
    assert reminded(handover) == {new_head.user, sup_colleague}


def test_d34c_the_plan_is_the_incoming_heads(signed, new_head):
    assert reminded(signed()) == {new_head.user}


def test_d34c_what_the_new_head_submitted_is_the_offices(planned, sup):
    assert reminded(planned()) == {sup}
