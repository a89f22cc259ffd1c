"""Who meets whom: by place of work, by who manages the cadre, by oneself; the data office and partners nobody."""

from datetime import date

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry, AuditEvent
from officials.models import Official
from officials.queries import shown_name
from officials.tenures.services import tenure_begin, tenure_end
from organization.models import JurisdictionKind
from tests.officials.conftest import make_official, make_post
from tests.support.cast import make_user


def seen_by(user) -> set[Official]:
    return set(Official.objects.visible_to(user))


def test_by_place_of_work(sup, stranger, edu_head, edu_deputy, health_head):
    assert seen_by(sup) == {edu_head, edu_deputy}
    assert seen_by(stranger) == {health_head}


def test_by_who_manages_the_cadre(sup, health, education):
    """He works in health but education manages him: both see him (handbook 7.3.2)."""
    lent = make_official("借守砚", managed_by=education)
    tenure_begin(official=lent, post=make_post(health), start=date(2025, 1, 1))
    assert seen_by(sup) == {lent}


def test_who_left_is_no_longer_seen_by_the_old_unit(sup, city, edu_deputy):
    tenure_end(tenure=edu_deputy.tenures.get(), end=date(2026, 5, 31))
    assert seen_by(sup) == set()


def test_the_whole_city(secretary, edu_head, health_head):
    assert seen_by(secretary) == {edu_head, health_head}


def test_an_official_sees_himself_only(head, edu_head, edu_deputy):
    assert seen_by(head) == {edu_head}


@pytest.mark.parametrize("role", ["DAT", "ORG", "JNT", "ADM", "SMA", "AUD", "LIA", "UHD"])
def test_these_roles_meet_nobody(role, city, edu_head):
    user = make_user("x", role, units=[city], kind=JurisdictionKind.TREE)
    assert seen_by(user) == set()
    assert shown_name(edu_head, user) == edu_head.pseudonym


def test_a_name_is_shown_where_it_may_be(sup, stranger, edu_head):
    assert shown_name(edu_head, sup) == "任景衡"
    assert shown_name(edu_head, stranger).startswith("P-")


def test_r24_opening_a_person_in_the_directory_is_in_the_trail(client, sup, edu_head):
    client.force_login(sup)
    client.get(reverse("official-detail", args=[edu_head.pk]))
    assert AuditEntry.objects.filter(event=AuditEvent.READ, actor=sup, object_pk=str(edu_head.pk)).exists()


def test_the_directory_goes_by_code_and_within_a_unit_by_its_posts(client, secretary, education, edu_deputy, edu_head):
    def names(query: str = "") -> list[str]:
        return [row.name for row in client.get(reverse("official-list") + query).context["table"].page.rows]

    client.force_login(secretary)
    Official.objects.filter(pk=edu_deputy.pk).update(code="O-0001")
    Official.objects.filter(pk=edu_head.pk).update(code="O-0002")
    assert names() == ["文嘉翀", "任景衡"]
    assert names(f"?unit={education.pk}") == ["任景衡", "文嘉翀"]


def test_the_api_narrows_the_directory_down_as_the_page_does_page_by_page(
    client, secretary, education, edu_deputy, edu_head, health_head
):
    client.force_login(secretary)
    officials = "/api/v1/officials/"
    address, found = f"{officials}?unit={education.pk}&page_size=1", []
    while address:
        answer = client.get(address).json()
        found += [row["name"] for row in answer["results"]]
        address = answer["next"]
    assert found == ["任景衡", "文嘉翀"], "its head first"
    (row,) = client.get(f"{officials}?code={edu_deputy.code}").json()["results"]
    assert row["name"] == "文嘉翀"
    assert client.get(f"{officials}?unit=0").status_code == 400
