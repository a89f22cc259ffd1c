"""Every step of every record: whose it is, that nobody else takes it, that it is taken only from its own states.

Whose each step is stands in steps.json, to be read by a person ("taken": somebody of the city could take it now and it
landed where it should). After a wanted change write it anew, on purpose: ``REWRITE_STEPS=1 pytest
tests/demo/test_every_step.py`` and look at the difference.
"""

import json
import os
from itertools import islice
from pathlib import Path

import pytest

from core.errors import Conflict, NotAllowed
from core.workflow.models import TransitionRecord
from core.workflow.queries import status_field, why_refused
from core.workflow.services import transition_perform
from organization.management.commands.demo_accounts import accounts
from organization.models import User
from tests.demo.matrix import workflow_models
from tests.demo.steps import doors, is_his, may_start, rows_by_state, steps_of, taken

pytestmark = [pytest.mark.embedded, pytest.mark.usefixtures("demo_city")]
BASELINE = Path(__file__).with_name("steps.json")
TRIES = 6


@pytest.fixture
def people() -> dict[str, User]:
    return {role: User.objects.get(username=login) for role, login in sorted(accounts().items())}


def product_models() -> list:
    return [model for model in workflow_models() if model._meta.app_label != "sample"]


def could_be_taken(transitions, rows, people) -> bool:
    for role, user in people.items():
        ready = (door for door in doors(transitions, rows[role], user) if not why_refused(*door, user))
        if any(taken(row, step, user) for row, step in islice(ready, TRIES)):
            return True
    return False


def test_every_step_is_open_to_the_roles_that_are_written_down(people):
    now = {}
    for model in product_models():
        rows = {role: rows_by_state(model, user) for role, user in people.items()}
        now[model._meta.label_lower] = {
            name: {
                "roles": " ".join(role for role, user in people.items() if is_his(model, found, rows[role], user)),
                "taken": could_be_taken(found, rows, people),
            }
            for name, found in steps_of(model).items()
        }
    if os.environ.get("REWRITE_STEPS"):
        BASELINE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
    written = json.loads(BASELINE.read_text())
    assert now.keys() == written.keys()
    assert {key: steps for key, steps in now.items() if steps != written[key]} == {}


def test_nobody_takes_a_step_that_is_not_his(people):
    asked = 0
    for model in product_models():
        name_of_state = status_field(model).name
        for role, user in people.items():
            for state, rows in rows_by_state(model, user).items():
                for name, found in steps_of(model).items():
                    step = may_start(found, state)
                    if step is None or step.has_perm(rows[0], user):
                        continue
                    with pytest.raises(NotAllowed):
                        transition_perform(instance=rows[0], name=name, actor=user, reason="越权")
                    asked += 1
                    assert model._base_manager.values_list(name_of_state, flat=True).get(pk=rows[0].pk) == state, role
    assert asked > 1000


def test_no_step_is_taken_from_a_state_that_is_not_its_own(people):
    user, before, asked = people["SEC"], TransitionRecord.objects.count(), 0
    for model in product_models():
        for state in model._base_manager.order_by().values_list(status_field(model).name, flat=True).distinct():
            row = model._base_manager.filter(**{status_field(model).name: state}).first()
            for name, found in steps_of(model).items():
                if may_start(found, state) is None:
                    with pytest.raises(Conflict):
                        transition_perform(instance=row, name=name, actor=user, reason="早了")
                    asked += 1
    assert asked > 500
    assert TransitionRecord.objects.count() == before
