"""Who may do what with talks, and who sees them; the rules as constraints of the database."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.errors import NotAllowed
from core.workflow.queries import actions_for
from supervision.talks.choices import Kind, Status
from supervision.talks.dossier import section, timeline
from supervision.talks.models import Talk
from supervision.talks.services import talk_hold, talk_sign_as_official
from tests.supervision.talks.conftest import REMINDER, do, held_input
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def refused(talk: Talk, **values: object) -> bool:
    """Whether the database itself refuses these values."""
    try:
        with transaction.atomic():
            Talk.objects.filter(pk=talk.pk).update(**values)
    except IntegrityError:
        return True
    return False


def test_r02_who_plans_a_talk_does_not_approve_it(planned, deputy):
    talk = do(planned(actor=deputy), "submit", deputy)
    with pytest.raises(NotAllowed):
        do(talk, "approve", deputy)
    assert refused(talk, approver=deputy)


def test_a_problem_is_talked_about_by_two(planned, sup, deputy, approved):
    talk = planned(problem_related=True, second_talker=None)
    with pytest.raises(NotAllowed):
        do(talk, "submit", sup)
    assert refused(approved(problem_related=True), second_talker=None)


def test_the_two_talkers_are_two(approved, sup):
    assert refused(approved(), second_talker=sup)


def test_a_reminder_talk_always_has_two_talkers_and_an_early_sign(planned, rule):
    talk = planned(**REMINDER, rule=rule)
    assert talk.problem_related
    assert refused(talk, problem_related=False)
    assert refused(talk, early_sign="")


def test_a_political_talk_has_no_room_for_a_record(planned):
    assert refused(planned(kind=Kind.POLITICAL, topics=("INTEGRITY",)), record="表态")


def test_nothing_is_approved_or_signed_behind_the_courses_back(planned, held):
    assert refused(planned(), status=Status.APPROVED)
    assert refused(held(), status=Status.SIGNED)


@pytest.mark.parametrize("role", ["CON", "CM", "DAT", "OFF", "LIA"])
def test_other_roles_neither_approve_nor_notify(role, planned, approved, sup, education):
    other = make_user("other", role, units=[education])
    for talk, name in ((do(planned(), "submit", sup), "approve"), (approved(), "notify")):
        if name == "notify" and role == "CON":
            continue  # leads talks of its own
        with pytest.raises(NotAllowed):
            do(talk, name, other)


def test_a_talk_with_a_unit_head_is_approved_by_the_secretary(planned, head_official, sup, deputy, secretary):
    talk = do(planned(official=head_official, kind=Kind.INTERVIEW), "submit", sup)
    with pytest.raises(NotAllowed):
        do(talk, "approve", deputy)
    assert do(talk, "approve", secretary).status == Status.APPROVED


def test_interviews_are_with_heads_of_units(planned, sup):
    with pytest.raises(NotAllowed):
        do(planned(kind=Kind.INTERVIEW), "submit", sup)


def test_only_those_who_lead_it_record_and_sign_it(notified, talk_day, deputy, sup):
    talk = notified()
    talk_day()
    with pytest.raises(NotAllowed):
        talk_hold(talk=talk, actor=deputy, given=held_input())
    talk = talk_hold(talk=talk, actor=sup, given=held_input())
    with pytest.raises(NotAllowed):
        do(talk, "sign", deputy)


def test_nobody_signs_for_the_official(held, sup, head):
    talk = held()
    for user in (sup, head):
        with pytest.raises(NotAllowed):
            talk_sign_as_official(talk=talk, actor=user)


def test_r15_a_talker_of_the_same_unit_keeps_his_hands_off(planned, sup, education):
    sup.unit = education
    sup.save()
    with pytest.raises(NotAllowed):
        do(planned(), "submit", sup)


def test_nobody_plans_a_talk_with_himself_or_outside_his_jurisdiction(planned, stranger, member):
    with pytest.raises(NotAllowed):
        planned(actor=stranger)
    member.user.groups.set(stranger.groups.all())
    with pytest.raises(NotAllowed):
        planned(actor=type(stranger).objects.get(pk=member.user.pk))


def test_staff_see_their_jurisdiction_and_strangers_nothing(planned, sup, stranger, deputy, auditor, liaison):
    talk = planned()
    for user in (sup, deputy):
        assert talk in Talk.objects.visible_to(user)
    for user in (stranger, auditor, liaison):
        assert talk not in Talk.objects.visible_to(user)


def test_the_official_knows_of_a_talk_once_he_is_notified(approved, member, head, sup):
    talk = approved()
    assert talk not in Talk.objects.visible_to(member.user)
    talk = do(talk, "notify", sup)
    assert talk in Talk.objects.visible_to(member.user)
    assert talk not in Talk.objects.visible_to(head)
    assert actions_for(talk, member.user) == []


def test_reminder_talks_are_not_for_the_conduct_office(planned, rule, education, sup):
    con = make_user("con", "CON", units=[education])
    reminder, routine = planned(**REMINDER, rule=rule), planned()
    assert set(Talk.objects.visible_to(con)) == {routine}
    assert {reminder, routine} <= set(Talk.objects.visible_to(sup))


def test_a_reminder_talk_leaves_the_dossier_after_twelve_months(signed, rule, sup, secretary, member, settings):
    talk = signed(**REMINDER, rule=rule)
    assert talk.visible_until == date(2027, 6, 30)
    for day, shown in ((date(2027, 6, 30), 1), (date(2027, 7, 1), 0)):
        settings.TODAY = day
        for reader in (sup, secretary, member.user):
            assert len(section(member, reader).rows) == shown
            assert len(list(timeline(member, reader))) == shown
    assert talk not in Talk.objects.visible_to(sup)
    assert talk in Talk.objects.visible_to(secretary)


def test_routine_talks_stay_in_the_dossier(signed, sup, member, settings):
    signed()
    settings.TODAY = date(2030, 1, 1)
    assert len(section(member, sup).rows) == 1


def test_the_official_reads_only_signed_talks_in_his_dossier(held, member, sup):
    held()
    assert len(section(member, sup).rows) == 1
    assert section(member, member.user).rows == ()
