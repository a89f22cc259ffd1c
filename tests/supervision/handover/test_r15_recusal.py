"""R15 and R16 for records about two heads: whoever is bound to one of them keeps his hands off, at every door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.attachments.services import attachment_add
from core.documents.models import IssuedDocument
from core.errors import NotAllowed
from core.mechanisms.services import record_create
from core.workflow.queries import actions_for
from officials.models import AccessAlert
from officials.recusal.services import interest_declare
from organization.models import JurisdictionKind
from supervision.handover.models import Handover, TraceBack
from supervision.handover.services import handover_open
from tests.supervision.handover.conftest import CHANGE, TODAY, do
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


def become_kin(user, official) -> None:
    interest_declare(actor=user, official=official, kind="KIN", relation="SIBLING", ground="胞弟")


@pytest.fixture
def traced(signed, education, sup) -> TraceBack:
    values = {
        "unit": education,
        "problem": "食堂采购未招标",
        "item": signed().items.first(),
        "first": CHANGE,
        "last": TODAY,
    }
    return record_create(model=TraceBack, values=values, actor=sup)


@pytest.mark.parametrize("which", ["old_head", "new_head"])
def test_r15_kin_of_either_head_opens_neither_page_nor_api_nor_file_nor_paper(client, signed, sup, which, request):
    handover = signed()
    attachment = attachment_add(owner=handover, upload=SimpleUploadedFile("会议记录.pdf", b"%PDF-1.7 x"), actor=sup)
    document = IssuedDocument.objects.get(kind="W09")
    become_kin(sup, request.getfixturevalue(which))
    client.force_login(sup)

    doors = (
        handover.get_absolute_url(),
        f"/api/v1/handovers/{handover.pk}/",
        f"/api/v1/handovers/{handover.pk}/handoveritem/",
        attachment.get_absolute_url(),
        reverse("document-pdf", args=[document.pk]),
    )
    for address in doors:
        assert client.get(address).status_code == 403, address
    assert AccessAlert.objects.get().official == request.getfixturevalue(which)
    assert client.get("/handovers/").status_code == 200


STEPS = (
    ("draw", "opened"), ("go_on", "drawn"), ("redraw", "drawn"), ("meet", "supplemented"), ("sign_on_paper", "met"),
    ("reopen", "signed"), ("return_plan", "planned"), ("accept_plan", "planned"), ("record_check", "followed"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "state"), STEPS)
def test_r15_kin_takes_no_step_of_the_office(name, state, sup, new_head, request):
    handover = request.getfixturevalue(state)()
    become_kin(sup, new_head)

    with pytest.raises(NotAllowed, match="Recusal"):
        do(handover, name, sup, reason="x")


@pytest.mark.parametrize(("name", "state"), [("cancel", "drawn"), ("complete", "checked")])
def test_r15_kin_takes_no_step_of_the_leaders(name, state, deputy, old_head, request):
    handover = request.getfixturevalue(state)()
    become_kin(deputy, old_head)

    with pytest.raises(NotAllowed, match="Recusal"):
        do(handover, name, deputy, reason="x")


def test_r15_kin_does_not_open_the_handover(change, sup, old_head):
    become_kin(sup, old_head)

    with pytest.raises(NotAllowed, match="hands off"):
        handover_open(tenure=change, actor=sup)


def test_r15_kin_is_not_made_supervisor_of_the_handover(supplemented, sup, sup_colleague, old_head):
    handover = supplemented()
    become_kin(sup_colleague, old_head)

    with pytest.raises(NotAllowed, match="hands off") as refusal:
        do(handover, "meet", sup, met_on=TODAY, place="局会议室", supervisor=sup_colleague)
    assert refusal.value.field == "supervisor"


def test_r15_who_became_kin_after_the_meeting_does_not_sign_as_supervisor(met, sup_colleague, new_head):
    handover = met()
    become_kin(sup_colleague, new_head)

    with pytest.raises(NotAllowed, match="Recusal"):
        do(handover, "sign", sup_colleague)


def test_r15_the_heads_own_steps_stay_theirs_though_one_works_for_the_commission(met, new_head):
    from organization.users.services import roles_set

    handover = met()
    roles_set(user=new_head.user, codes=["UHD", "OFF", "INS"])
    user = type(new_head.user).objects.get(pk=new_head.user_id)

    assert do(handover, "sign", user).incoming_signed_at is not None


def test_r15_kin_of_a_traced_head_neither_sees_nor_concludes_nor_approves(client, traced, sup, deputy, new_head):
    become_kin(sup, new_head)
    client.force_login(sup)
    for address in (traced.get_absolute_url(), f"/api/v1/tracebacks/{traced.pk}/"):
        assert client.get(address).status_code == 403, address
    fresh = TraceBack.objects.get(pk=traced.pk)
    assert not any(action.allowed for action in actions_for(fresh, sup))
    with pytest.raises(NotAllowed, match="Recusal"):
        do(fresh, "conclude", sup, conclusion="x")

    TraceBack.objects.filter(pk=traced.pk).update(status="CONCLUDED")
    become_kin(deputy, new_head)
    for name in ("approve", "return_conclusion"):
        with pytest.raises(NotAllowed, match="Recusal"):
            do(TraceBack.objects.get(pk=traced.pk), name, deputy, reason="x")


def test_r15_a_head_who_left_before_the_period_bars_nobody(traced, sup, old_head):
    become_kin(sup, old_head)

    assert do(TraceBack.objects.get(pk=traced.pk), "conclude", sup, conclusion="已整改。").status == "CONCLUDED"


def test_r15_kin_does_not_begin_a_tracing(signed, education, sup, old_head):
    signed()
    become_kin(sup, old_head)
    values = {"unit": education, "problem": "x", "first": old_head.tenures.get().start, "last": TODAY}

    with pytest.raises(NotAllowed, match="hands off"):
        record_create(model=TraceBack, values=values, actor=sup)


def test_r16_the_wall_hides_what_is_about_a_head_who_now_works_for_the_commission(
    client, traced, sup, secretary, old_head, new_head, city
):
    commission = make_unit("U02", "市纪委监委机关", parent=city)
    commission.commission = True
    commission.save()
    handover = Handover.objects.get()
    type(new_head.user).objects.filter(pk=new_head.user_id).update(unit=commission)
    overseer = make_user("cso", "CSO", units=[city], kind=JurisdictionKind.TREE, unit=commission)

    for rows, row in ((Handover.objects, handover), (TraceBack.objects, traced)):
        assert not rows.visible_to(sup).filter(pk=row.pk).exists()
        assert not rows.visible_to(overseer).exists(), "the wall opens no right that the role lacks"
        assert rows.visible_to(secretary).filter(pk=row.pk).exists()
    for head in (old_head.user, new_head.user):
        assert Handover.objects.visible_to(type(head).objects.get(pk=head.pk)).exists(), "he signed it himself"
    client.force_login(sup)
    assert client.get(handover.get_absolute_url()).status_code == 404


def test_r15_the_supervisor_of_the_handover_is_its_witness_and_does_not_complete_it(checked, deputy):
    Handover.objects.filter(pk=checked().pk).update(supervisor=deputy)

    with pytest.raises(NotAllowed, match="witness"):
        do(Handover.objects.get(), "complete", deputy)


def test_r15_the_supervisor_of_the_handover_neither_concludes_nor_approves_the_tracing(traced, sup_colleague, sup):
    with pytest.raises(NotAllowed, match="witness"):
        do(traced, "conclude", sup_colleague, conclusion="x")
    assert do(traced, "conclude", sup, conclusion="已整改。").status == "CONCLUDED"


def test_r15_a_handover_of_another_time_makes_nobody_a_witness(signed, sup_colleague, education, old_head):
    signed()
    first = old_head.tenures.get().start
    values = {"unit": education, "problem": "x", "first": first, "last": first}
    row = record_create(model=TraceBack, values=values, actor=sup_colleague)

    assert do(row, "conclude", sup_colleague, conclusion="x").status == "CONCLUDED"
