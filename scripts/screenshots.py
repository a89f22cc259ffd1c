"""Takes the pictures of the README from a running demo city: `python -m scripts.screenshots http://127.0.0.1:8000`.

Run it after a change of look and commit docs/images. The demo is the same every time, so are the pictures.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from core.demo import DEMO_PASSWORD
from scripts.packages import CHROMIUM_NAMES

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = ViewportSize(width=1366, height=850)


def sign_in(page: Page, address: str, name: str) -> None:
    """Through the form, as a visitor does."""
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


def keep(page: Page, name: str) -> None:
    """Write the open page's first screen."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=TARGET / f"{name}.png")


def workbench(page: Page, address: str) -> None:
    sign_in(page, address, "sup1")
    keep(page, "workbench")


def dossier(page: Page, address: str) -> None:
    """Opens the dossier of the first official in the list, with a purpose, as R14 wants it."""
    page.goto(f"{address}/officials/")
    page.locator("#records tbody tr td a").nth(1).click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{page.url.rstrip('/')}/dossier/")
    if page.locator("select[name=purpose]").count():
        page.select_option("select[name=purpose]", index=1)
        page.fill("textarea[name=reason]", "日常监督")
        page.click("main form button[type=submit]")
    keep(page, "dossier")


def notice(page: Page, address: str) -> None:
    page.goto(f"{address}/warnings/notices/")
    page.locator("#records tbody tr td a").first.click()
    keep(page, "notice")


def main(address: str) -> None:
    """The three pictures, in Chinese."""
    TARGET.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, locale="zh-CN").new_page()
        for take in (workbench, dossier, notice):
            take(page, address.rstrip("/"))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
