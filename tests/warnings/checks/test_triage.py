"""What people may do with a doubt point, and what nobody may."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core.attachments.services import attachments_of
from core.deadlines.calendar import add_workdays
from core.errors import Conflict, InvalidInput, NotAllowed
from core.workbench.queries import todos_for, workbench_for
from core.workflow.queries import history_of
from early_warning.checks import handover, services
from early_warning.checks.forms import AssignForm
from early_warning.checks.models import DoubtHandover, DoubtPoint, DoubtStatus, MaterialRequest, Trigger, Verdict
from early_warning.checks.running import run_create, run_execute
from early_warning.checks.scope import readers_of
from organization.models import JurisdictionKind, User
from organization.roles import ROLES
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


def confirm(doubt, actor):
    return services.doubt_confirm(doubt_point=doubt, reason="已核对原始凭证", actor=actor)


def test_a_person_confirms_and_is_named(doubt, sup):
    row = confirm(doubt, sup)
    assert (row.status, row.verdict, row.verified_by, row.assignee) == (
        DoubtStatus.CONFIRMED,
        Verdict.CONFIRMED,
        sup,
        sup,
    )
    assert history_of(row).get().reason == "已核对原始凭证"


def test_excluding_needs_a_reason(doubt, sup):
    with pytest.raises(InvalidInput):
        services.doubt_exclude(doubt_point=doubt, reason=" ", actor=sup)


def test_what_was_excluded_stays_excluded_when_found_again(doubt, sup):
    services.doubt_exclude(doubt_point=doubt, reason="预算调整已批", actor=sup)
    run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND))
    doubt.refresh_from_db()
    assert doubt.status == DoubtStatus.EXCLUDED
    assert DoubtPoint.objects.count() == 1


def test_nothing_goes_out_before_a_person_verified(doubt, sup):
    for step in (services.doubt_warn, services.doubt_remind):
        with pytest.raises(Conflict):
            step(doubt_point=doubt, note="x", actor=sup)


def test_the_database_itself_holds_that(doubt):
    with pytest.raises(IntegrityError), transaction.atomic():
        DoubtPoint.objects.filter(pk=doubt.pk).update(status=DoubtStatus.WARNED)


def test_what_another_is_verifying_is_left_to_him(doubt, sup, sup_colleague):
    services.doubt_take(doubt_point=doubt, actor=sup)
    with pytest.raises(NotAllowed):
        confirm(doubt, sup_colleague)


def test_it_is_assigned_only_to_people_who_see_the_unit(doubt, sup, sup_colleague, stranger, liaison):
    row = services.doubt_assign(doubt_point=doubt, assignee=sup_colleague, actor=sup)
    assert row.assignee == sup_colleague
    for wrong in (stranger, liaison):
        with pytest.raises(InvalidInput):
            services.doubt_assign(doubt_point=row, assignee=wrong, actor=sup)


def test_whoever_sees_it_is_known_without_asking_each(doubt, city, education):
    elsewhere = make_unit("U99", parent=city)
    for role in ROLES:
        make_user(f"tree-{role}", role, units=[city], kind=JurisdictionKind.TREE)
        make_user(f"own-{role}", role, unit=education, units=[education])
        make_user(f"other-{role}", role, unit=elsewhere, units=[elsewhere])
    asked = {user for user in User.objects.all() if DoubtPoint.objects.visible_to(user).exists()}
    assert set(readers_of(doubt.unit)) == asked


def test_the_choice_of_a_person_costs_two_queries_however_many_there_are(
    doubt, city, education, django_assert_num_queries
):
    for number in range(20):
        make_user(f"sup{number}", "SUP", units=[city], kind=JurisdictionKind.TREE)
    with django_assert_num_queries(2):  # the unit, the people
        assert len(AssignForm(doubt=doubt).fields["assignee"].queryset) >= 20


def test_the_data_office_can_neither_decide_nor_send(doubt, data_office):
    with pytest.raises(NotAllowed):
        confirm(doubt, data_office)


def test_warning_hands_over_to_the_room_of_notices(doubt, sup, monkeypatch):
    monkeypatch.setattr(handover, "_makers", {"NOTICE": lambda *, doubt_point, actor: doubt_point.unit})
    row, made = services.doubt_warn(doubt_point=confirm(doubt, sup), actor=sup)
    assert (row.status, made) == (DoubtStatus.WARNED, doubt.unit)
    assert DoubtHandover.objects.get().made == doubt.unit


def test_a_hand_over_is_not_lost_while_that_room_is_missing(doubt, sup, monkeypatch):
    monkeypatch.setattr(handover, "_makers", {})
    services.doubt_remind(doubt_point=confirm(doubt, sup), note="请关注采购计划", actor=sup)
    row = DoubtHandover.objects.get()
    assert (row.kind, row.made, row.note) == ("REMINDER", None, "请关注采购计划")


def test_a_draft_that_fails_leaves_the_doubt_point_confirmed(doubt, sup, monkeypatch):
    def fails(**_values):
        raise Conflict("no")

    monkeypatch.setattr(handover, "_makers", {"NOTICE": fails})
    with pytest.raises(Conflict):
        services.doubt_warn(doubt_point=confirm(doubt, sup), actor=sup)
    doubt.refresh_from_db()
    assert doubt.status == DoubtStatus.CONFIRMED


def test_the_unit_answers_with_text_and_file_and_it_comes_back(doubt, sup, liaison):
    asked = services.material_ask(doubt_point=doubt, question="为何分六次采购?", actor=sup)
    file = SimpleUploadedFile("说明.pdf", b"%PDF-1.7 x")
    services.material_answer(request=asked, text="年度内三批到款", files=[file], actor=liaison)
    doubt.refresh_from_db()
    asked.refresh_from_db()
    assert (doubt.status, doubt.assignee) == (DoubtStatus.ASSIGNED, sup)
    assert (asked.answered_by, asked.is_open) == (liaison, False)
    assert attachments_of(asked).get().name == "说明.pdf"


def test_a_closed_request_takes_no_answer(doubt, sup, liaison):
    asked = services.material_ask(doubt_point=doubt, question="?", actor=sup)
    services.material_answer(request=asked, text="x", actor=liaison)
    with pytest.raises(Conflict):
        services.material_answer(request=asked, text="y", actor=liaison)


def test_going_on_without_the_material_closes_the_request(doubt, sup):
    from core.workflow.services import transition_perform

    asked = services.material_ask(doubt_point=doubt, question="?", actor=sup)
    doubt.refresh_from_db()
    transition_perform(instance=doubt, name="resume", actor=sup)
    asked.refresh_from_db()
    assert not asked.is_open


def test_the_day_for_material_is_five_working_days_away(doubt, sup):
    assert services.material_ask(doubt_point=doubt, question="?", actor=sup).due_on == date(2026, 7, 7)


def test_a_deferred_one_waits_again_when_its_day_has_come(doubt, sup, settings):
    services.doubt_defer(doubt_point=doubt, until=date(2026, 7, 20), reason="等决算", actor=sup)
    assert not DoubtPoint.objects.waiting_for(sup).exists()
    settings.TODAY = date(2026, 7, 20)
    assert DoubtPoint.objects.waiting_for(sup).get() == doubt


def test_deferring_to_the_past_is_refused(doubt, sup):
    with pytest.raises(InvalidInput):
        services.doubt_defer(doubt_point=doubt, until=date(2026, 6, 30), reason="x", actor=sup)


def test_only_the_unit_that_was_asked_sees_the_request(doubt, sup, liaison, head, stranger, data_office):
    asked = services.material_ask(doubt_point=doubt, question="?", actor=sup)
    for user, sees in ((liaison, True), (head, True), (sup, True), (stranger, False)):
        assert MaterialRequest.objects.visible_to(user).filter(pk=asked.pk).exists() is sees
    assert not DoubtPoint.objects.visible_to(liaison).exists()
    assert not DoubtPoint.objects.visible_to(head).exists()


def test_a_doubt_point_is_due_on_the_desk_from_its_last_step(settings, doubt, sup):
    DoubtPoint.objects.update(found_on=date(2026, 6, 15))
    settings.TODAY = date(2026, 6, 16)
    assert [todo.due for todo in todos_for(sup)] == [add_workdays(date(2026, 6, 15), 10)]
    confirm(doubt, sup)
    assert [todo.due for todo in todos_for(sup)] == [add_workdays(date(2026, 6, 16), 10)]
    settings.TODAY = date(2026, 7, 13)
    assert workbench_for(sup).counts["overdue"] == "1"
