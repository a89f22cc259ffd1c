"""Where there is nothing yet, every page of the menu opens all the same."""

import pytest

from core import navigation
from tests.support.cast import make_user


@pytest.mark.embedded
@pytest.mark.parametrize("role", ["ADM", "AUD", "CM", "LIA", "SEC", "SUP", "UHD"])
def test_every_page_of_the_menu_opens(client, education, role):
    user = make_user("somebody", role, units=[education], unit=education)
    client.force_login(user)
    menu = [item.url for group in navigation.groups_for(user, "/") for item in group.items]
    answers = {path: client.get(path).status_code for path in ["/messages/", "/search/?q=a", *menu]}
    assert menu
    assert {path: status for path, status in answers.items() if status != 200} == {}
