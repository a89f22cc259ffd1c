"""Whatever a file does to the tree of units, undoing it leaves every row as it was; a refused file does nothing."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.imports.models import ImportPolicy
from core.imports.services import batch_apply
from organization.models import Unit, UnitKind
from tests.core.imports.files import checked, picture, sheet, undone
from tests.support.cast import make_unit

OLD = ("A1", "A2", "A3", "A4")
CODES = (*OLD, "B1", "B2", "B3")

rows = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.sampled_from(CODES),
            "name": st.sampled_from(("甲局", "乙局", "丙中心")),
            "kind": st.sampled_from(("政府综合部门", "TOWN")),
            "parent": st.sampled_from((*CODES, "R2", "R2", "R2", "")),
            "active": st.sampled_from(("是", "", "否")),
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row["code"],
)


@pytest.fixture
def tree(city):
    """A chain and a brother: A1 > A2 > A3, and A4."""
    parent = city
    for code in OLD[:3]:
        parent = make_unit(code, parent=parent)
    make_unit("A4", parent=city, kind=UnitKind.TOWN)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, policy=st.sampled_from(ImportPolicy.values))
def test_apply_and_undo_is_the_identity(admin, tree, rows, policy):
    before = picture(Unit)
    with transaction.atomic():
        batch = checked("units", sheet("units", rows), admin, policy=policy)
        assert picture(Unit) == before
        if not batch.report["findings"] and any(batch.count(outcome) for outcome in ("NEW", "CHANGED")):
            event("applied")
            batch = batch_apply(batch=batch, actor=admin)
            assert picture(Unit) != before
            for unit in Unit.objects.select_related("parent"):
                assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.code}/"
            undone(batch, admin)
        assert picture(Unit) == before
        transaction.set_rollback(True)
