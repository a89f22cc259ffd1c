"""R15: kinship and interests on record. They bind at once; kinship is absolute."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workbench.queries import todos_for
from core.workflow.services import transition_perform
from officials.models import InterestDeclaration
from officials.recusal import grounds_of, recusals, refuse_recused
from officials.recusal.models import KinRelation
from officials.recusal.services import interest_declare


def declare(actor, official, **changes) -> InterestDeclaration:
    values = {"kind": "INTEREST", "ground": "配偶在该单位任职"} | changes
    return interest_declare(actor=actor, official=official, **values)


def test_r15_declared_kin_is_kept_off_before_anybody_has_confirmed_it(sup, brothers, edu_head):
    (ground,) = recusals(brothers, sup)
    assert ground.absolute
    assert str(KinRelation.SIBLING.label) in ground.reason
    assert recusals(edu_head, sup) == []


def test_r15_an_interest_is_a_ground_that_can_be_lifted(sup, edu_head):
    declare(sup, edu_head)
    assert [ground.absolute for ground in recusals(edu_head, sup)] == [False]


def test_r15_who_assigns_is_told_the_name_and_not_the_kinship(sup, sup_colleague, brothers):
    with pytest.raises(NotAllowed) as refusal:
        refuse_recused([sup, sup_colleague, None], brothers)
    assert "用户sup" in str(refusal.value)
    assert "sup2" not in str(refusal.value)
    assert str(KinRelation.SIBLING.label) not in str(refusal.value)
    refuse_recused([sup_colleague], brothers)


def test_r15_a_declaration_counts_only_between_its_days(settings, sup, edu_head):
    declare(sup, edu_head, start=clock.today(), end=clock.today() + timedelta(days=10))
    assert recusals(edu_head, sup)
    settings.TODAY = clock.today() + timedelta(days=11)
    assert recusals(edu_head, sup) == []


def test_r15_the_overseer_enters_for_others_and_it_is_confirmed_by_that(overseer, sup, edu_head):
    row = declare(overseer, edu_head, user=sup, kind="KIN", relation="IN_LAW", ground="姻亲")
    assert (row.status, row.confirmed_by, row.declared_by) == ("CONFIRMED", overseer, overseer)
    with pytest.raises(NotAllowed):
        declare(sup, edu_head, user=overseer)


def test_r15_the_overseer_confirms_and_it_leaves_his_workbench(overseer, sup, brothers):
    row = InterestDeclaration.objects.get()
    assert row.get_absolute_url() in [todo.url for todo in todos_for(overseer)]
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="confirm", actor=sup)
    row = transition_perform(instance=row, name="confirm", actor=overseer)
    assert row.confirmed_by == overseer
    assert row.get_absolute_url() not in [todo.url for todo in todos_for(overseer)]
    with pytest.raises(Conflict):
        transition_perform(instance=row, name="confirm", actor=overseer)


def test_r15_nobody_confirms_his_own_and_the_database_holds_it(overseer, edu_head):
    row = declare(overseer, edu_head)
    with pytest.raises(NotAllowed):
        transition_perform(instance=row, name="confirm", actor=overseer)
    with pytest.raises(IntegrityError), transaction.atomic():
        InterestDeclaration.objects.filter(pk=row.pk).update(confirmed_by=overseer)


def test_r15_a_rejected_or_ended_ground_binds_no_more(overseer, sup, edu_head, edu_deputy):
    first, second = declare(sup, edu_head), declare(sup, edu_deputy)
    with pytest.raises(InvalidInput):
        transition_perform(instance=first, name="reject", actor=overseer)
    transition_perform(instance=first, name="reject", actor=overseer, reason="与其无利害关系")
    second = transition_perform(instance=second, name="confirm", actor=overseer)
    second = transition_perform(instance=second, name="finish", actor=overseer, reason="事项已办结")
    assert second.end == date(2026, 6, 30)
    assert grounds_of(edu_head, sup) == grounds_of(edu_deputy, sup) == []


def test_r15_the_same_ground_stands_once(sup, brothers):
    with pytest.raises(Conflict):
        declare(sup, brothers, kind="KIN", relation="SIBLING")
    declare(sup, brothers)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "KIN"},
        {"kind": "FRIEND"},
        {"ground": " "},
        {"start": date(2026, 6, 2), "end": date(2026, 6, 1)},
    ],
)
def test_what_is_missing_is_named(sup, edu_head, changes):
    with pytest.raises(InvalidInput):
        declare(sup, edu_head, **changes)


def test_only_the_commissions_staff_declares(head, edu_deputy):
    with pytest.raises(NotAllowed):
        declare(head, edu_deputy)


def test_a_declaration_is_seen_by_himself_and_the_overseers_and_never_by_the_official(
    sup, sup_colleague, deputy, overseer, secretary, head, edu_head
):
    row = declare(sup, edu_head)
    seen = {
        user.username
        for user in (sup, sup_colleague, deputy, overseer, secretary, head)
        if InterestDeclaration.objects.visible_to(user).filter(pk=row.pk).exists()
    }
    assert seen == {"sup", "cso", "sec"}
