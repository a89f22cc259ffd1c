"""A number changes by two people: an administrator proposes, the secretary decides (R35)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock, parameters
from core.errors import Conflict, InvalidInput, NotAllowed
from core.parameters import Param, ParameterGroup, define
from core.parameters.models import ParameterChange, ParameterVersion
from core.parameters.services import change_propose
from core.parameters.views import changes_to_decide
from core.workflow.services import transition_perform
from organization.users.services import roles_set

pytestmark = pytest.mark.django_db
KEY = "test-change"
define(
    ParameterGroup(
        KEY,
        "Test",
        (
            Param("limit", Decimal("500000.00"), "Limit", unit="元"),
            Param("days", 10, "Days"),
            Param("open", True, "Open"),
            Param("names", ["a", "b"], "Names"),
        ),
    )
)
TYPED = {"limit": "600,000", "days": "12", "open": "0", "names": "a, c"}


@pytest.fixture
def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


@pytest.fixture
def proposal(admin, tomorrow) -> ParameterChange:
    return change_propose(key=KEY, raw=TYPED, effective_from=tomorrow, grounds="省里调整限额", actor=admin)


def decide(change, name, actor, reason="同意") -> ParameterChange:
    return transition_perform(instance=change, name=name, actor=actor, reason=reason)


def test_r35_an_approved_change_holds_from_its_day_on(proposal, secretary, tomorrow):
    decide(proposal, "approve", secretary)
    assert parameters.values(KEY).version == 1
    after = parameters.values(KEY, as_of=tomorrow)
    assert (after.version, after["limit"], after["days"], after["open"]) == (2, Decimal(600000), 12, False)
    assert after["names"] == ["a", "c"]


def test_r35_whoever_proposed_cannot_approve_even_as_secretary(proposal, admin):
    roles_set(user=admin, codes=["SEC"])
    with pytest.raises(NotAllowed, match=r"proposed|提出"):
        decide(proposal, "approve", admin)
    assert not ParameterVersion.objects.exists()


def test_only_the_secretary_approves(proposal, deputy, sup):
    for user in (deputy, sup):
        with pytest.raises(NotAllowed):
            decide(proposal, "approve", user)


def test_a_rejection_needs_its_reason_and_changes_nothing(proposal, secretary, tomorrow):
    with pytest.raises(InvalidInput):
        decide(proposal, "reject", secretary, reason=" ")
    decide(proposal, "reject", secretary, reason="依据不足")
    assert parameters.values(KEY, as_of=tomorrow).version == 1


def test_a_decided_change_cannot_be_decided_again(proposal, secretary):
    decide(proposal, "approve", secretary)
    with pytest.raises(Conflict):
        decide(proposal, "reject", secretary)


def test_only_one_proposal_a_group_waits_at_a_time(proposal, admin, tomorrow):
    with pytest.raises(Conflict):
        change_propose(key=KEY, raw=TYPED | {"days": "13"}, effective_from=tomorrow, grounds="g", actor=admin)


@pytest.mark.parametrize(
    ("field", "value"), [("limit", "viel"), ("limit", "NaN"), ("days", "1.5"), ("open", "yes"), ("days", "")]
)
def test_a_value_of_the_wrong_type_is_refused_with_place_and_cure(admin, tomorrow, field, value):
    with pytest.raises(InvalidInput) as caught:
        change_propose(key=KEY, raw=TYPED | {field: value}, effective_from=tomorrow, grounds="g", actor=admin)
    assert caught.value.field == field
    assert str(caught.value.cure)
    assert not ParameterChange.objects.exists()


def test_the_past_cannot_be_changed(admin):
    with pytest.raises(InvalidInput) as caught:
        change_propose(key=KEY, raw=TYPED, effective_from=clock.today() - timedelta(days=1), grounds="g", actor=admin)
    assert caught.value.field == "effective_from"


def test_a_proposal_waits_for_the_secretary_and_not_for_its_author(proposal, secretary, admin):
    assert [todo.url for todo in changes_to_decide(secretary)] == [proposal.get_absolute_url()]
    assert not changes_to_decide(admin)


def test_the_course_in_the_browser(client, admin, secretary, tomorrow):
    client.force_login(admin)
    page = reverse("parameter-group", args=[KEY])
    response = client.post(
        page, TYPED | {"effective_from": tomorrow.isoformat(), "grounds": "省里调整限额"}, follow=True
    )
    assert "600000" in response.content.decode()
    change = ParameterChange.objects.get()
    client.force_login(secretary)
    client.post(reverse("transition", args=["core", "parameterchange", change.pk, "approve"]))
    change.refresh_from_db()
    assert change.status == "APPROVED"
    assert client.get(reverse("parameter-list")).status_code == 200


def test_a_supervisor_reads_the_rules_but_proposes_nothing(client, sup, tomorrow):
    client.force_login(sup)
    page = reverse("parameter-group", args=[KEY])
    assert client.get(page).status_code == 200
    assert client.post(page, TYPED | {"effective_from": tomorrow.isoformat(), "grounds": "g"}).status_code == 403


def test_an_official_does_not_see_model_internals(client, head):
    client.force_login(head)
    assert client.get(reverse("parameter-list")).status_code == 403
