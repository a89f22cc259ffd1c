"""A doubt point found by a real run, and the people around it."""

import pytest

from early_warning.checks.models import DoubtPoint, Trigger
from early_warning.checks.running import run_create, run_execute
from organization.models import JurisdictionKind
from tests.support.cast import make_unit, make_user

from .filed import file_planted


@pytest.fixture
def doubt(education) -> DoubtPoint:
    """GT01: splitting of purchases at the education department (U15)."""
    file_planted("GT01", decoys=False)
    run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND, models=["HC-A1"]))
    return DoubtPoint.objects.get()


@pytest.fixture
def garden_doubt(city) -> DoubtPoint:
    """GT04: a supplier that always wins, so names are in it (U46)."""
    make_unit("U46", parent=city)
    file_planted("GT04", decoys=False)
    run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND, models=["HC-A5"]))
    return DoubtPoint.objects.get()


@pytest.fixture
def data_office(city):
    return make_user("dat", "DAT", units=[city], kind=JurisdictionKind.TREE)


@pytest.fixture
def case_office(city):
    return make_user("cm", "CM", units=[city], kind=JurisdictionKind.TREE)
