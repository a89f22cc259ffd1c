"""What the services of the frame refuse, and that a step is taken once."""

import threading
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import record_create
from core.outbox.models import Delivery
from core.workflow.services import transition_perform
from tests import sample_mechanism
from tests.sample_mechanism.models import Pledge

pytestmark = pytest.mark.django_db


def test_nobody_makes_a_record_of_another_unit(values, sup, health):
    with pytest.raises(NotAllowed):
        record_create(model=Pledge, values=values | {"unit": health}, actor=sup)


def test_a_role_without_the_right_makes_none(values, deputy):
    with pytest.raises(NotAllowed):
        record_create(model=Pledge, values=values, actor=deputy)


def test_a_missing_value_is_named(values, sup):
    with pytest.raises(InvalidInput) as refused:
        record_create(model=Pledge, values=values | {"subject": ""}, actor=sup)
    assert refused.value.field == "subject"


def test_the_database_itself_knows_that_drafter_and_approver_are_two(draft, sup):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=draft.pk).update(approver=sup)


def test_a_step_writes_its_fields_and_closing_the_day(approved, person, deputy):
    given = transition_perform(instance=approved, name="give", actor=person.user, pledge="承诺")
    closed = transition_perform(instance=given, name="close", actor=deputy, reason="已核对")
    assert closed.closed_at is not None
    assert closed.pledge == "承诺"


def test_a_step_without_its_field_changes_nothing(approved, person):
    with pytest.raises(InvalidInput, match="pledge"):
        transition_perform(instance=approved, name="give", actor=person.user, pledge="")
    approved.refresh_from_db()
    assert approved.status == "APPROVED"


def test_the_official_is_told_once_without_contents(approved, person):
    mails = Delivery.objects.filter(recipient=person.user, channel="EMAIL")
    assert mails.count() == 1
    assert "承诺" not in mails.get().subject + mails.get().body


def test_what_is_masked_stays_out_of_the_audit_trail(approved, person):
    transition_perform(instance=approved, name="give", actor=person.user, pledge="不外传的话")
    assert "不外传的话" not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_two_who_act_at_once_one_wins_and_the_other_is_told(approved, person, deputy):
    given = transition_perform(instance=approved, name="give", actor=person.user, pledge="承诺")
    start, results = threading.Barrier(2), []

    def close() -> None:
        start.wait()
        try:
            transition_perform(instance=given, name="close", actor=deputy, reason="已核对")
            results.append("won")
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=close) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["told", "won"]


def test_a_mechanism_takes_under_120_lines():
    folder = Path(sample_mechanism.__file__).parent
    assert sum(len(file.read_text().splitlines()) for file in folder.rglob("*.*") if file.suffix != ".pyc") < 120
