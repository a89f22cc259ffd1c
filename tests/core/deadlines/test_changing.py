"""A deadline rule changes like any number: an administrator proposes, the secretary approves, the past stays."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.audit.models import AuditEntry
from core.deadlines.models import DeadlineRule
from core.deadlines.queries import deadline_rule, due_date
from core.deadlines.seeds import deadline_rules_seed
from core.deadlines.services import deadline_basis_check
from core.documents.citations import printable
from core.errors import Conflict, InvalidInput, NotAllowed
from core.parameters.models import ParameterChange
from core.parameters.services import change_propose, show
from core.parameters.values import values, versions
from core.workflow.services import transition_perform

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 6, 30), date(2026, 8, 1)


@pytest.fixture(autouse=True)
def _catalogue(settings) -> None:
    settings.TODAY = TODAY
    deadline_rules_seed()


def typed(code: str, **changed: str) -> dict[str, str]:
    now = values(f"RULE-{code}").items
    return {name: show(value) for name, value in now.items()} | changed


@pytest.fixture
def propose(admin):
    def make(code: str = "D29", *, day: date = LATER, **changed: str) -> ParameterChange:
        return change_propose(
            key=f"RULE-{code}", raw=typed(code, **changed), effective_from=day, grounds="统一规范", actor=admin
        )

    return make


def approve(change, user):
    return transition_perform(instance=change, name="approve", actor=user)


def test_r35_an_approved_change_is_a_new_version_from_its_day_on(propose, secretary, admin):
    approve(propose(amount="15", basis_text="市纪委规定第三条"), secretary)
    rule = deadline_rule("D29", LATER)
    assert (rule.amount, rule.basis_text, rule.proposed_by, rule.approved_by) == (
        15, "市纪委规定第三条", admin, secretary,
    )  # fmt: skip
    assert deadline_rule("D29", TODAY).effective_to == date(2026, 7, 31)
    assert [version.values["amount"] for version in versions("RULE-D29")] == [15, 10]


def test_r28_an_event_of_the_past_is_measured_by_the_rule_of_its_day_whatever_changed_since(propose, secretary):
    before = {day: due_date("D29", day) for day in (date(2026, 2, 10), date(2026, 6, 12), date(2026, 7, 31))}
    approve(propose(amount="15"), secretary)
    assert {day: due_date("D29", day) for day in before} == before
    assert due_date("D29", LATER) == date(2026, 8, 21)
    assert values("RULE-D29", as_of=TODAY)["amount"] == 10


def test_r28_a_change_approved_late_does_not_reach_back(propose, secretary, settings):
    change = propose(amount="15")
    settings.TODAY = date(2026, 9, 1)
    approve(change, secretary)
    assert deadline_rule("D29", date(2026, 8, 31)).amount == 10
    assert deadline_rule("D29", date(2026, 9, 1)).amount == 15


def test_r02_who_proposed_does_not_approve_in_the_database_either(propose, secretary, admin):
    approve(propose(amount="15"), secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineRule.objects.filter(code="D29", effective_from=LATER).update(approved_by=admin)


def test_only_the_secretary_approves(propose, deputy, admin):
    change = propose(amount="15")
    for person in (deputy, admin):
        with pytest.raises(NotAllowed):
            approve(change, person)


def test_what_the_law_sets_is_not_even_proposed(propose):
    with pytest.raises(Conflict):
        propose("D10a", amount="9")


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"unit": "WEEK"}, "unit"), ({"amount": "-3"}, "amount"), ({"basis_tag": "V-LAW"}, "basis_tag")],
)
def test_values_that_no_rule_can_have_are_refused_at_once(propose, changed, field):
    with pytest.raises(InvalidInput) as caught:
        propose(**changed)
    assert caught.value.field == field


def test_a_version_never_starts_before_the_one_it_follows(propose, secretary):
    approve(propose(amount="15"), secretary)
    with pytest.raises(Conflict):
        propose(day=date(2026, 7, 15), amount="12")


def test_a_gk_basis_is_printed_only_after_the_tick_and_the_trail_keeps_who_did_it(admin):
    rule = deadline_rule("D02")
    assert (rule.basis_tag, printable(rule)) == ("GK", "")
    rule = deadline_basis_check(rule=rule, checked=True, actor=admin)
    assert printable(rule) == rule.basis_text
    assert rule.basis_checked_by == admin
    entry = AuditEntry.objects.filter(object_pk=str(rule.pk), content_type__model="deadlinerule").latest("pk")
    assert "basis_checked" in entry.changes
    assert printable(deadline_basis_check(rule=rule, checked=False, actor=admin)) == ""


def test_another_basis_has_to_be_checked_anew(propose, secretary, admin):
    deadline_basis_check(rule=deadline_rule("D02"), checked=True, actor=admin)
    approve(propose("D02", basis_text="另一条"), secretary)
    assert not deadline_rule("D02", LATER).basis_checked
    assert deadline_rule("D02", TODAY).basis_checked


def test_only_administrators_tick_and_only_what_names_a_basis(secretary, admin):
    with pytest.raises(NotAllowed):
        deadline_basis_check(rule=deadline_rule("D02"), checked=True, actor=secretary)
    with pytest.raises(InvalidInput):
        deadline_basis_check(rule=deadline_rule("D29"), checked=True, actor=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineRule.objects.filter(code="D02").update(basis_checked=True)


def test_the_course_in_the_browser(client, admin, secretary, sup):
    client.force_login(admin)
    page = deadline_rule("D29").get_absolute_url()
    client.post(page, typed("D29", amount="15") | {"effective_from": LATER.isoformat(), "grounds": "统一"})
    change = ParameterChange.objects.get()
    client.force_login(secretary)
    assert change.get_absolute_url() in client.get("/").content.decode()
    client.post(f"/records/core/parameterchange/{change.pk}/approve/")
    client.force_login(sup)
    assert next(line.value for line in client.get(page).context["row"].lines) == "10"
    assert next(line.value for line in client.get(f"{page}?as_of={LATER}").context["row"].lines) == "15"
    assert client.post(page, typed("D29")).status_code == 403


def test_the_law_has_a_page_without_a_form(client, admin):
    client.force_login(admin)
    answer = client.get(deadline_rule("D10a").get_absolute_url())
    assert answer.status_code == 200
    assert not answer.context["may_propose"]
    assert client.get("/parameters/RULE-D99/").status_code == 404


def test_the_list_shows_the_versions_of_a_day(client, propose, secretary, sup):
    approve(propose(amount="15"), secretary)
    client.force_login(sup)

    def amounts(query: str) -> list[int]:
        rows = client.get(f"/deadlines/?q=D29{query}").context["table"].rows
        return [row.record.amount for row in rows]

    assert amounts("") == [10]
    assert amounts(f"&as_of={LATER}") == [15]
    assert amounts("&versions=all") == [10, 15]


def test_the_tick_is_on_the_rules_page(client, admin, sup):
    rule = deadline_rule("D02")
    client.force_login(sup)
    assert client.post(f"/deadlines/rules/{rule.pk}/basis/", {"checked": "1"}).status_code == 403
    client.force_login(admin)
    client.post(f"/deadlines/rules/{rule.pk}/basis/", {"checked": "1"})
    rule.refresh_from_db()
    assert rule.basis_checked
