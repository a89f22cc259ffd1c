"""A list as I keep it: mine alone, without the page, and only lists of this product."""

import pytest
from django.urls import reverse

from core.records.models import SavedView

pytestmark = pytest.mark.django_db
LIST = "/organization/units/"


def save(client, name="执法部门", address=f"{LIST}?kind=ENFORCEMENT&sort=-name&page=abc"):
    return client.post(reverse("saved-view-save"), {"name": name, "address": address})


def test_a_view_keeps_filters_and_order_but_not_the_page(client, sup):
    client.force_login(sup)
    assert save(client).url == f"{LIST}?kind=ENFORCEMENT&sort=-name"
    assert "执法部门" in client.get(LIST).content.decode()


def test_a_view_of_the_same_name_is_replaced(client, sup):
    client.force_login(sup)
    save(client)
    save(client, address=f"{LIST}?kind=TOWN")
    assert SavedView.objects.get().query == "kind=TOWN"


def test_a_view_is_its_owners_alone(client, sup, stranger):
    client.force_login(sup)
    save(client)
    client.get(LIST)  # reads the message about it
    view = SavedView.objects.get()
    client.force_login(stranger)
    assert not client.get(LIST).context["saved_views"]
    assert client.post(reverse("saved-view-delete", args=[view.pk])).status_code == 404
    client.force_login(sup)
    client.post(reverse("saved-view-delete", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("address", ["https://elsewhere.example/x", "/no/such/page/", ""])
def test_an_address_that_is_none_of_ours_is_refused(client, sup, address):
    client.force_login(sup)
    assert save(client, address=address).status_code == 400
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused(client, sup):
    client.force_login(sup)
    assert save(client, name=" ").status_code == 400
