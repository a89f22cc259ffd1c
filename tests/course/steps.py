"""What the people of the course do in the browser: one class a person, one method a deed."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from early_warning.ecology.engine.bands import Band
from tests.support.browser import SignIn

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
PATIENCE = 60_000


class Person:
    """Somebody with an account, at a browser of his own."""

    def __init__(self, page: Page, sign_in: SignIn, address: str, user: Any, *, screen: dict[str, int] = DESK) -> None:
        self.page, self.address, self.user = page, address, user
        self._sign_in, self._screen = sign_in, screen

    def sits_down(self) -> None:
        self.page.set_viewport_size(self._screen)
        self._sign_in(self.page, self.user)

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def does(self, name: str, reason: str = "") -> None:
        """Presses the button of a transition; writes the reason where its dialog asks for one."""
        plain = self.page.locator(f"form[action$='/{name}/'] button[type=submit]")
        if reason:
            self.page.locator(f"[data-bs-target^='#action-{name}-']").click()
            dialog = self.page.locator(f"[id^=action-{name}-]")
            dialog.locator("textarea[name=reason]").fill(reason)
            plain = dialog.locator("button[type=submit]")
        with self.page.expect_navigation():
            plain.first.click()

    def submits(self, form: Locator | None = None) -> None:
        with self.page.expect_navigation():
            (form or self.page.locator("main form")).locator("button[type=submit].btn-primary").first.click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)


class Liaison(Person):
    def files(self, file: Path, *, kind: str, period: str, constants: dict[str, str]) -> None:
        """Uploads, maps in the page (guesses plus constant columns), has the file checked and files it."""
        self.opens("/warnings/filings/new/")
        self.page.locator("select[name=kind]").select_option(kind)
        self.page.locator("select[name=period]").select_option(period)
        self.page.locator("input[name=file]").set_input_files(file)
        self.submits()
        for column, value in constants.items():
            self._sets(self.page.locator(f"[name='c-{column}-default']"), value)
        with self.page.expect_navigation():
            self.page.locator("#mapping-form .card-footer button[type=submit]").click()

    @staticmethod
    def _sets(field: Locator, value: str) -> None:
        is_choice = field.evaluate("field => field.tagName") == "SELECT"
        field.select_option(value) if is_choice else field.fill(value)


class Head(Person):
    def confirms(self, path: str) -> None:
        self.opens(path)
        self.does("confirm")


class Officer(Person):
    """Staff of the commission."""

    def computes(self, period: str) -> None:
        """Has the political ecology computed; the job runs in the worker."""
        self.opens("/warnings/ecology/compute/")
        self.page.locator("select[name=period]").select_option(period)
        self.submits()

    def reads_figure(self, code: str, fraction: str, *, score: str) -> None:
        """The line of an indicator on the unit's page."""
        line = self.page.locator(".eco-values tr").filter(has=self.page.locator("th", has_text=code))
        expect(line.locator("td").nth(0)).to_have_text(fraction)
        expect(line.locator("td").nth(3)).to_have_text(score)

    def reads_index(self, index: str, *, band: str) -> None:
        expect(self.page.locator(".eco-big")).to_have_text(index)
        expect(self.page.locator(".eco-index")).to_contain_text(str(Band(band).label))

    def opens_every_fact(self) -> None:
        facts = self.page.locator(".lj-fact")
        for number in range(facts.count()):
            fact = facts.nth(number)
            fact.locator("button").click()
            expect(fact.locator("input[name=ticked]")).to_be_enabled()
            fact.locator("input[name=ticked]").check()
            expect(self.page.locator(".lj-fact").nth(number).locator("input[name=ticked]")).to_be_checked()


class Addressee(Person):
    """On a phone, in the portal."""

    def acknowledges(self) -> None:
        self.page.locator(".lj-inbox a").first.click()
        with self.page.expect_navigation():
            self.page.locator("form[action$='/acknowledge/'] button").click()

    def answers(self, text: str, file: Path) -> None:
        with self.page.expect_navigation():
            self.page.locator(".lj-thumb a").first.click()
        self.page.locator("textarea[name=text]").fill(text)
        self.page.locator("input[name=files]").set_input_files(file)
        self.submits()

    def nothing_hangs_over_the_edge(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
