"""One message a day and person: what is due in 30, 7, 3 or 0 days and what is overdue."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.digests import services
from core.digests.models import Digest, DigestLine, DigestRun, Place
from core.digests.services import digests_send
from core.outbox.models import Channel, Delivery
from organization.users.leaders import leader_set
from supervision.talks.choices import Status
from supervision.talks.models import Talk
from tests.core.digests.conftest import TODAY
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def told(user, place=None):
    """(days before, due) of the lines that ``user`` ever got."""
    rows = DigestLine.objects.filter(recipient=user)
    return [(row.stage, row.due) for row in (rows.filter(place=place) if place else rows)]


@pytest.mark.parametrize("days", [30, 7, 3, 0])
def test_a_day_that_comes_into_a_stage_is_told(planned, sup, days):
    planned(days)
    assert digests_send() == 1
    assert told(sup) == [(days, TODAY + timedelta(days=days))]


@pytest.mark.parametrize("days", [31, 29, 8, 4, 1])
def test_between_the_stages_nobody_is_disturbed(planned, days):
    planned(days)
    assert digests_send() == 0
    assert not Delivery.objects.exists()


def test_everything_of_a_day_is_one_message_and_one_mail_without_facts(planned, sup, settings):
    talks = [planned(7), planned(0), planned(-2)]
    digests_send()
    mail = Delivery.objects.get(channel=Channel.EMAIL, recipient=sup)
    assert mail.subject == f"【{settings.COMMISSION_NAME}】您有 3 项待办事项"
    assert f"{settings.BASE_URL}/messages/" in mail.body
    assert Delivery.objects.filter(channel=Channel.PORTAL, recipient=sup).count() == 1
    for talk in talks:
        assert talk.unit.name not in mail.body
        assert talk.official.name not in mail.subject + mail.body


def test_a_second_round_tells_nothing_twice(planned, sup):
    planned(7)
    planned(-1)
    assert digests_send() == 1
    before = Delivery.objects.count()
    assert digests_send() == 0
    assert Delivery.objects.count() == before


def test_what_stays_overdue_is_told_every_day(planned, sup):
    planned(-1)
    digests_send()
    digests_send(today=TODAY + ONE_DAY)
    assert Digest.objects.filter(recipient=sup).count() == 2


def test_a_round_that_died_is_finished_by_the_next_and_nobody_is_told_twice(planned, sup, sup_colleague, monkeypatch):
    planned(7)
    planned(7, handler=sup_colleague)
    write, calls = services._write, []

    def dies_at_the_second(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(*arguments)

    monkeypatch.setattr(services, "_write", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        digests_send()
    assert not DigestRun.objects.filter(finished_at__isnull=False).exists()
    monkeypatch.undo()
    assert digests_send(today=TODAY + ONE_DAY) == 1, "the one who was not reached yet"
    assert len(told(sup)) == len(told(sup_colleague)) == 1


def test_days_without_a_round_are_made_up_for(planned, sup):
    planned(5)
    DigestRun.objects.create(day=TODAY - timedelta(days=4), finished_at="2026-06-26T08:00:00+08:00")
    digests_send()
    assert told(sup) == [(7, TODAY + timedelta(days=5))]


def test_a_moved_day_is_reminded_of_anew(planned, sup):
    talk = planned(3)
    digests_send()
    Talk.objects.filter(pk=talk.pk).update(planned_at=talk.planned_at + timedelta(days=5))
    digests_send(today=TODAY + timedelta(days=5))
    assert [stage for stage, _due in told(sup)] == [3, 3]


def test_what_is_done_is_no_longer_told(planned):
    talk = planned(-1)
    Talk.objects.filter(pk=talk.pk).update(status=Status.CANCELLED)
    assert digests_send() == 0


def test_overdue_goes_to_the_leader_too_but_not_what_is_only_due(planned, sup, deputy):
    late, _soon = planned(-1), planned(3)
    digests_send()
    assert told(deputy, Place.LED) == [(None, late.planned_at.date())]
    assert len(told(sup)) == 2


def test_the_named_leader_goes_before_the_deputy_by_jurisdiction(planned, sup, secretary, deputy):
    leader_set(user=sup, leader=secretary)
    planned(-1)
    digests_send()
    assert told(secretary, Place.LED)
    assert not told(deputy)


def test_without_anybody_to_act_the_leader_gets_it_as_his_own(planned, sup, deputy):
    planned(7)
    sup.is_active = False
    sup.save()
    digests_send()
    assert told(deputy, Place.DUE) == [(7, TODAY + timedelta(days=7))]


def test_nobody_is_told_of_a_record_he_may_not_see(planned, education, secretary):
    outsider = make_user("conduct", "CON")
    talk = planned(-1)
    Talk.objects.filter(pk=talk.pk).update(talker=None, drafter=outsider)
    digests_send()
    assert not told(outsider)
    assert told(secretary, Place.LED), "his leader is: nothing may be lost"


def test_the_database_holds_one_digest_a_day_and_a_stage_once(planned, sup):
    planned(7)
    digests_send()
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(recipient=sup, day=TODAY)
    line = DigestLine.objects.get()
    line.pk, line.place = None, Place.OVERDUE
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_the_stages_are_a_parameter(planned, sup, secretary, admin):
    from core.parameters.models import ParameterVersion

    ParameterVersion.objects.create(
        group="DIGEST", version=2, values={"stages": ["14"]}, effective_from=date(2026, 1, 1), reason="x",
        proposed_by=admin, approved_by=secretary,
    )  # fmt: skip
    planned(14)
    planned(7)
    digests_send()
    assert told(sup) == [(14, TODAY + timedelta(days=14))]


def test_the_questions_do_not_grow_with_the_records(planned, django_assert_max_num_queries):
    planned(7)
    with CaptureQueriesContext(connection) as few:
        digests_send()
    for _number in range(30):
        planned(8)
    with django_assert_max_num_queries(len(few.captured_queries) + 2):
        digests_send(today=TODAY + ONE_DAY)
