"""Which pages a person can reach (the entries of the menu, the first record of each list), and a look at each kind."""

from collections.abc import Container, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page, Response, expect

from core import navigation
from tests.browser.checking import PHONE, faults, fits, told
from tests.support.browser import enter

FIRST_PAGE = "/"
FIRST_RECORD = "#records tbody tr td a[href^='/']:not([href$='.pdf'])"


def menu_of(user: Any) -> list[str]:
    """The addresses in ``user``'s menu."""
    return [link.url for group in navigation.groups_for(user, "/") for link in group.items]


def troubles(page: Page, address: str, people: list[Any], more: tuple[str, ...]) -> list[str]:
    """What is wrong with the pages of ``people``: complaints of the browser, sideways scrolling on a phone, and axe's
    grave findings. Each kind of page is looked at with the first of them who has it."""
    found: list[str] = []
    known: set[str] = set()
    said = told(page)
    desk = page.viewport_size
    for person in people:
        enter(page, address, person)
        for path in _walk(page, address, person, more, known):
            known.add(kind_of(path))
            found += faults(page, path)
            page.set_viewport_size(PHONE)
            if not fits(page):
                found.append(f"{path} is wider than a phone for {person.username}")
            page.set_viewport_size(desk)
    return found + said


def _walk(page: Page, address: str, user: Any, more: tuple[str, ...], left_out: Container[str]) -> Iterator[str]:
    """Open each page of ``user``'s menu, then its first record, then ``more``, but for the kinds ``left_out``; yields
    the path each time. The first page is another one for everybody: it is never left out."""
    for path in [*menu_of(user), *more]:
        if kind_of(path) in left_out and path != FIRST_PAGE:
            continue
        yield opened(page, address, path)
        first = page.locator(FIRST_RECORD)
        record = first.first.get_attribute("href") if first.count() else None
        if record and kind_of(record) not in left_out:
            yield opened(page, address, record)


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
