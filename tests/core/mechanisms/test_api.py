"""The same mechanism through JSON: same rows, same forms, same refusals, as problem details."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.sample_mechanism.models import Pledge, Point

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def api():
    """``api(user)`` is a signed-in client."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def test_a_record_is_made_with_the_codes_of_unit_and_official(api, sup, person):
    given = {"unit": "U15", "official": person.code, "subject": "承诺", "request": "请说明"}
    response = api(sup).post("/api/v1/pledges/", given, content_type=JSON)
    assert response.status_code == 201, response.json()
    assert response.json()["unit"] == "U15"
    assert Pledge.objects.get().created_by == sup


def test_a_wrong_value_answers_with_a_problem_that_names_the_field(api, sup):
    response = api(sup).post("/api/v1/pledges/", {"unit": "U15", "subject": ""}, content_type=JSON)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {"subject", "official"} <= response.json()["errors"].keys()


def test_another_units_code_is_refused(api, sup, health, person):
    given = {"unit": health.code, "official": person.code, "subject": "承诺"}
    assert api(sup).post("/api/v1/pledges/", given, content_type=JSON).status_code == 400


def test_a_change_leaves_what_it_does_not_name(api, draft, sup, deputy):
    address = f"/api/v1/pledges/{draft.pk}/"
    assert api(sup).patch(address, {"subject": "新"}, content_type=JSON).json()["subject"] == "新"
    draft.refresh_from_db()
    assert draft.request == "请作出书面承诺。"
    assert api(deputy).patch(address, {"subject": "x"}, content_type=JSON).status_code == 403


def test_a_record_is_found_by_its_key_alone_and_a_list_by_its_filters(api, draft, sup):
    other = "?status=CLOSED"
    assert api(sup).get(f"/api/v1/pledges/{draft.pk}/{other}").json()["id"] == draft.pk
    assert api(sup).get(f"/api/v1/pledges/{other}").json()["results"] == []
    assert api(sup).get("/api/v1/pledges/").json()["results"][0]["id"] == draft.pk


def test_the_steps_say_what_they_ask_for_and_take_it(api, approved, person):
    client = api(person.user)
    address = f"/api/v1/pledges/{approved.pk}/transitions/"
    step = next(row for row in client.get(address).json() if row["name"] == "give")
    assert [(f["name"], f["required"]) for f in step["fields"]] == [
        ("pledge", True), ("kept_until", False), ("files", False)
    ]  # fmt: skip
    assert client.post(f"{address}give/", {}, content_type=JSON).status_code == 400
    done = client.post(f"{address}give/", {"pledge": "我承诺"}, content_type=JSON)
    assert done.json() == {"id": approved.pk, "status": "REPLIED"}


def test_a_step_from_the_wrong_state_is_a_conflict_and_of_the_wrong_role_refused(api, draft, deputy, sup):
    address = f"/api/v1/pledges/{draft.pk}/transitions/"
    assert api(deputy).post(f"{address}close/", {"reason": "x"}, content_type=JSON).status_code == 409
    assert api(sup).post(f"{address}approve/", {}, content_type=JSON).status_code == 403


def test_rows_below_are_read_and_written(api, draft, sup):
    client, address = api(sup), f"/api/v1/pledges/{draft.pk}/point/"
    made = client.post(address, {"text": "第一点"}, content_type=JSON).json()
    one = f"{address}{made['id']}/"
    assert client.patch(one, {"text": "改"}, content_type=JSON).json()["text"] == "改"
    assert [row["text"] for row in client.get(address).json()] == ["改"]
    assert client.delete(one).status_code == 204
    assert not Point.objects.exists()


def test_the_description_of_the_api_names_the_mechanism(api, sup):
    schema = api(sup).get("/api/v1/schema/", headers={"accept": "application/json"}).content.decode()
    assert "/api/v1/pledges/{id}/transitions/{name}/" in schema


def test_the_description_describes_everything_without_a_doubt(tmp_path):
    """Two parts under one name, or a field of unknown type, would give programs a wrong picture: each is a warning."""
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))
