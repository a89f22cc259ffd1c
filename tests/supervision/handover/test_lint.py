"""The list is whole or nothing is signed and completed (HC-G7, GT44, N47); changes of heads and their standing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import NotAllowed
from core.workbench.queries import todos_for
from officials.tenures.services import head_hand_over, tenure_begin
from organization.models import JurisdictionKind, Unit
from supervision.handover.changes import changes, changes_for
from supervision.handover.choices import Status
from supervision.handover.lint import missing_prefetch, missing_problems
from supervision.handover.models import Handover
from supervision.handover.services import handover_open
from supervision.lists.models import Problem
from tests.officials.conftest import make_official, make_post
from tests.supervision.handover.conftest import CHANGE, TODAY, do
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


def the_change(**_given):
    (found,) = changes(Unit.objects.all(), date(2026, 1, 1), date(2026, 12, 31))
    return found


def test_a_problem_that_is_missing_stops_the_signatures_and_is_named(met, problem, head):
    handover = met()
    problem("新发现:工程超概算")

    with pytest.raises(NotAllowed, match="工程超概算"):
        do(handover, "sign", head)


def test_drawing_again_adds_it_and_voids_signatures_under_the_shorter_list(met, problem, head, sup):
    handover = do(met(), "sign", head)
    problem("新发现:工程超概算")

    handover = do(handover, "redraw", sup)

    assert handover.status == Status.MET
    assert (handover.items.count(), handover.outgoing_signed_at) == (3, None)
    assert do(handover, "sign", head).outgoing_signed_at is not None


def test_nothing_is_drawn_again_while_nothing_is_missing(met, sup):
    with pytest.raises(NotAllowed, match="Nothing is missing"):
        do(met(), "redraw", sup)


def test_it_is_not_completed_while_a_problem_of_the_signing_day_is_missing(checked, problem, deputy):
    handover = checked()
    problem("补录:2026年1月审计发现", since=date(2026, 1, 10))

    with pytest.raises(NotAllowed, match="审计发现"):
        do(handover, "complete", deputy)


def test_what_came_up_after_the_signatures_is_not_missing(signed, problem):
    handover = signed()
    problem("七月新问题", since=TODAY + timedelta(days=1))

    assert missing_problems(Handover.objects.get(pk=handover.pk)) == []


def test_an_incomplete_list_is_completed_and_signed_anew_as_a_second_version(
    signed, problem, sup, head, new_head, sup_colleague
):
    handover = signed()
    number = handover.doc_no
    problem("补录:2026年1月审计发现", since=date(2026, 1, 10))

    handover = do(handover, "reopen", sup, reason="补录一项")
    assert (handover.status, handover.signed_on, handover.items.count()) == (Status.MET, None, 3)
    for signer in (head, new_head.user, sup_colleague):
        handover = do(handover, "sign", signer)

    assert (handover.status, handover.doc_no, handover.signings) == (Status.SIGNED, number, 2)


def test_a_whole_list_is_not_reopened(signed, sup):
    with pytest.raises(NotAllowed, match="Nothing is missing"):
        do(signed(), "reopen", sup, reason="x")


def test_gt44_a_change_without_handover_is_a_gap_after_ten_working_days(change, open_now, settings):
    settings.TODAY = date(2026, 6, 30)
    assert (the_change().standing, the_change().gap) == ("WAITING", False)

    settings.TODAY = date(2026, 7, 1)
    assert (the_change().standing, the_change().gap) == ("MISSING", True)


def test_gt44_a_signed_list_that_lacks_problems_is_a_gap_and_they_are_named(signed, problem):
    signed()
    problem("一", since=date(2026, 1, 1))
    problem("二", since=date(2026, 1, 1))

    found = the_change()

    assert found.standing == "SIGNED"
    assert [row.title for row in found.missing] == ["一", "二"]
    assert found.gap


def test_n47_a_full_list_signed_on_day_nine_is_no_gap(signed, settings):
    settings.TODAY = date(2026, 6, 29)
    handover = signed

    assert CHANGE + timedelta(days=14) == settings.TODAY
    handover()
    assert (the_change().standing, the_change().gap) == ("SIGNED", False)


def test_a_list_that_is_still_being_prepared_is_no_gap(drawn, problem):
    drawn()
    problem("新发现:工程超概算")

    assert (the_change().standing, len(the_change().missing), the_change().gap) == ("WAITING", 1, False)


def test_a_vacancy_is_no_change_of_head(old_head, open_now):
    old_head.tenures.update(end=date(2026, 6, 1))

    assert changes(Unit.objects.all(), date(2020, 1, 1), date(2026, 12, 31)) == []


def test_r01_the_change_waits_on_the_workbench_and_one_click_opens_it(client, change, sup, open_now):
    titles = [todo.title for todo in todos_for(sup)]
    assert "党组书记、局长 2026-06-15" in titles

    client.force_login(sup)
    client.post(reverse("handover-open", args=[change.pk]))

    assert the_change().handover.created_by == sup


def test_who_is_concerned_is_not_offered_his_own_change(change, new_head, open_now):
    assert changes_for(new_head.user) == []


def test_another_office_is_not_offered_it(client, change, stranger, open_now):
    client.force_login(stranger)

    assert "党组书记" not in client.get(reverse("handover-changes")).content.decode()
    assert client.post(reverse("handover-open", args=[change.pk])).status_code == 404


def test_the_list_of_changes_asks_no_more_for_more_rows(client, city, secretary):
    opener = make_user("sup_all", "SUP", units=[city], kind=JurisdictionKind.TREE)
    client.force_login(secretary)

    def change_at(number: int) -> None:
        unit = make_unit(f"U7{number}", parent=city)
        post = make_post(unit, "局长", head=True)
        heads = [make_official(f"干部{number}{place}", managed_by=city) for place in range(2)]
        tenure_begin(official=heads[0], post=post, start=date(2022, 5, 1))
        handover = handover_open(tenure=head_hand_over(post=post, successor=heads[1], start=CHANGE), actor=opener)
        do(handover, "draw", opener)
        Problem.objects.create(
            unit=unit, title=f"漏列问题{number}", origin="SELF", category="FUNDS", found_on=date(2026, 1, 1),
            confirmed_by=opener, created_by=secretary, created_at=clock.now(), due_on=date(2026, 9, 1),
        )  # fmt: skip

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            page = client.get(reverse("handover-changes")).content.decode()
        assert page.count("漏列问题") == Handover.objects.count()
        return len(found)

    change_at(1)
    asked()  # content types are read once
    first = asked()
    for number in range(2, 6):
        change_at(number)
    assert asked() == first <= 21  # the session among them


def test_two_changes_in_one_unit_each_lack_what_was_open_on_their_own_day(signed, drawn, problem, new_head, sup):
    first = signed()
    problem("签字后新增", since=TODAY + timedelta(days=1))
    late = problem("签字前漏列", since=date(2026, 1, 1))
    other = Handover.objects.get(pk=first.pk)
    other.signed_on = TODAY + timedelta(days=1)
    rows = [Handover.objects.get(pk=first.pk), other]

    missing_prefetch(rows)

    assert [[row.title for row in missing_problems(one)] for one in rows] == [[late.name], ["签字后新增", late.name]]
