"""A mechanism of one small folder gets list, detail, forms, steps, rows below, search, export, to-dos and portal."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from core.audit.models import AuditEntry, AuditEvent
from core.mechanisms.services import record_create
from core.search import search
from core.workbench.queries import todos_for
from core.workflow.queries import history_of
from core.workflow.services import history_write
from tests.sample_mechanism.models import Pledge, Point

pytestmark = pytest.mark.django_db
LIST = "/pledges/"


def names_of(response) -> list[str]:
    return [row.record.subject for row in response.context["table"].rows]


def test_the_list_finds_an_official_by_initials_and_a_unit_by_pinyin(client, draft, sup):
    client.force_login(sup)
    for words in ("zsf", "zhangsanfeng", "jiaoyuju", "廉洁", "教育"):
        assert names_of(client.get(LIST, {"q": words})) == ["廉洁承诺"], words
    assert names_of(client.get(LIST, {"q": "lisi"})) == []


def test_the_list_filters_by_state_and_day(client, approved, sup):
    client.force_login(sup)
    assert names_of(client.get(LIST, {"status": "APPROVED", "due_on_min": "2026-07-01"})) == ["廉洁承诺"]
    assert names_of(client.get(LIST, {"status": "DRAFT"})) == []


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=承诺", f"{LIST}?sort=-subject", "/api/v1/pledges/"])
def test_a_list_asks_as_much_for_five_thousand_rows_as_for_fifty(
    client, draft, sup, address, django_assert_max_num_queries
):
    client.force_login(sup)

    def queries() -> int:
        client.get(address)
        with django_assert_max_num_queries(20) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    more(draft, 49)
    fifty = queries()
    more(draft, 4950)
    assert Pledge.objects.count() == 5000
    assert queries() == fifty


def more(pledge: Pledge, count: int) -> None:
    """As many again like ``pledge``, named each by its place."""
    start = Pledge.objects.count()
    like = {
        field.attname: getattr(pledge, field.attname)
        for field in Pledge._meta.concrete_fields
        if field.name not in ("id", "subject")
    }
    Pledge.objects.bulk_create([Pledge(**like, subject=f"承诺{start + place}") for place in range(count)])


def test_a_hidden_record_is_404_on_every_page(client, draft, stranger):
    client.force_login(stranger)
    for name in ("pledges-detail", "pledges-edit", "pledges-point-new"):
        assert client.get(reverse(name, args=[draft.pk])).status_code == 404, name
    assert client.get(f"/api/v1/pledges/{draft.pk}/").status_code == 404
    assert names_of(client.get(LIST)) == []


def test_a_record_is_made_with_files_on_one_page(client, sup, education, person):
    client.force_login(sup)
    given = {"unit": education.pk, "official": person.pk, "subject": "承诺", "request": "请说明"}
    file = io.BytesIO(b"%PDF-1.7 x")
    file.name = "附件.pdf"
    response = client.post("/pledges/new/", given | {"files": file})
    made = Pledge.objects.get()
    assert response.url == made.get_absolute_url()
    assert made.created_by == sup
    page = client.get(made.get_absolute_url()).content.decode()
    assert "附件.pdf" in page
    assert [line.name for line in history_of(made)] == ["create"]


def test_the_history_speaks_its_readers_language(client, sup, draft):
    client.force_login(sup)
    client.cookies["django_language"] = "zh-hans"
    for name, label in (("create", "建立"), ("draft", "拟制")):
        history_write(instance=draft, name=name, label=label, before="", actor=sup)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "建立" in page
    assert "拟制" in page
    client.cookies["django_language"] = "en"
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Made" in page
    assert "建立" not in page
    assert "拟制" not in page


def test_what_does_not_fit_comes_back_on_the_form_and_nothing_is_written(client, sup, education):
    client.force_login(sup)
    response = client.post("/pledges/new/", {"unit": education.pk, "subject": "承诺"})
    assert response.status_code == 422
    assert "official" in response.context["form"].errors
    assert not Pledge.objects.exists()


def test_a_role_that_may_not_make_one_has_no_button_and_is_refused(client, deputy, draft):
    client.force_login(deputy)
    assert not client.get(LIST).context["primary_actions"]
    assert client.get("/pledges/new/").status_code == 403


def test_only_its_maker_rewrites_a_draft_and_nobody_an_approved_record(client, sup, deputy, approved, values):
    for user in (sup, deputy):
        client.force_login(user)
        assert client.get(reverse("pledges-edit", args=[approved.pk])).status_code == 403
    fresh = record_create(model=Pledge, values=values, actor=sup)
    client.force_login(deputy)
    assert client.get(reverse("pledges-edit", args=[fresh.pk])).status_code == 403
    client.force_login(sup)
    given = {"unit": fresh.unit_id, "official": fresh.official_id, "subject": " 改过 ", "request": "请说明"}
    assert client.post(reverse("pledges-edit", args=[fresh.pk]), given).status_code == 302
    fresh.refresh_from_db()
    assert fresh.subject == "改过"


def test_a_refused_step_names_what_is_missing(client, sup, deputy, values):
    record = record_create(model=Pledge, values=values | {"request": ""}, actor=sup)
    client.force_login(deputy)
    action = next(a for a in client.get(record.get_absolute_url()).context["actions"] if a.name == "approve")
    assert not action.allowed
    assert "要求" in action.why_not


def test_a_step_that_asks_for_fields_has_its_own_page(client, approved, person):
    client.force_login(person.user)
    address = f"/records/sample/pledge/{approved.pk}/give/"
    assert client.get(address).status_code == 200
    refused = client.post(address, {"pledge": ""})
    assert refused.status_code == 422
    assert client.post(address, {"pledge": "我承诺……", "kept_until": ""}).status_code == 302
    approved.refresh_from_db()
    assert (approved.status, approved.pledge) == ("REPLIED", "我承诺……")


def test_the_official_reads_it_in_the_portal_only_once_he_is_told(client, draft, person, deputy):
    client.force_login(person.user)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(deputy)
    client.post(f"/records/sample/pledge/{draft.pk}/approve/")
    client.force_login(person.user)
    response = client.get(draft.get_absolute_url())
    assert response.status_code == 200
    assert "lj-portal" in response.content.decode()
    assert names_of(client.get(LIST)) == ["廉洁承诺"]


def test_a_record_waits_on_the_workbench_of_whoever_may_take_its_main_step(draft, sup, deputy, person, approved):
    assert [todo.title for todo in todos_for(person.user) if todo.url.startswith(LIST)] == ["廉洁承诺"]
    assert not [todo for todo in todos_for(sup) if todo.url.startswith(LIST)]
    assert not [todo for todo in todos_for(deputy) if todo.url.startswith(LIST)]


def test_the_search_box_finds_only_what_one_may_see(draft, sup, stranger):
    assert [hit.url for group in search(sup, "廉洁承诺") for hit in group.hits] == [draft.get_absolute_url()]
    assert search(stranger, "廉洁承诺") == []


def test_rows_below_are_added_edited_and_removed_while_the_record_allows_it(client, draft, sup, deputy):
    client.force_login(sup)
    client.post(reverse("pledges-point-new", args=[draft.pk]), {"text": "第一点"})
    point = Point.objects.get()
    address = reverse("pledges-point-edit", args=[draft.pk, point.pk])
    client.post(address, {"text": "改了"})
    assert Point.objects.get().text == "改了"
    assert client.get(draft.get_absolute_url()).context["panels"][0]["context"]["new_url"]
    client.force_login(deputy)
    client.post(f"/records/sample/pledge/{draft.pk}/approve/")
    client.force_login(sup)
    assert client.post(address, {"remove": "1"}).status_code == 403
    assert Point.objects.exists()
    assert [line.name for line in history_of(draft)] == ["create", "line", "line", "approve"]


def test_the_export_holds_the_filtered_rows_and_is_logged_with_its_purpose(client, draft, deputy, values, sup):
    record_create(model=Pledge, values=values | {"subject": "另一份"}, actor=sup)
    client.force_login(deputy)
    assert client.post(LIST, {}).status_code == 400
    content = client.post(f"{LIST}?q=另一份", {"purpose": "核对"}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    assert [row[0] for row in rows[1:]] == ["另一份"]
    assert AuditEntry.objects.filter(event=AuditEvent.EXPORT, additional_data__purpose="核对").exists()


def test_bulk_approval_says_how_many_went_through(client, draft, values, sup, deputy):
    other = record_create(model=Pledge, values=values | {"request": ""}, actor=sup)
    client.force_login(deputy)
    response = client.post(LIST, {"bulk": "approve", "pk": [draft.pk, other.pk]}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert any("1" in words for words in said)
    assert Pledge.objects.filter(status="APPROVED").count() == 1


def test_a_closed_record_is_not_overdue(client, draft, sup, settings):
    client.force_login(sup)
    Pledge.objects.filter(pk=draft.pk).update(due_on=date(2026, 1, 5))
    assert "lj-ink-bad" in client.get(draft.get_absolute_url()).content.decode()
    Pledge.objects.filter(pk=draft.pk).update(closed_at=clock.now(), status="CLOSED")
    assert "lj-ink-bad" not in client.get(draft.get_absolute_url()).content.decode()


def test_the_course_is_told_in_the_language_of_whoever_reads_it(client, approved, sup):
    approved_in_chinese = history_of(approved).get(name="approve")
    assert approved_in_chinese.label != "Approve"
    client.force_login(sup)
    client.cookies["django_language"] = "en"
    assert (
        "Approve"
        in re.search(
            r'<ol class="lj-timeline">.*?</ol>', client.get(approved.get_absolute_url()).content.decode(), re.S
        )[0]
    )
