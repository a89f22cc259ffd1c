"""The first page: every figure opens the to-dos that it counts, and none counts too few in silence."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from core import clock
from core.workbench import registry
from core.workbench.queries import todo_count, waiting_for
from core.workbench.registry import Todo, first_rows
from organization.models import Unit
from tests.support.cast import make_unit

pytestmark = pytest.mark.django_db
DAYS = {"两天前": -2, "昨天": -1, "今天": 0, "三天后": 3, "七天后": 7, "八天后": 8, "无期限": None}


def todo(title: str, days: int | None = None) -> Todo:
    due = None if days is None else clock.today() + timedelta(days=days)
    return Todo(kind="事项", title=title, url="/x/", action="处理", due=due)


@pytest.fixture
def only(monkeypatch):
    """``only(source)``: nothing waits but what this source gives."""

    def put(source):
        monkeypatch.setattr(registry, "_todos", {})
        registry.todo_source("test", "test", source)

    return put


@pytest.fixture
def of_all_days(only):
    only(lambda _user: [todo(title, days) for title, days in DAYS.items()])


@pytest.mark.parametrize(
    ("span", "titles"), [("overdue", ["两天前", "昨天"]), ("today", ["今天"]), ("soon", ["三天后", "七天后"])]
)
def test_each_figure_opens_the_to_dos_that_it_counts(client, sup, of_all_days, span, titles):
    client.force_login(sup)
    page = client.get(reverse("home"))
    assert f'href="?due={span}#todos"' in page.content.decode()
    assert page.context["bench"].counts[span] == str(len(titles))
    narrowed = client.get(reverse("home"), {"due": span})
    assert [todo.title for todo in narrowed.context["bench"].todos] == titles
    assert 'href="?#todos"' in narrowed.content.decode()
    assert all(title in narrowed.content.decode() for title in titles)


def test_without_a_span_or_with_an_unknown_one_everything_is_listed(client, sup, of_all_days):
    client.force_login(sup)
    for address in ("/", "/?due=someday"):
        assert len(client.get(address).context["bench"].todos) == len(DAYS)


def test_an_empty_span_does_not_say_that_nothing_waits(client, sup, only):
    only(lambda _user: [todo("无期限")])
    client.force_login(sup)
    page = client.get("/?due=today").content.decode()
    assert "?#todos" in page
    assert "无期限" not in page


def test_what_is_cut_off_is_counted_as_at_least(client, sup, city, only, monkeypatch):
    monkeypatch.setattr(registry, "MOST", 3)
    for number in range(4):
        make_unit(f"U{number + 80}", parent=city)
    only(lambda _user: [todo(unit.name, -1) for unit in first_rows(Unit.objects.order_by("code"))])
    assert (waiting_for(sup).count(), waiting_for(sup).count("overdue"), waiting_for(sup).count("today")) == (
        "3+",
        "3+",
        "0+",
    )
    cache.clear()
    client.force_login(sup)
    assert "3+" in client.get(reverse("todo-count")).content.decode()


def test_what_fits_is_counted_as_it_is(sup, city, education, health, only, monkeypatch):
    monkeypatch.setattr(registry, "MOST", 3)
    only(lambda _user: [todo(unit.name) for unit in first_rows(Unit.objects.order_by("code"))])
    assert waiting_for(sup).count() == "3"
    assert todo_count(sup) == "3"


def test_a_count_of_nothing_is_not_lit(client, sup, only):
    only(lambda _user: [])
    client.force_login(sup)
    page = client.get(reverse("todo-count")).content.decode()
    assert ">0<" in page
    assert "lj-count-on" not in page
