"""Persons, posts and tenures on their pages: the archivist's, and nobody else's."""

from datetime import date

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from officials.models import Official, Post
from organization.models import JurisdictionKind
from tests.officials.conftest import resident_id
from tests.support.cast import make_user


@pytest.fixture
def archivist(city):
    return make_user("arc", "ARC", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def send(client, archivist):
    """Post as the archivist."""
    client.force_login(archivist)
    return lambda url, pk=None, **data: client.post(reverse(url, args=[pk] if pk else []), data)


def test_the_archivist_enters_a_person_and_the_numbers_are_never_shown_again(client, send, city):
    number = resident_id()
    send(
        "official-new", name="高守屿", gender="M", birth_date="1976-03-05", managed_by=city.pk, resident_id=number,
        phone="10000000007",
    )  # fmt: skip
    official = Official.objects.get()
    assert (official.resident_id, official.phone) == (number, "10000000007")
    text = client.get(reverse("official-edit", args=[official.pk])).content.decode()
    assert number not in text
    assert "10000000007" not in text
    send("official-edit", official.pk, name="高守峪", gender="M", birth_date="1976-03-05", managed_by=city.pk)
    official.refresh_from_db()
    assert (official.name, official.resident_id, official.phone) == ("高守峪", number, "10000000007")


def test_a_birth_date_against_the_resident_id_is_refused_on_the_form(send, city, edu_head):
    response = send(
        "official-edit", edu_head.pk, name="任景衡", gender="M", birth_date="1976-03-06", managed_by=city.pk
    )
    assert response.status_code == 422
    assert response.context["form"].errors["resident_id"]


def test_a_post_is_entered_filled_vacated_and_closed(client, send, education, edu_deputy):
    send("post-new", unit=education.pk, name="总会计师", order=30, rank=30)
    post = Post.objects.get(name="总会计师")
    send("post-appoint", post.pk, official=edu_deputy.pk, start="2026-01-01")
    assert send("post-edit", post.pk, name="总会计师", order=30, rank=30).status_code == 422
    tenure = post.tenures.get()
    send("tenure-correct", tenure.pk, start="2026-02-01", end="", document="云委〔2026〕1号")
    send("tenure-end", tenure.pk, end="2026-05-31")
    tenure.refresh_from_db()
    assert (tenure.start, tenure.end) == (date(2026, 2, 1), date(2026, 5, 31))
    send("post-edit", post.pk, name="总会计师", order=30, rank=30)
    post.refresh_from_db()
    assert not post.active
    assert edu_deputy.name in client.get(post.get_absolute_url()).content.decode()


def test_an_appointment_to_a_held_post_is_refused_at_the_day(send, edu_head, edu_deputy, head_post):
    response = send("post-appoint", head_post.pk, official=edu_deputy.pk, start="2026-01-01")
    assert response.status_code == 422
    assert response.context["form"].errors["start"]


def test_the_end_of_a_tenure_stands_in_the_trail(send, edu_head, archivist):
    tenure = edu_head.tenures.get()
    send("tenure-end", tenure.pk, end="2026-05-31")
    entry = AuditEntry.objects.filter(content_type__model="tenure").latest("pk")
    assert entry.changes_dict["end"] == ["None", "2026-05-31"]
    assert entry.actor == archivist


def test_others_read_posts_but_keep_their_hands_off(client, sup, health, edu_head, health_head):
    client.force_login(sup)
    post = edu_head.tenures.get().post
    assert client.get(reverse("post-list")).status_code == 200
    assert client.get(post.get_absolute_url()).status_code == 200
    assert client.get(health_head.tenures.get().post.get_absolute_url()).status_code == 404
    for name, pk in (("official-edit", edu_head.pk), ("post-edit", post.pk), ("post-appoint", post.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 403, name
    assert client.get(reverse("official-new")).status_code == 403


def test_the_list_of_posts_finds_the_vacant_ones(client, sup, edu_head, education):
    Post.objects.create(unit=education, name="总会计师", rank=30)
    client.force_login(sup)
    text = client.get(reverse("post-list"), {"vacant": "true"}, HTTP_HX_REQUEST="true").content.decode()
    assert "总会计师" in text
    assert "党组书记、局长" not in text


def test_an_archivist_does_not_reach_beyond_his_jurisdiction(client, education, edu_head, health_head):
    client.force_login(make_user("arc15", "ARC", units=[education]))
    assert client.get(reverse("official-edit", args=[health_head.pk])).status_code == 404
    assert client.get(reverse("tenure-end", args=[health_head.tenures.get().pk])).status_code == 404
