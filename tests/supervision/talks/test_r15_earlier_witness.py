"""R15, earlier witness or drafter: a talk and a notice about one person under one rule are one matter."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import NotAllowed
from core.workflow.services import transition_perform
from early_warning.notices.choices import Level
from early_warning.notices.models import Notice
from early_warning.notices.services import FactInput, NoticeInput, evidence_open, evidence_tick, notice_draft
from officials.models import RecusalOverride
from officials.recusal import engine
from tests.supervision.talks.conftest import REMINDER
from tests.support.cast import make_user
from tests.warnings.notices.conftest import paper


@pytest.fixture
def notice(education, member, rule):
    """``notice(actor)``: a submitted notice to the official under the rule of the talk."""

    def make(actor, text="公务接待超标。", files=("凭证.txt",)) -> Notice:
        given = NoticeInput(
            unit=education, official=member, subject="公务接待", level=Level.YELLOW, rule_text=rule.text,
            rule_tag=rule.tag, request_text="请说明有关情况。",
            facts=(FactInput(text=text, files=[paper(name) for name in files]),),
        )  # fmt: skip
        made = notice_draft(given=given, actor=actor)
        assert made.rule == rule
        return transition_perform(instance=made, name="submit", actor=actor)

    return make


def look_at(notice, user) -> None:
    for fact in notice.facts.all():
        evidence_open(fact=fact, actor=user)
        evidence_tick(fact=fact, actor=user)


def test_r15_who_witnessed_the_talk_does_not_check_the_notice_on_the_matter(held, notice, rule, sup, sup_colleague):
    held(rule=rule, **REMINDER)
    row = notice(sup)
    look_at(row, sup_colleague)

    with pytest.raises(NotAllowed, match="应当回避"):
        transition_perform(instance=row, name="check_draft", actor=sup_colleague)


def test_r15_a_talk_under_another_rule_is_another_matter(held, notice, rule, sup, sup_colleague):
    held()
    row = notice(sup)
    look_at(row, sup_colleague)

    assert transition_perform(instance=row, name="check_draft", actor=sup_colleague).status == "CHECKED"


def test_r15_the_earlier_witness_asks_from_the_refusing_page_and_a_deputy_lifts_it(
    client, held, notice, rule, sup, sup_colleague, deputy, member
):
    held(rule=rule, **REMINDER)
    row = notice(sup)
    look_at(row, sup_colleague)
    with pytest.raises(NotAllowed) as refusal:
        transition_perform(instance=row, name="check_draft", actor=sup_colleague)
    _label, address = refusal.value.link
    client.force_login(sup_colleague)
    assert client.get(address).status_code == 200
    until = clock.today() + timedelta(days=7)
    assert client.post(address, {"reason": "办公室仅两人", "until": until.isoformat()}).status_code == 302
    override = RecusalOverride.objects.get(user=sup_colleague, official=member)
    assert override.grounds
    transition_perform(instance=override, name="approve", actor=deputy, reason="确有必要")

    assert transition_perform(instance=row, name="check_draft", actor=sup_colleague).status == "CHECKED"


def test_r15_who_drafted_the_notice_does_not_approve_the_talk_on_the_matter(planned, notice, rule, sup, education):
    from organization.models import JurisdictionKind

    both = make_user("dep_sup", "DEP", "SUP", units=[education], kind=JurisdictionKind.TREE)
    notice(both)
    talk = transition_perform(instance=planned(rule=rule, **REMINDER), name="submit", actor=sup)

    with pytest.raises(NotAllowed, match="应当回避"):
        transition_perform(instance=talk, name="approve", actor=both)


def test_r15_who_drafted_a_former_notice_on_the_same_facts_does_not_check_the_new_one(notice, sup, sup_colleague):
    first = notice(sup_colleague)
    transition_perform(instance=first, name="return_draft", actor=sup, reason="事实不清")
    transition_perform(instance=Notice.objects.get(pk=first.pk), name="discard", actor=sup_colleague, reason="重拟")
    second = notice(sup)
    assert first.facts.get().fingerprint == second.facts.get().fingerprint
    look_at(second, sup_colleague)

    with pytest.raises(NotAllowed, match="应当回避"):
        transition_perform(instance=second, name="check_draft", actor=sup_colleague)


def test_r15_the_house_has_its_rules_of_matter():
    assert {"notice-drafter", "talk-witness", "talk-drafter", "handover-witness"} <= set(engine._matter_rules)
