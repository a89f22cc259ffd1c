"""The system's Chromium for pytest-playwright, and signing in."""

import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from scripts.packages import CHROMIUM_NAMES, TEST, install_command

SignIn = Callable[..., Page]


def chromium_path() -> str:
    """Where the system's Chromium is; fails with the command that brings it."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    raise AssertionError(f"No Chromium on the path. Run: {install_command([TEST[0].package])}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """pytest-playwright's hook: our browser, not a downloaded one; its sandbox cannot start as root."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium_path(), "args": [*flags, "--disable-gpu"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Pages in the product's own language, on a desk's screen; a test narrows the window itself."""
    return browser_context_args | {
        "locale": "zh-CN",
        "timezone_id": settings.TIME_ZONE,
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture
def sign_in(live_server: Any) -> SignIn:
    """`sign_in(page, user)` opens the product as `user`; with `password=` through the sign-in form."""

    def with_session(page: Page, user: Any, *, password: str = "") -> Page:
        if password:
            page.context.clear_cookies()
            return _through_the_form(page, live_server.url, user.get_username(), password)
        return enter(page, live_server.url, user)

    return with_session


def enter(page: Page, address: str, user: Any) -> Page:
    """Open the product at ``address`` in a session of ``user``, whoever was there before."""
    page.goto("about:blank")  # what the page before still asks for is given up: its answer would bring its session back
    page.context.clear_cookies()
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page.goto(address)
    return page


def _through_the_form(page: Page, address: str, name: str, password: str) -> Page:
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("main form, form.login, form").locator("button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return page
