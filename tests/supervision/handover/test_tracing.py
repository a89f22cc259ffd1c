"""Tracing back (M79): heads in office, what each was told by signature, what each did; concluded by two people."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from core.errors import InvalidInput, NotAllowed
from core.mechanisms.services import record_create
from supervision.handover import tracing
from supervision.handover.choices import TraceStatus
from supervision.handover.models import Handover, TraceBack
from supervision.handover.tracing import Deed, deed_source, heads_in
from tests.supervision.handover.conftest import CHANGE, TODAY, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def trace(signed, education, sup):
    def make(*, listed: bool = True, handover=None) -> TraceBack:
        handover = handover or signed()
        item = handover.items.first() if listed else None
        values = {
            "unit": education, "problem": "食堂采购未招标", "item": item, "first": date(2023, 1, 1), "last": TODAY,
        }  # fmt: skip
        return record_create(model=TraceBack, values=values, actor=sup)

    return make


def test_the_heads_of_the_period_stand_in_order_with_what_they_were_told(trace, old_head, new_head, sup):
    before, after = heads_in(trace(), sup)

    assert (before.official, before.span.first, before.told_on) == (old_head, date(2023, 1, 1), None)
    assert (after.official, after.span.first, after.told_on) == (new_head, CHANGE, TODAY)


def test_what_each_did_stands_with_him(trace, sup):
    before, after = heads_in(trace(), sup)

    assert [(deed.on, deed.detail) for deed in before.deeds] == [(TODAY, "两项均在整改。")]
    assert [deed.on for deed in after.deeds] == [TODAY]


def test_a_problem_that_was_not_on_the_list_was_not_told(trace, sup):
    _before, after = heads_in(trace(listed=False), sup)

    assert after.received is not None
    assert after.told_on is None


def test_rooms_add_what_was_done(trace, old_head, monkeypatch, sup):
    monkeypatch.setattr(tracing, "_sources", {})
    deed_source("test", lambda trace, user: [Deed(on=date(2025, 5, 5), title="答复预警通知")])

    before, after = heads_in(trace(), sup)

    assert str(before.deeds[0].title) == "答复预警通知"
    assert len(after.deeds) == 1


def test_the_steps_of_the_problems_own_course_stand_with_the_head_of_their_day(trace, sup, stranger):
    found = trace(listed=False)
    handover = Handover.objects.get()
    found.content_type, found.object_id = ContentType.objects.get_for_model(handover), handover.pk
    found.record = handover

    _before, after = heads_in(found, sup)
    assert {"Opened", "Draw the list"} <= {str(deed.title) for deed in after.deeds}

    _before, after = heads_in(found, stranger)
    assert "Draw the list" not in {str(deed.title) for deed in after.deeds}


def test_one_concludes_and_another_approves(trace, sup, deputy):
    found = do(trace(), "conclude", sup, conclusion="前任未及时整改。")
    with pytest.raises(NotAllowed):
        do(found, "approve", sup)
    TraceBack.objects.filter(pk=found.pk).update(concluded_by=deputy)
    with pytest.raises(NotAllowed, match="concluded"):
        do(found, "approve", deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        TraceBack.objects.filter(pk=found.pk).update(approver=deputy)


def test_a_returned_conclusion_is_written_anew(trace, sup, deputy):
    found = do(do(trace(), "conclude", sup, conclusion="x"), "return_conclusion", deputy, reason="依据不足")
    assert (found.status, found.concluded_by) == (TraceStatus.DRAFT, None)

    found = do(do(found, "conclude", sup, conclusion="y"), "approve", deputy)

    assert found.status == TraceStatus.APPROVED


def test_nothing_is_concluded_without_words_or_by_leaders(trace, sup, deputy):
    found = trace()
    with pytest.raises(InvalidInput):
        do(found, "conclude", sup, conclusion="")
    with pytest.raises(NotAllowed):
        do(found, "conclude", deputy, conclusion="x")


def test_the_heads_do_not_see_that_they_are_traced(trace, head, new_head, stranger, sup):
    found = trace()

    assert TraceBack.objects.visible_to(sup).filter(pk=found.pk).exists()
    for user in (head, new_head.user, stranger):
        assert not TraceBack.objects.visible_to(user).exists()


def test_nobody_traces_a_unit_that_he_headed(trace, old_head, sup):
    found = trace()
    type(old_head).objects.filter(pk=old_head.pk).update(user=sup)

    assert not TraceBack.objects.visible_to(sup).filter(pk=found.pk).exists()


def test_the_page_shows_facts_and_no_judgement(client, trace, sup):
    found = trace()
    client.force_login(sup)

    page = client.get(found.get_absolute_url()).content.decode()

    assert "任景衡" in page
    assert "By signature" in page
    assert "concluded by a person and approved by another" in page
