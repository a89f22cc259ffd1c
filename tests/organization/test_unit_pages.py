"""Units on their pages: entered, corrected, moved and closed by the administrator alone."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from organization.models import Unit

FACTS = {"name": "市审批局", "short_name": "", "kind": "GOVERNMENT", "head_kind": "BOTH", "field": ""}


def test_the_administrator_enters_a_unit(client, admin, city):
    client.force_login(admin)
    client.post(reverse("unit-new"), FACTS | {"code": "U90", "parent": city.pk})
    unit = Unit.objects.get(code="U90")
    assert unit.path == "/R2/U90/"
    assert AuditEntry.objects.filter(object_repr="市审批局", actor=admin).exists()


def test_a_code_that_is_taken_comes_back_on_the_form(client, admin, city):
    client.force_login(admin)
    response = client.post(reverse("unit-new"), FACTS | {"code": "R2"})
    assert response.status_code == 422
    assert response.context["form"].errors["code"]


def test_moving_a_unit_takes_everything_below_it_along(client, admin, education, college, health):
    client.force_login(admin)
    client.post(reverse("unit-edit", args=[education.pk]), FACTS | {"parent": health.pk, "active": "on"})
    college.refresh_from_db()
    assert college.path == "/R2/U31/U15/U61/"


@pytest.mark.parametrize("change", [{"parent": "college"}, {}])
def test_a_circle_and_closing_above_open_units_are_refused_in_words(client, admin, education, college, change):
    client.force_login(admin)
    data = FACTS | ({"parent": college.pk, "active": "on"} if change else {"parent": education.parent_id})
    response = client.post(reverse("unit-edit", args=[education.pk]), data)
    assert response.status_code == 422
    assert response.context["form"].errors["parent" if change else "active"]


def test_others_may_not_edit_and_hidden_units_do_not_exist(client, sup, education, health):
    client.force_login(sup)
    assert client.get(reverse("unit-new")).status_code == 403
    assert client.get(reverse("unit-edit", args=[education.pk])).status_code == 403
    assert "unit-edit" not in client.get(education.get_absolute_url()).content.decode()


def test_whoever_keeps_the_tree_sees_all_units_but_nothing_that_belongs_to_them(client, admin, education):
    client.force_login(admin)
    assert education.name in client.get(reverse("unit-list")).content.decode()
    assert client.get("/officials/").status_code == 403
