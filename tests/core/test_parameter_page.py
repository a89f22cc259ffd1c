"""One page lists every number that can be changed, with basis, trust, value, next value and history, as of any day."""

from datetime import date, timedelta

import pytest

from core.deadlines.seeds import deadline_rules_seed
from core.parameters import groups, values
from core.parameters.models import ParameterVersion
from core.parameters.values import all_versions, in_force, versions

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 6, 30), date(2026, 8, 1)
DAYS = [date(2026, 1, 1), TODAY, LATER - timedelta(days=1), LATER, date(2027, 1, 1)]


@pytest.fixture(autouse=True)
def _today(settings) -> None:
    settings.TODAY = TODAY
    deadline_rules_seed()


@pytest.fixture
def changed(admin, secretary) -> ParameterVersion:
    return ParameterVersion.objects.create(
        group="TALK", version=2, values={"sign_days": 3}, effective_from=LATER, reason="r", proposed_by=admin,
        approved_by=secretary,
    )  # fmt: skip


def test_r28_every_group_gives_the_same_values_for_a_past_day_before_and_after_a_change(changed):
    histories = all_versions(groups())
    for definition in groups():
        for day in DAYS:
            current, _coming = in_force(histories[definition.key], day)
            assert current.values == values(definition.key, as_of=day), (definition.key, day)
    assert values("TALK", as_of=TODAY)["sign_days"] == 5
    assert values("TALK", as_of=LATER)["sign_days"] == 3


def test_the_page_shows_value_and_next_value_as_of_a_day(client, sup, changed):
    client.force_login(sup)

    def talk(query: str):
        row = next(row for row in client.get(f"/parameters/{query}").context["rows"] if row.group.key == "TALK")
        line = next(line for line in row.lines if line.param.name == "sign_days")
        return row.current.values.version, line.value, line.coming

    assert talk("") == (1, "5", "3")
    assert talk(f"?as_of={LATER}") == (2, "3", "")


def test_every_group_and_every_deadline_rule_stands_on_it(client, sup):
    client.force_login(sup)
    answer = client.get("/parameters/")
    assert [row.group.key for row in answer.context["rows"]] == [definition.key for definition in groups()]
    ((_title, lines),) = answer.context["overviews"]
    assert {line.key for line in lines} >= {"RULE-D01", "RULE-D29", "RULE-D48b"}
    assert all(line.tag for line in lines)


def test_every_number_says_how_far_to_trust_it():
    tags = {"ART", "V-LAW", "V-SEC", "V-LOC", "GK", "CFG"}
    assert {param.tag for definition in groups() for param in definition.params} <= tags


def test_no_day_is_refused_in_words(client, sup):
    client.force_login(sup)
    assert client.get("/parameters/?as_of=yesterday").status_code == 400


def test_the_values_of_all_groups_are_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        all_versions(groups())


def test_the_history_begins_with_the_defaults(changed):
    assert [(row.values.version, row.since) for row in versions("TALK")] == [(2, LATER), (1, None)]
