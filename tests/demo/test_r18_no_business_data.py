"""R18: the three administrators see no business data in a city that is full of it."""

import pytest

from tests.support.administrators import business_seen_by, filled_models

pytestmark = pytest.mark.usefixtures("demo_city")


@pytest.mark.parametrize("login", ["adm", "sma", "aud"])
def test_r18_an_administrator_sees_no_business_row_of_any_model(login):
    assert business_seen_by(login) == {}


def test_r18_there_are_rows_to_be_hidden():
    assert {"officials.official", "officials.dossierrecord", "warnings.notice", "supervision.talk"} <= filled_models()
