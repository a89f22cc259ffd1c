"""M03, R04: facts with their records, linked by page and API: of the addressed unit, and seen by the drafter."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import Conflict, InvalidInput
from core.mechanisms.services import record_create
from early_warning.filings.models import DataFiling
from early_warning.notices.models import Notice
from early_warning.notices.services import FactInput, NoticeInput, notice_edit
from supervision.lists.models import Problem
from tests.warnings.checks.filed import put_in_force
from tests.warnings.notices.conftest import do, look_at_everything, purchases
from tests.warnings.notices.test_pages import letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(doubt) -> DataFiling:
    return DataFiling.objects.get()


def text_of(client, user, name: str, pk: int) -> str:
    client.force_login(user)
    return client.get(reverse(name, args=[pk])).content.decode()


def test_a_fact_is_linked_to_a_doubt_point_on_the_page_and_its_rows_are_frozen(client, education, doubt, sup):
    client.force_login(sup)
    given = letter(education) | {"facts-0-record": f"doubtpoint:{doubt.pk}"}
    assert client.post(reverse("notice-draft", args=["warning"]), given).status_code == 302
    fact = Notice.objects.get().facts.get()
    assert (fact.doubt_point, fact.evidence["total"]) == (doubt, 2)
    page = text_of(client, sup, "notice-edit", fact.notice_id)
    assert f'<option value="doubtpoint:{doubt.pk}" selected' in page


def test_a_filed_row_is_linked_frozen_and_printed_as_evidence(draft, education, filing, sup, sup_colleague):
    fact = FactInput(text="采购方式不当。", record=f"datafiling:{filing.pk}", row_no=2)
    notice = draft(facts=(fact,))
    stored = notice.facts.get()
    (table,) = stored.evidence["tables"]
    assert (stored.record, stored.row_no, [row["row_no"] for row in table["rows"]]) == (filing, 2, [2])
    assert "386,000" in table["rows"][0]["cells"]
    do(notice, "submit", sup)  # complete: the row is its evidence
    look_at_everything(notice, sup_colleague)
    with pytest.raises(Conflict):
        draft(facts=(fact,))  # R37: the same row is not noticed twice


@pytest.mark.parametrize("row", [None, 99])
def test_a_filing_needs_one_of_its_rows(draft, filing, row):
    with pytest.raises(InvalidInput) as refused:
        draft(facts=(FactInput(text="采购方式不当。", record=f"datafiling:{filing.pk}", row_no=row),))
    assert refused.value.field == "row_no"


def test_a_problem_is_linked_through_the_api_and_named_to_the_addressee(
    client, education, head, head_official, sup, sup_colleague, deputy
):
    values = {
        "unit": education, "title": "采购档案不完整", "fact": "3个项目缺验收材料。", "category": "PURCHASES",
        "severity": 2, "level": "OWN", "origin": "DAILY", "found_on": date(2026, 6, 25),
    }  # fmt: skip
    problem = do(record_create(model=Problem, values=values, actor=sup), "confirm", sup_colleague)
    client.force_login(sup)
    given = {
        "unit": education.code, "subject": "整改不力", "level": 2, "rule_text": "《条例》", "request_text": "请说明。",
        "facts": [{"text": "问题逾期未整改。", "record": {"type": "problem", "id": problem.pk}}],
    }  # fmt: skip
    answer = client.post("/api/v1/notices/", given, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert answer.json()["facts"][0]["record"] == {"type": "problem", "id": problem.pk, "row": None}
    notice = Notice.objects.get()
    assert problem.get_absolute_url() in text_of(client, sup, "notice-detail", notice.pk)
    do(notice, "submit", sup)
    for name, actor in (("check_draft", sup_colleague), ("approve", deputy)):
        look_at_everything(notice, actor)
        notice = do(notice, name, actor)
    do(notice, "serve", sup)
    assert problem.title in text_of(client, head, "portal-notice", notice.pk)


def test_records_of_other_units_and_hidden_ones_are_refused(client, draft, health, doubt, sup):
    other = put_in_force(health, "purchases", purchases(7))
    for record in (f"datafiling:{other.pk}", "doubtpoint:999", "user:1", "nothing"):
        with pytest.raises(InvalidInput):
            draft(facts=(FactInput(text="事实。", record=record, row_no=1),))
    client.force_login(sup)
    given = {"unit": "U15", "subject": "t", "level": 2, "facts": [{"text": "t", "record": {"type": "user", "id": 1}}]}
    assert client.post("/api/v1/notices/", given, content_type="application/json").status_code == 400
    assert not Notice.objects.exists()


def test_the_picker_offers_what_the_drafter_sees_of_the_unit(client, education, health, doubt, filing, sup, stranger):
    url = reverse("notice-fact-records")
    client.force_login(sup)
    found = {row["value"] for row in client.get(url, {"unit": education.pk}).json()["results"]}
    assert found == {f"doubtpoint:{doubt.pk}", f"datafiling:{filing.pk}"}
    narrowed = client.get(url, {"unit": education.pk, "q": "hc-a1"}).json()["results"]
    assert [row["value"] for row in narrowed] == [f"doubtpoint:{doubt.pk}"]
    assert client.get(url, {"unit": health.pk}).json()["results"] == []
    client.force_login(stranger)
    assert client.get(url, {"unit": education.pk}).json()["results"] == []


def test_another_record_must_be_opened_anew_and_no_record_can_be_taken_out(draft, doubt, filing, sup, sup_colleague):
    notice = draft(facts=(FactInput(text="事实。", record=f"doubtpoint:{doubt.pk}"),))
    fact = notice.facts.get()
    look_at_everything(notice, sup_colleague)

    def rewrite(**more):
        facts = (FactInput(text="事实。", pk=fact.pk, **more),)
        notice_edit(notice=notice, given=NoticeInput(unit=notice.unit, subject="t", level=2, facts=facts), actor=sup)
        fact.refresh_from_db()

    rewrite()
    assert (fact.doubt_point, fact.views.count()) == (doubt, 1)
    rewrite(record=f"datafiling:{filing.pk}", row_no=1)
    assert (fact.doubt_point, fact.record, fact.views.count()) == (None, filing, 0)
    rewrite(record="")
    assert (fact.rests_on, fact.evidence) == ("", {})


def test_a_letter_turned_to_another_unit_does_not_take_the_record_along(draft, doubt, city, sup, health):
    from organization.users.services import jurisdictions_set

    jurisdictions_set(user=sup, kind="TREE", units=[city])
    notice = draft(facts=(FactInput(text="事实。", record=f"doubtpoint:{doubt.pk}"),))
    facts = (FactInput(text="事实。", pk=notice.facts.get().pk),)
    with pytest.raises(InvalidInput, match=r"another unit|另一单位的记录"):
        notice_edit(notice=notice, given=NoticeInput(unit=health, subject="t", level=2, facts=facts), actor=sup)


def test_who_may_not_see_the_record_reads_its_words_without_a_link(client, draft, filing, education, trial):
    fact = FactInput(text="事实。", record=f"datafiling:{filing.pk}", row_no=1)
    notice = draft(facts=(fact,))
    page = text_of(client, trial, "notice-detail", notice.pk)
    assert reverse("filing-detail", args=[filing.pk]) not in page
    assert str(filing) in page
