"""M33: a prohibited business is a person's decision, put right by its day and re-checked by somebody else."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.errors import InvalidInput, NotAllowed
from supervision.declarations.choices import Action
from supervision.declarations.models import KinReview, ProhibitedCategory
from supervision.declarations.services import kin_review_report
from tests.supervision.declarations.conftest import do
from tests.support.cast import make_user
from tests.warnings.notices.conftest import paper


@pytest.fixture
def category(sup, deputy) -> ProhibitedCategory:
    row = ProhibitedCategory.objects.create(
        code="JZ-01", name="在配偶管辖行业内从事建筑装饰经营", applies_to="住房和城乡建设系统", basis_text="客户录入",
        created_by=sup, created_at=clock.now(),
    )  # fmt: skip
    return do(row, "approve", deputy)


def begin(declaration, actor) -> KinReview:
    row = KinReview(
        business=declaration.current_businesses().get(), grounds="与分管行业有关", created_by=actor,
        created_at=clock.now(),
    )  # fmt: skip
    row.prepare(actor)
    row.save()
    return row


@pytest.fixture
def review(received, sup) -> KinReview:
    return begin(received, sup)


@pytest.fixture
def proposed(review, sup, category) -> KinReview:
    return do(review, "propose", sup, category=category, opinion="属于禁业范围。")


@pytest.fixture
def decided(proposed, deputy) -> KinReview:
    return do(proposed, "decide", deputy, action=Action.EXIT)


@pytest.fixture
def reported(decided, member) -> KinReview:
    return kin_review_report(review=decided, actor=member.user, report="股权已转让。", files=[paper()])


def test_who_proposes_a_category_does_not_put_it_in_force(sup, deputy):
    row = ProhibitedCategory.objects.create(
        code="X", name="某类", applies_to="某系统", basis_text="客户录入", created_by=deputy, created_at=clock.now()
    )
    with pytest.raises(NotAllowed):
        do(row, "approve", deputy)
    with pytest.raises(NotAllowed):
        do(row, "approve", sup)
    row.approver, row.in_force_from = deputy, date(2026, 1, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_only_a_received_declaration_is_examined(filed, sup):
    with pytest.raises(InvalidInput):
        begin(filed, sup)


def test_one_examination_of_a_business_at_a_time(review, received, sup):
    with pytest.raises(IntegrityError), transaction.atomic():
        begin(received, sup)


def test_while_it_is_examined_the_declaration_is_not_accepted(review, received, sup):
    with pytest.raises(NotAllowed):
        do(received, "accept", sup)


def test_the_official_learns_of_it_with_the_decision(review, proposed, deputy, member):
    assert not KinReview.objects.visible_to(member.user).exists()
    do(proposed, "decide", deputy, action=Action.EXIT)
    assert KinReview.objects.visible_to(member.user).exists()


def test_the_receiver_and_strangers_do_not_see_it(review, org, stranger, con):
    for user in (org, stranger, con):
        assert not KinReview.objects.visible_to(user).exists()


def test_only_leaders_decide(proposed, sup_colleague):
    with pytest.raises(NotAllowed):
        do(proposed, "decide", sup_colleague, action=Action.EXIT)


def test_who_proposed_does_not_decide(review, category):
    both = make_user("both", "SUP", "DEP", units=[review.unit])
    with pytest.raises(NotAllowed):
        do(do(review, "propose", both, category=category, opinion="x"), "decide", both, action=Action.EXIT)


def test_the_database_keeps_the_two_apart(decided):
    decided.decider = decided.proposer
    with pytest.raises(IntegrityError), transaction.atomic():
        decided.save()


def test_a_prohibited_business_gets_an_action_and_a_day(proposed, deputy, on):
    with pytest.raises(InvalidInput):
        do(proposed, "decide", deputy)
    decided = do(proposed, "decide", deputy, action=Action.RESIGN)
    assert (decided.status, decided.action_due) == ("ACTION", date(2026, 4, 5))


def test_without_a_category_nothing_is_asked(review, sup, deputy):
    proposed = do(review, "propose", sup, opinion="不属于禁业范围。")
    with pytest.raises(InvalidInput):
        do(proposed, "decide", deputy, action=Action.EXIT)
    assert do(proposed, "decide", deputy).status == "CLOSED"


def test_an_opinion_is_returned_with_a_reason(proposed, deputy):
    assert do(proposed, "return_opinion", deputy, reason="依据不足").proposer is None


def test_he_reports_with_evidence(decided, member, sup):
    with pytest.raises(InvalidInput):
        kin_review_report(review=decided, actor=member.user, report="股权已转让。")
    with pytest.raises(NotAllowed):
        kin_review_report(review=decided, actor=sup, report="股权已转让。", files=[paper()])


def test_the_re_check_is_somebody_elses(reported, sup, sup_colleague, received):
    with pytest.raises(NotAllowed):
        do(reported, "confirm", sup, recheck_note="已核")
    closed = do(reported, "confirm", sup_colleague, recheck_note="已核对股权变更登记。")
    assert closed.status == "CLOSED"
    assert do(received, "accept", sup).status == "OK"


def test_what_is_not_put_right_goes_back(reported, sup_colleague):
    back = do(reported, "send_back", sup_colleague, reason="登记未变更")
    assert (back.status, back.recheck_note) == ("ACTION", "登记未变更")


def test_the_database_keeps_the_re_checker_apart(reported, sup):
    reported.rechecker = sup
    with pytest.raises(IntegrityError), transaction.atomic():
        reported.save()
