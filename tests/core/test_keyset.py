"""Paging by key: every row once, in order, forwards and backwards, whatever is NULL or equal."""

import django_tables2 as tables
import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records.base import Record
from core.records.keyset import Cursor, sort_keys
from core.records.paging import KeysetPaginator
from organization.models import Unit, User


class UserTable(tables.Table):
    class Meta:
        model = User
        fields = ("username", "last_login", "unit__name")


def pages_of(rows, size: int, cursor: str = ""):
    """All pages from ``cursor`` on, as lists of primary keys, and the last page."""
    seen, page = [], UserTable(rows).paginate(KeysetPaginator, per_page=size, page=cursor).page
    while True:
        seen.append([row.pk for row in page.rows])
        if not page.has_next():
            return seen, page
        page = UserTable(rows).paginate(KeysetPaginator, per_page=size, page=page.next_page_number()).page


class Walks(TestCase):
    """Random accounts with equal and missing values."""

    @settings(max_examples=30, deadline=None)
    @given(
        values=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from([None, 0, 1])), max_size=12),
        order=st.sampled_from(
            [("full_name",), ("-unit__name",), ("unit__name", "-full_name"), ("-full_name", "pk"), ()]
        ),
        size=st.integers(1, 5),
    )
    def test_a_walk_forth_and_back_meets_every_row_once_and_in_order(self, values, order, size):
        units = [Unit.objects.create(code=f"K{number}", name=f"u{number}", kind="TOWN") for number in range(2)]
        User.objects.bulk_create(
            User(username=f"p{index}", full_name=name, unit=None if unit is None else units[unit])
            for index, (name, unit) in enumerate(values)
        )
        rows = User.objects.filter(username__startswith="p").select_related("unit").order_by(*order)
        seen, page = pages_of(rows, size)
        flat = [pk for found in seen for pk in found]
        assert len(flat) == len(set(flat)) == len(values)
        assert all(len(found) == size for found in seen[:-1])
        ends = [page.end_index()]
        back = [[row.pk for row in page.rows]]
        while page.has_previous():
            cursor = page.previous_page_number()
            page = UserTable(rows).paginate(KeysetPaginator, per_page=size, page=cursor).page
            back.insert(0, [row.pk for row in page.rows])
            ends.insert(0, page.end_index())
        assert [pk for found in back for pk in found] == flat
        assert ends[-1] == len(values)


@pytest.mark.django_db
def test_nulls_stand_last_in_both_directions(education):
    for index, unit in enumerate([None, education, None]):
        User.objects.create(username=f"p{index}", unit=unit)
    for order in ("unit__name", "-unit__name"):
        seen, _page = pages_of(User.objects.order_by(order).select_related("unit"), 10)
        assert User.objects.get(pk=seen[0][0]).unit == education


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["", "x", "%%%", "bnVsbA", Cursor([1, 2, 3], False, 5).encode(), "99999"])
def test_a_damaged_cursor_opens_the_first_page(cursor):
    User.objects.create(username="p0")
    seen, page = pages_of(User.objects.order_by("username"), 10, cursor)
    assert len(seen[0]) == 1
    assert page.start_index() == 1


@pytest.mark.django_db
def test_a_late_page_asks_for_no_offset(django_assert_num_queries):
    User.objects.bulk_create(User(username=f"p{index:03}") for index in range(30))
    rows = User.objects.order_by("username")
    cursor = Cursor(["p019", User.objects.get(username="p019").pk], False, 20).encode()
    with django_assert_num_queries(1) as captured:
        page = UserTable(rows).paginate(KeysetPaginator, per_page=5, page=cursor).page
    assert [row.username for row in page.rows] == [f"p{index:03}" for index in range(20, 25)]
    assert (page.start_index(), page.end_index()) == (21, 25)
    assert "OFFSET" not in captured.captured_queries[0]["sql"]


def test_an_order_by_an_expression_falls_back_to_offsets(db):
    from django.db.models.functions import Lower

    assert sort_keys(User.objects.order_by(Lower("username"))) is None
    User.objects.bulk_create(User(username=f"p{index:03}") for index in range(7))
    seen, page = pages_of(User.objects.order_by(Lower("username")), 3)
    assert [len(found) for found in seen] == [3, 3, 1]
    assert page.has_previous()


def test_a_list_page_opens_at_a_cursor_and_links_to_its_neighbours(client, secretary, city):
    Unit.objects.bulk_create(
        Unit(code=f"X{n:03}", name=f"单位{n:03}", path=f"{city.path}X{n:03}/", kind="TOWN") for n in range(120)
    )
    client.force_login(secretary)
    first = client.get("/organization/units/?sort=-name", HTTP_HX_REQUEST="true").content.decode()
    assert "单位119" in first
    assert "单位069" not in first
    import re

    following = re.search(r'rel="next"\s+href="([^"]+)"', first).group(1).replace("&amp;", "&")
    second = client.get(f"/organization/units/{following}", HTTP_HX_REQUEST="true").content.decode()
    assert "单位069" in second
    assert "单位119" not in second
    assert 'rel="prev"' in second


# What a county adds to every day. All others of the frame begin with the newest row.
GROWING = ("warnings.Notice", "supervision.Talk", "supervision.Meeting", "supervision.ListTask", "cases.Lead")


def test_the_first_page_of_a_list_is_read_from_an_index_however_many_rows_there_are():
    models = [apps.get_model(name) for name in GROWING]
    models += [model for model in apps.get_models() if model._meta.ordering == Record._meta.ordering]
    assert {model._meta.label for model in models if not _begins_an_index(model)} == set()
    assert len(models) > 20


def _begins_an_index(model) -> bool:
    name = model._meta.ordering[0].lstrip("-")
    field = model._meta.get_field(name)
    return field.db_index or field.unique or any(index.fields[:1] == [name] for index in model._meta.indexes)
