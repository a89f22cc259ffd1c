"""The pages of talks for staff, for the official on a phone, and through the API."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.search import search
from core.workbench.queries import todos_for
from supervision.talks.bench import coverage_strip
from supervision.talks.choices import Kind, Status
from supervision.talks.models import Talk
from tests.supervision.talks.conftest import REMINDER, TALK_DAY, appoint, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client):
    def get(user, name, *args, query="", status=200):
        client.force_login(user)
        response = client.get(reverse(name, args=args) + query)
        assert response.status_code == status, response.content[:2000]
        return response.content.decode() if status == 200 else ""

    return get


def test_the_list_shows_my_units_talks_and_exports_them(look, client, planned, deputy, stranger, sup):
    talk = planned()
    assert talk.purpose in look(deputy, "talk-list")
    assert talk.purpose not in look(stranger, "talk-list")
    for standing in ("ahead", "held", "unsigned", "overdue"):
        look(deputy, "talk-list", query=f"?standing={standing}&kind=SUPERVISION")
    response = client.post(reverse("talk-list"), {"purpose": "季度分析"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/vnd")


def test_the_period_of_a_pre_appointment_talk_is_that_of_its_rule(look, sup):
    from core.deadlines.models import DeadlineRule

    DeadlineRule.objects.filter(code="D32").update(amount=45)
    for page in (look(sup, "talk-kinds"), look(sup, "talk-plan", "pre_office")):
        assert "45" in page
        assert "30 days" not in page


@pytest.mark.parametrize("kind", [kind.lower() for kind in Kind])
def test_there_is_a_form_for_every_kind(kind, look, sup, liaison):
    look(sup, "talk-kinds")
    assert "<form" in look(sup, "talk-plan", kind)
    look(liaison, "talk-plan", kind, status=403)


def test_a_plan_is_written_and_rewritten_on_the_page(client, sup, sup_colleague, education, member):
    client.force_login(sup)
    given = {
        "unit": education.pk, "official": member.pk, "purpose": "风险防控", "outline": "一、履职。", "talker": sup.pk,
        "second_talker": sup_colleague.pk, "planned_at": "2026-06-30T09:00", "place_kind": "OFFICE", "place": "301",
    }  # fmt: skip
    response = client.post(reverse("talk-plan", args=["supervision"]), given)
    talk = Talk.objects.get()
    assert response["Location"] == talk.get_absolute_url()
    client.post(reverse("talk-edit", args=[talk.pk]), given | {"place": "302"})
    talk.refresh_from_db()
    assert talk.place == "302"
    response = client.post(reverse("talk-edit", args=[talk.pk]), given | {"second_talker": sup.pk})
    assert response.status_code == 422


def test_steps_with_a_page_of_their_own(client, look, notified, talk_day, sup, sup_colleague, member):
    talk = notified()
    look(sup, "talk-reschedule", talk.pk)
    talk_day()
    look(sup, "talk-hold", talk.pk)
    given = {"held_at": "2026-06-30T00:01", "record": "谈话内容。", "commitment_1": "完善制度。"}
    assert client.post(reverse("talk-hold", args=[talk.pk]), given).status_code == 422
    assert client.post(reverse("talk-hold", args=[talk.pk]), given | {"due_1": "2026-09-30"}).status_code == 302
    look(sup, "talk-paper", talk.pk)
    assert "完善制度" in look(sup, "talk-detail", talk.pk)
    for user in (sup, sup_colleague):
        talk = do(talk, "sign", user)
    client.force_login(member.user)
    assert client.post(reverse("portal-talk-sign", args=[talk.pk]), {"remarks": "无异议"}).status_code == 302
    talk = do(talk, "follow_up", sup)
    look(sup, "talk-recheck", talk.pk)
    row = talk.commitments.get()
    client.post(reverse("talk-recheck", args=[talk.pk]), {"result": "已兑现", f"outcome_{row.pk}": "KEPT"})
    talk.refresh_from_db()
    assert talk.recheck_result == "已兑现"


def test_the_official_finds_his_talk_in_the_portal_and_signs_there(look, held, member, head):
    talk = held()
    text = look(member.user, "portal-talks")
    assert talk.purpose in text
    text = look(member.user, "portal-talk", talk.pk)
    assert talk.record in text
    assert reverse("portal-talk-sign", args=[talk.pk]) in text
    look(member.user, "portal-talk-sign", talk.pk)
    look(head, "portal-talk", talk.pk, status=404)
    look(member.user, "talk-detail", talk.pk, status=403)


def test_his_message_leads_the_official_to_the_portal(client, notified, member):
    from core.outbox.queries import messages_to

    talk = notified()
    client.force_login(member.user)
    message = messages_to(member.user).get()
    response = client.get(reverse("message-open", args=[message.pk]))
    assert response["Location"] == reverse("portal-talk", args=[talk.pk])


def test_a_hidden_talk_is_not_found(look, planned, stranger):
    look(stranger, "talk-detail", planned().pk, status=404)


def test_appointments_are_planned_with_one_click(client, look, member, sup, stranger):
    tenure = appoint(member, date(2026, 4, 9))
    assert tenure.post.name in look(sup, "talk-appointments", query="?standing=MISSING")
    response = client.post(reverse("talk-appointment-plan", args=[tenure.pk]))
    assert response["Location"] == reverse("talk-edit", args=[Talk.objects.get().pk])
    client.force_login(stranger)
    assert client.post(reverse("talk-appointment-plan", args=[tenure.pk])).status_code == 404


def test_the_map_is_shown_and_exported_with_a_purpose(client, look, deputy, head_official, liaison):
    assert "talk-map" in look(deputy, "talk-coverage", query="?year=2026&type=GOVERNMENT")
    assert client.post(reverse("talk-coverage"), {"purpose": ""}).status_code == 400
    assert client.post(reverse("talk-coverage"), {"purpose": "汇报"}).status_code == 200
    look(liaison, "talk-coverage", status=403)


def test_the_workbench_shows_what_waits_for_whom(planned, held, sup, deputy, member, head_official, look):
    appoint(member, date(2026, 6, 8))
    assert {"完成", "Finish"} & {str(todo.action) for todo in todos_for(sup)} or planned()
    held()
    actions = [todo.url for todo in todos_for(sup)]
    assert any("/talks/appointments/" in url for url in actions)
    assert any(Talk.objects.get(status=Status.HELD).get_absolute_url() == url for url in actions)
    assert any("/portal/talks/" in todo.url for todo in todos_for(member.user))
    do(planned(), "submit", sup)
    assert any(todo.unit for todo in todos_for(deputy))
    assert coverage_strip(deputy)["figures"][0]["value"] == "0%"
    look(deputy, "home")


def test_search_finds_only_what_i_may_see(planned, sup, stranger):
    planned(purpose="独一无二的事由")
    assert search(sup, "独一无二")
    assert not search(stranger, "独一无二")


def test_the_list_takes_the_same_queries_at_one_and_at_many_rows(client, planned, sup, django_assert_max_num_queries):
    for _number in range(12):
        planned()
    client.force_login(sup)
    client.get(reverse("talk-list"))
    with django_assert_max_num_queries(45):
        client.get(reverse("talk-list"))


def test_the_api_plans_lists_and_moves(client, sup, sup_colleague, education, member, stranger):
    client.force_login(sup)
    given = {"kind": "SUPERVISION", "unit": education.code, "official": member.code, "purpose": "风险防控",
             "outline": "一、履职。", "talker": sup.username, "second_talker": sup_colleague.username,
             "planned_at": "2026-06-30T09:00:00+08:00", "place": "301"}  # fmt: skip
    response = client.post("/api/v1/talks/", given, content_type="application/json")
    assert response.status_code == 201, response.content
    pk = response.json()["id"]
    assert client.post(f"/api/v1/talks/{pk}/transitions/submit/").status_code == 200
    assert client.post(f"/api/v1/talks/{pk}/transitions/hold/").status_code == 409
    client.force_login(stranger)
    assert client.get(f"/api/v1/talks/{pk}/").status_code == 404


def test_a_reminder_talk_says_that_it_is_no_sanction(look, held, rule, sup, member):
    talk = held(**REMINDER, rule=rule)
    assert talk.held_on == TALK_DAY
    look(sup, "talk-detail", talk.pk)
    look(member.user, "portal-talk", talk.pk)


def test_a_talk_is_recorded_signed_on_paper_and_rechecked_by_the_api(client, notified, sup, talk_day):
    talk = notified()
    talk_day()
    client.force_login(sup)
    address = f"/api/v1/talks/{talk.pk}/transitions/"

    def take(name, **given):
        return client.post(f"{address}{name}/", given, content_type="application/json")

    steps = {step["name"]: step for step in client.get(address).json()}
    assert {"held_at", "record", "commitment_1"} <= {field["name"] for field in steps["hold"]["fields"]}
    assert take("recheck", result="已落实").status_code == 409
    held = {"held_at": f"{clock.now():%Y-%m-%dT%H:%M}", "record": "谈了三件事。", "commitment_1": "完善制度"}
    asked = take("hold", **held)
    assert asked.status_code == 400
    assert "due_1" in str(asked.json())
    done = take("hold", **held, due_1="2026-07-31")
    assert done.json()["status"] == "HELD", done.content
    assert take("sign_on_paper", way="REFUSED", remarks="本人不愿签字。").json()["status"] == "HELD"
    talk.refresh_from_db()
    assert (talk.record, talk.official_signature) == ("谈了三件事。", "REFUSED")
