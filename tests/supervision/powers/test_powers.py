"""Lists of powers (M10): filed in versions; each use says who decided, on what authority, with what check."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import Conflict, InvalidInput, NotAllowed
from core.mechanisms.services import record_create
from supervision.filed import Status
from supervision.powers.forms import DecisionForm
from supervision.powers.models import ExerciseStatus, PowerExercise, PowerItem, PowerList
from tests.officials.conftest import make_post
from tests.supervision.duties.conftest import do
from tests.supervision.powers.conftest import START, power

pytestmark = pytest.mark.django_db


def test_a_list_takes_effect_when_its_filing_is_accepted(in_force):
    assert in_force().status == Status.IN_FORCE
    assert PowerItem.objects.filter(power_list__status="IN_FORCE").count() == 1


@pytest.mark.parametrize("lacking", [{"co_sign": False, "collective": False}, {"controls": ""}])
def test_a_power_of_high_risk_without_check_is_not_filed_and_named(lacking, power_list, liaison):
    made = do(power_list(**lacking), "study", liaison, meeting_on=date(2026, 6, 22), minutes_ref="x")

    with pytest.raises(InvalidInput, match="大额资金使用"):
        do(made, "file", liaison)


def test_publicity_says_where(power_list, liaison, head_post):
    with pytest.raises(InvalidInput):
        power(power_list(), head_post, liaison, name="公开事项", publicity=True)


def test_a_power_lies_with_a_post_of_the_unit(power_list, liaison, health):
    with pytest.raises(InvalidInput, match="another unit"):
        power(power_list(), make_post(health), liaison, name="x")


def test_a_changed_list_is_the_next_version_and_ends_the_former(in_force, liaison, sup, settings):
    first = in_force()
    settings.TODAY = date(2026, 9, 1)
    do(first, "renew", liaison)
    second = PowerList.objects.get(status=Status.DRAFT)
    assert (second.version, second.items.count()) == (2, 1)

    for name, who in (("study", liaison), ("file", liaison), ("accept", sup)):
        second = do(
            second, name, who, **({"meeting_on": date(2026, 9, 1), "minutes_ref": "y"} if name == "study" else {})
        )

    first.refresh_from_db()
    assert (first.status, first.ended_on) == (Status.SUPERSEDED, date(2026, 8, 31))


def test_the_unit_does_not_accept_and_the_commission_does_not_write(power_list, liaison, sup):
    made = power_list()
    with pytest.raises(NotAllowed):
        do(made, "study", sup, meeting_on=START, minutes_ref="x")
    made = do(do(made, "study", liaison, meeting_on=date(2026, 6, 22), minutes_ref="x"), "file", liaison)
    with pytest.raises(NotAllowed):
        do(made, "accept", liaison)


def test_the_decider_is_who_held_the_post_on_that_day(used, edu_head, education):
    use = used()

    assert (use.decider, use.unit, use.status) == (edu_head, education, ExerciseStatus.RECORDED)


def test_a_vacant_post_leaves_no_decider(used, edu_head):
    edu_head.tenures.update(end=date(2026, 6, 24))

    assert used().decider is None


@pytest.mark.parametrize("day", [date(2026, 6, 22), date(2026, 7, 1)])
def test_a_day_on_which_the_list_did_not_hold_is_refused(day, used):
    with pytest.raises(InvalidInput):
        used(on=day)


def test_checks_that_nothing_shows_are_named(used):
    use = used(co_signed_by="分管副局长")

    assert use.missing_checks() == ["no collective decision on record"]
    assert "分管副局长" in use.checks()


def test_a_use_is_linked_to_a_real_decision_of_the_unit(used, liaison, edu_head):
    use, tenure = used(), edu_head.tenures.get()
    edu_head.tenures.update(start=date(2026, 1, 5))

    form = DecisionForm({"decision": f"appointment:{tenure.pk}"}, record=use, user=liaison)
    assert form.is_valid(), form.errors
    use = do(use, "link", liaison, **form.cleaned_data)

    assert (use.status, use.decision) == (ExerciseStatus.LINKED, tenure)


def test_what_was_not_offered_is_not_linked(used, liaison, city, health):
    from officials.tenures.services import tenure_begin
    from tests.officials.conftest import make_official

    other = make_official("丁振樾", managed_by=city)
    tenure = tenure_begin(official=other, post=make_post(health), start=date(2026, 1, 5))

    assert not DecisionForm({"decision": f"appointment:{tenure.pk}"}, record=used(), user=liaison).is_valid()


def test_only_who_recorded_a_use_takes_it_back_with_a_reason(used, sup, liaison):
    use = used()
    with pytest.raises(NotAllowed):
        do(use, "void", sup, reason="x")
    with pytest.raises(InvalidInput):
        do(use, "void", liaison)

    use = do(use, "void", liaison, reason="重复登记")
    assert use.status == ExerciseStatus.VOID
    with pytest.raises(Conflict):
        do(use, "void", liaison, reason="x")


def test_who_has_no_business_with_powers_records_none(in_force, stranger):
    item = in_force().items.get()
    values = {"item": item, "on": date(2026, 6, 25), "matter": "x"}

    with pytest.raises(NotAllowed):
        record_create(model=PowerExercise, values=values, actor=stranger)


class TestPages:
    def test_the_page_of_a_post_shows_its_powers_and_their_uses(self, client, used, sup, head_post):
        used(meeting_ref="纪要第9期")
        client.force_login(sup)

        page = client.get(reverse("power-post", args=[head_post.pk])).content.decode()

        assert "大额资金使用" in page
        assert "设备采购专项经费" in page
        assert "no co-signature on record" in page
        assert "任景衡" in page

    def test_the_page_of_a_unit_groups_them_by_category(self, client, in_force, sup, education):
        in_force()
        client.force_login(sup)

        page = client.get(reverse("power-unit", args=[education.pk])).content.decode()

        assert "Funds" in page
        assert "High risk" in page

    def test_the_list_is_searched_and_exported_with_a_purpose(self, client, in_force, deputy):
        in_force()
        client.force_login(deputy)
        assert "大额资金使用" in client.get(reverse("power-list"), {"q": "jyj"}).content.decode()
        assert "大额资金使用" not in client.get(reverse("power-list"), {"q": "没有"}).content.decode()

        answer = client.post(reverse("power-list"), {"purpose": "年度检查"})

        assert answer.headers["Content-Type"].startswith("application/vnd.openxml")

    def test_strangers_find_neither_post_nor_unit(self, client, in_force, stranger, head_post, education):
        in_force()
        client.force_login(stranger)

        assert client.get(reverse("power-post", args=[head_post.pk])).status_code == 404
        assert client.get(reverse("power-unit", args=[education.pk])).status_code == 404

    def test_a_use_answers_who_decided_on_what_authority_with_what_check(self, client, used, liaison):
        use = used()
        client.force_login(liaison)

        page = client.get(use.get_absolute_url()).content.decode()

        for word in ("任景衡", "“三重一大”决策实施办法", "审核—集体研究—审批", "no collective decision on record"):
            assert word in page
