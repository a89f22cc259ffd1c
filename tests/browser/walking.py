"""Which pages a person can reach: the entries of the menu, and the first record of each list."""

from collections.abc import Container, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page, Response, expect

from core import navigation

FIRST_RECORD = "#records tbody tr td a[href^='/']:not([href$='.pdf'])"


def menu_of(user: Any) -> list[str]:
    """The addresses in ``user``'s menu."""
    return [link.url for group in navigation.groups_for(user, "/") for link in group.items]


def walk(
    page: Page, address: str, user: Any, more: tuple[str, ...] = (), *, known: Container[str] = ()
) -> Iterator[str]:
    """Open each page of ``user``'s menu, then its first record, then ``more``; yields the path each time. Pages whose
    kind (``kind_of``) is ``known`` are left out with their records."""
    for path in [*menu_of(user), *more]:
        if kind_of(path) in known:
            continue
        yield opened(page, address, path)
        first = page.locator(FIRST_RECORD)
        if first.count():
            yield opened(page, address, first.first.get_attribute("href") or "/")


def kind_of(path: str) -> str:
    """The name of the address: the same for every record of one sort."""
    return resolve(urlsplit(path).path).view_name


def opened(page: Page, address: str, path: str) -> str:
    """``path``, open, its charts drawn. Fails on anything but 200."""
    answer: Response | None = page.goto(f"{address}{path}")
    assert answer is not None
    assert answer.status == 200, f"{path} answered {answer.status}"
    page.wait_for_load_state("load")
    for chart in page.locator("[data-chart]").all():
        expect(chart).to_have_attribute("data-drawn", "yes")
    return path
