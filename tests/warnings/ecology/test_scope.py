"""Who sees which assessment (M01 "Who"): other units see nothing."""

import pytest
from django.urls import reverse

from core.workflow.services import transition_perform
from early_warning.ecology.models import EcologyAssessment, IndicatorValue
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
PAGES = ("ecology-detail", "ecology-opinion", "ecology-meeting", "ecology-answer", "ecology-respond")


@pytest.fixture
def consulted(assessed, sup) -> EcologyAssessment:
    record = transition_perform(
        instance=assessed, name="give_opinion", actor=sup, opinion="平稳", problems=[], suggestions=[]
    )
    record = transition_perform(
        instance=record, name="record_meeting", actor=sup,
        meeting_on=record.as_of, participants="监督室", meeting_summary="同意",
    )  # fmt: skip
    return transition_perform(instance=record, name="consult", actor=sup)


def seen(user) -> int:
    return EcologyAssessment.objects.visible_to(user).count()


def test_the_commission_sees_its_jurisdiction(assessed, sup, stranger, secretary, deputy):
    assert (seen(sup), seen(secretary), seen(deputy), seen(stranger)) == (2, 2, 2, 0)


@pytest.mark.parametrize("role", ["CM", "PET", "INV", "TRI", "DAT", "CSO", "LIA", "TMB", "OFF", "ORG", "JNT", "ADM"])
def test_other_roles_see_nothing(assessed, education, role):
    assert seen(make_user("x", role, units=[education], unit=education)) == 0


def test_the_head_sees_his_own_unit_from_the_consultation_on(assessed, head):
    assert seen(head) == 0


def test_the_head_sees_what_he_is_consulted_on(consulted, head, other_head):
    assert list(EcologyAssessment.objects.visible_to(head)) == [consulted]
    assert seen(other_head) == 0


def test_values_follow_their_assessment(assessed, sup, stranger, head):
    assert IndicatorValue.objects.visible_to(sup).exists()
    assert not IndicatorValue.objects.visible_to(stranger).exists()
    assert not IndicatorValue.objects.visible_to(head).exists()


@pytest.mark.parametrize("page", PAGES)
def test_a_hidden_assessment_is_404(client, assessed, stranger, other_head, page):
    for user in (stranger, other_head):
        client.force_login(user)
        assert client.get(reverse(page, args=[assessed.pk])).status_code == 404


def test_rows_of_a_hidden_assessment_are_404(client, assessed, stranger):
    client.force_login(stranger)
    assert client.get(reverse("ecology-rows", args=[assessed.pk, "B1"])).status_code == 404


def test_a_visible_one_that_one_may_not_change_is_403(client, consulted, head, secretary):
    client.force_login(head)
    assert client.get(reverse("ecology-opinion", args=[consulted.pk])).status_code == 403
    client.force_login(secretary)
    assert client.get(reverse("ecology-recalculate", args=[consulted.pk])).status_code == 403
    assert client.get(reverse("ecology-respond", args=[consulted.pk])).status_code == 403


@pytest.mark.parametrize("name", ["ecology-list", "ecology-indicators", "ecology-compute"])
def test_who_has_no_business_here_gets_403(client, education, name):
    client.force_login(make_user("dat", "DAT", units=[education]))
    assert client.get(reverse(name)).status_code == 403
