"""Units from a file: a tree in any order, all or nothing, and back again."""

import pytest

from core.audit.models import AuditEntry, AuditEvent
from core.errors import Conflict, NotAllowed
from core.imports.models import ImportBatch, ImportStatus
from core.imports.services import batch_apply
from core.reading.refusals import FileRefused
from organization.models import Unit
from tests.core.imports.files import applied, book, checked, errors, outcomes, picture, started, undone

BUREAU = {"code": "U90", "name": "市审批局", "kind": "政府综合部门", "parent": "R2"}
CENTRE = {"code": "U91", "name": "市政务中心", "kind": "事业单位", "parent": "U90"}


def test_a_parent_may_stand_below_its_child(admin, city):
    applied("units", book("units", CENTRE, BUREAU), admin)
    assert Unit.objects.get(code="U91").path == "/R2/U90/U91/"


def test_the_dry_run_says_what_would_happen_and_changes_nothing(admin, city, education, health):
    before, entries = picture(Unit), AuditEntry.objects.count()
    rows = [
        BUREAU,
        {"code": "U15", "name": "市教育体育局", "kind": "GOVERNMENT"},
        {"code": "U31", "name": health.name, "kind": "GOVERNMENT"},
    ]
    batch = checked("units", book("units", *rows), admin)
    assert outcomes(batch) == {2: "NEW", 3: "CHANGED", 4: "SAME"}
    assert batch.report["lines"][1]["changes"] == [["名称", "市教育局", "市教育体育局"]]
    assert picture(Unit) == before
    assert AuditEntry.objects.exclude(object_repr=str(batch)).count() == entries


def test_every_error_names_its_cell_and_its_cure(admin, city):
    rows = [
        BUREAU | {"kind": "衙门"},
        {"code": "U 92", "name": "市甲局", "kind": "政府综合部门"},
        {"code": "U93", "name": "", "kind": "政府综合部门"},
        {"code": "U94", "name": "市乙局", "kind": "政府综合部门", "parent": "U404"},
        {"code": "U95", "name": "@SUM(1+1)", "kind": "政府综合部门"},
        {"code": "U96", "name": "市丙局" * 50, "kind": "政府综合部门"},
    ]
    batch = checked("units", book("units", *rows), admin)
    assert errors(batch) == [(2, "kind"), (3, "code"), (4, "name"), (5, "parent"), (6, "name"), (7, "name")]
    assert all(found["message"] and found["cure"] for found in batch.report["findings"])


def test_the_same_unit_twice_in_a_file_is_an_error_at_the_second(admin, city):
    assert errors(checked("units", book("units", BUREAU, BUREAU | {"name": "另名"}), admin)) == [(3, "code")]


def test_a_circle_in_the_tree_is_refused_row_by_row(admin, city):
    rows = [BUREAU | {"parent": "U91"}, CENTRE, {"code": "U92", "name": "自成一圈", "kind": "TOWN", "parent": "U92"}]
    assert errors(checked("units", book("units", *rows), admin)) == [(2, "parent"), (3, "parent"), (4, "parent")]


def test_a_unit_cannot_be_moved_below_its_own_child(admin, education, college):
    row = {"code": "U15", "name": education.name, "kind": "GOVERNMENT", "parent": "U61"}
    assert errors(checked("units", book("units", row), admin)) == [(2, "parent")]


def test_with_one_error_nothing_is_applied(admin, city):
    batch = checked("units", book("units", BUREAU, CENTRE | {"kind": "衙门"}), admin)
    with pytest.raises(NotAllowed):
        batch_apply(batch=batch, actor=admin)
    assert not Unit.objects.filter(code="U90").exists()


@pytest.mark.parametrize(("policy", "outcome"), [("UPDATE", "CHANGED"), ("SKIP", "SKIPPED"), ("STOP", "ERROR")])
def test_the_policy_says_what_happens_to_units_that_exist(admin, education, policy, outcome):
    row = {"code": "U15", "name": "市教育体育局", "kind": "GOVERNMENT"}
    assert outcomes(checked("units", book("units", row), admin, policy=policy)) == {2: outcome}


def test_an_empty_cell_leaves_what_is_there(admin, city, education):
    applied("units", book("units", {"code": "U15", "name": "新名", "kind": "GOVERNMENT", "parent": ""}), admin)
    education.refresh_from_db()
    assert (education.name, education.parent) == ("新名", city)


def test_applying_and_undoing_a_moved_subtree_leaves_every_row_as_it_was(admin, city, education, college, health):
    before = picture(Unit)
    rows = [BUREAU, {"code": "U15", "name": "市教育体育局", "kind": "PARTY", "parent": "U90"}]
    batch = applied("units", book("units", *rows), admin)
    college.refresh_from_db()
    assert college.path == "/R2/U90/U15/U61/"
    undone(batch, admin)
    assert picture(Unit) == before
    batch.refresh_from_db()
    assert batch.status == ImportStatus.UNDONE


def test_undo_is_refused_when_a_unit_was_changed_since(admin, city):
    batch = applied("units", book("units", BUREAU, CENTRE), admin)
    Unit.objects.filter(code="U91").update(name="改过名")
    with pytest.raises(Conflict, match="市政务中心"):
        undone(batch, admin)
    assert Unit.objects.filter(code__in=["U90", "U91"]).count() == 2
    batch.refresh_from_db()
    assert batch.status == ImportStatus.APPLIED


def test_undo_is_refused_when_a_new_unit_is_used(admin, city, sup):
    batch = applied("units", book("units", BUREAU), admin)
    sup.unit = Unit.objects.get(code="U90")
    sup.save()
    with pytest.raises(Conflict, match="市审批局"):
        undone(batch, admin)


def test_applying_something_else_than_was_shown_is_refused(admin, city):
    batch = checked("units", book("units", BUREAU), admin)
    Unit.objects.create(code="U90", name="别人先录", kind="GOVERNMENT", parent=city)
    with pytest.raises(Conflict):
        batch_apply(batch=batch, actor=admin)
    batch.refresh_from_db()
    assert (batch.status, batch.changes.count()) == (ImportStatus.CHECKED, 0)
    assert Unit.objects.get(code="U90").name == "别人先录"


def test_the_same_file_twice_is_told_so_until_it_is_undone(admin, city):
    content = book("units", BUREAU)
    batch = applied("units", content, admin)
    with pytest.raises(FileRefused) as refusal:
        started("units", content, admin)
    assert refusal.value.reason == "duplicate"
    undone(batch, admin)
    assert started("units", content, admin).pk


def test_changes_stand_in_the_trail_in_the_name_of_who_applied_them(admin, city):
    batch = applied("units", book("units", BUREAU), admin)
    undone(batch, admin)
    entries = AuditEntry.objects.filter(object_repr="市审批局", event=AuditEvent.CHANGE).order_by("pk")
    assert [entry.get_action_display() for entry in entries] == ["创建", "删除"] or entries.count() == 2
    assert {entry.actor for entry in entries} == {admin}
    assert AuditEntry.objects.filter(event=AuditEvent.BULK).count() == 2


def test_only_the_administrator_imports_units(sup, auditor, city):
    for user in (sup, auditor):
        with pytest.raises(NotAllowed):
            started("units", book("units", BUREAU), user)
    assert not ImportBatch.objects.exists()
