"""What is wrong with an open page: axe's grave findings, sideways scrolling, complaints of the browser."""

import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

PHONE = ViewportSize(width=360, height=740)
# Rows after the third look like those before; the menu is looked at on the first page.
ALIKE = [["table tbody tr:nth-child(n+4)"]]
MENU = [[".lj-menu"]]
ONLY_WRONG = {"resultTypes": ["violations"], "iframes": False}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLING_SECONDS = 3


def faults(page: Page, path: str) -> list[str]:
    """Serious and critical findings of axe on the open page, one line each."""
    left_out = ALIKE if path == "/" else ALIKE + MENU
    found = Axe().run(page, context={"exclude": left_out}, options=ONLY_WRONG).response["violations"]
    grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [
        f"{path}: {fault['id']} ({fault['help']}) at {[node['target'] for node in fault['nodes']][:3]}"
        for fault in grave
    ]


def fits(page: Page) -> bool:
    """Whether the page is as wide as the window, once its charts have followed a change of the window's size.

    Asked from here again and again: the page's own content policy forbids a predicate that waits within it."""
    until = time.monotonic() + SETTLING_SECONDS
    while page.evaluate(SIDEWAYS) > 0:
        if time.monotonic() > until:
            return False
        page.wait_for_timeout(50)
    return True


def told(page: Page) -> list[str]:
    """What the browser complains about from now on: script errors and breaches of the content policy."""
    said: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
