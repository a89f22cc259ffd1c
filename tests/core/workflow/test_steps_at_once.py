"""Every course of the house: of two people who take the same step at the same moment, one does and one is told why not.

Real threads with a connection each; the rows are made as bare as their course allows (tests/support/racing.py).
"""

import pytest
from django.contrib.contenttypes.models import ContentType

from core.errors import Conflict, NotAllowed
from core.workflow.diagrams import engines
from core.workflow.models import TransitionRecord
from tests.support.cast import make_user
from tests.support.racing import Maker, Race, at_once, crew, race_of, run
from tests.warnings.notices.conftest import make_official

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maker(city, education, health) -> Maker:
    official = make_official(education, make_user("off", "OFF", unit=education))
    people = [*crew(city, education), official.user]
    return Maker(education, official, health, make_official(health), people)


def what_went_wrong(race: Race | None) -> str:
    """Runs the race; "" when it went as it must."""
    if race is None:
        return "no step that may be taken on a made row"
    lines = TransitionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(race.record), object_id=race.record.pk
    )
    first, second = race.actors
    results = at_once(lambda: run(race, first), lambda: run(race, second))
    refused = [result for result in results if isinstance(result, Conflict | NotAllowed)]
    moved = type(race.record)._base_manager.get(pk=race.record.pk).status
    if len(refused) == 1 and lines.count() == 1 and lines.get().to_status == moved != race.record.status:
        return ""
    return f"{race.name}: {len(refused)} refused, {lines.count()} lines of history, {race.record.status} → {moved}"


def test_of_two_who_take_the_same_step_at_once_exactly_one_does(maker):
    found = {model._meta.label: what_went_wrong(race_of(model, maker, maker.people)) for model in engines()}
    assert len(found) >= 50
    assert {label: words for label, words in found.items() if words} == {}
