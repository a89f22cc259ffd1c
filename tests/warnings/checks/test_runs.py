"""Runs: what becomes of hits, re-runs, re-filings and kills."""

from datetime import date

import pytest

from core.errors import InvalidInput
from early_warning.checks import running
from early_warning.checks.models import ChangeKind, CheckResult, DoubtChange, DoubtPoint, Outcome, RunState, Trigger
from early_warning.checks.running import run_create, run_execute
from early_warning.filings.models import DataFiling, FilingDuty

from .filed import file_planted, put_in_force, take_out_of_force, unit_of
from .frames import BUILT

pytestmark = pytest.mark.django_db
GT01 = next(entry for entry in BUILT if entry["id"] == "GT01")


def run(*models, **scope):
    return run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND, models=models, **scope))


def outcome(run_, model, unit):
    return CheckResult.objects.get(run=run_, model=model, unit__code=unit).outcome


def test_a_run_makes_exactly_the_planted_doubt_points():
    file_planted()
    done = run()
    found = {(doubt.model, tuple(doubt.object_ids)) for doubt in DoubtPoint.objects.all()}
    assert found == {(entry["model"], tuple(ids)) for entry in BUILT for ids in entry["object_ids"]}
    assert (done.state, done.created, done.hits) == (RunState.DONE, 11, 11)


def test_a_second_run_makes_no_duplicate():
    file_planted("GT01", "GT21")
    first = run("HC-A1", "HC-C4")
    second = run("HC-A1", "HC-C4")
    assert (first.created, second.created, second.vanished) == (2, 0, 0)
    assert DoubtPoint.objects.count() == 2
    assert DoubtChange.objects.filter(kind=ChangeKind.FOUND).count() == 2


def test_every_unit_and_model_has_one_result():
    file_planted()
    done = run()
    assert CheckResult.objects.filter(run=done).count() == 8 * len({part["unit"] for part in parts()})


def parts():
    return [part for entry in BUILT for part in (entry, *entry["decoys"])]


def test_silence_is_told_from_missing_data():
    file_planted("GT01")
    rows = [dict(row, budget_item=None) for row in GT01["rows"]["purchases"]]
    put_in_force(unit_of("U16"), "purchases", rows)
    unit_of("U17")
    done = run()
    assert outcome(done, "HC-A1", "U15") == Outcome.HIT
    assert outcome(done, "HC-A1", "U31") == Outcome.NO_HIT
    assert outcome(done, "HC-A3", "U15") == Outcome.DATA_INADEQUATE  # no open tender states its valid bids
    assert outcome(done, "HC-A4", "U15") == Outcome.NOT_APPLICABLE
    assert outcome(done, "HC-A1", "U16") == Outcome.DATA_INADEQUATE
    assert outcome(done, "HC-A1", "U17") == Outcome.DATA_INADEQUATE
    assert CheckResult.objects.get(run=done, model="HC-A1", unit__code="U16").missing == {
        "columns": ["purchases.budget_item"]
    }
    assert CheckResult.objects.get(run=done, model="HC-A1", unit__code="U17").missing == {"kinds": ["purchases"]}


def test_an_overdue_period_is_missing_data_and_clears_no_doubt():
    file_planted("GT01")
    run("HC-A1")
    for code in ("U15", "U31"):
        FilingDuty.objects.create(unit=unit_of(code), kind="purchases", period="2026Q1", due_on=date(2026, 4, 20))
        FilingDuty.objects.create(unit=unit_of(code), kind="purchases", period="2025Q4", due_on=date(2026, 1, 20))
    take_out_of_force(unit_of("U15"), "purchases", on=date(2026, 5, 1))
    put_in_force(unit_of("U15"), "purchases", GT01["rows"]["purchases"][:2], period="2025Q4", on=date(2026, 5, 1))
    done = run("HC-A1")
    missing = CheckResult.objects.get(run=done, unit__code="U15").missing
    assert (outcome(done, "HC-A1", "U15"), missing) == (Outcome.DATA_INADEQUATE, {"periods": ["purchases.2026Q1"]})
    assert outcome(done, "HC-A1", "U31") == Outcome.DATA_INADEQUATE
    assert DoubtPoint.objects.get().vanished_at is None


def test_files_without_the_columns_of_a_model_are_not_judged_by_it():
    file_planted("GT03", decoys=False)
    filing = DataFiling.objects.get()
    filing.plan = {"columns": {"purchase_no": {}, "amount": {}}}
    filing.save()
    done = run("HC-A4")
    assert (done.hits, outcome(done, "HC-A4", "U60")) == (0, Outcome.DATA_INADEQUATE)
    filing.plan = {"columns": {"purchase_no": {}, "publicity_date": {}}}
    filing.save()
    assert run("HC-A4").hits == 2


def test_a_problem_that_is_gone_is_marked_and_one_that_returns_is_cleared():
    file_planted("GT01", decoys=False)
    run("HC-A1")
    few = GT01["rows"]["purchases"][:4]
    put_in_force(unit_of("U15"), "purchases", few, on=date(2026, 5, 1))
    assert run("HC-A1").vanished == 1
    doubt = DoubtPoint.objects.get()
    assert doubt.vanished_at is not None
    put_in_force(unit_of("U15"), "purchases", GT01["rows"]["purchases"], on=date(2026, 6, 1))
    run("HC-A1")
    doubt.refresh_from_db()
    assert doubt.vanished_at is None
    kinds = list(doubt.changes.values_list("kind", flat=True))
    assert kinds == [ChangeKind.FOUND, ChangeKind.VANISHED, ChangeKind.RETURNED]


def test_withdrawing_the_data_clears_no_doubt():
    file_planted("GT01", decoys=False)
    run("HC-A1")
    take_out_of_force(unit_of("U15"), "purchases", on=date(2026, 5, 1))
    run("HC-A1")
    assert DoubtPoint.objects.get().vanished_at is None


def test_a_changed_value_is_kept_as_history():
    file_planted("GT01", decoys=False)
    run("HC-A1")
    dearer = [dict(row, amount="399000.00") for row in GT01["rows"]["purchases"]]
    put_in_force(unit_of("U15"), "purchases", dearer, on=date(2026, 5, 1))
    run("HC-A1")
    doubt = DoubtPoint.objects.get()
    assert doubt.value == 2_394_000
    assert [int(change.value) for change in doubt.changes.all()] == [2_336_000, 2_394_000]


def test_of_a_contract_filed_again_the_later_period_counts():
    unit, rows = unit_of("U57"), next(entry for entry in BUILT if entry["id"] == "GT13")["rows"]
    put_in_force(unit, "payments", rows["payments"])
    unaccepted = [row | {"accepted_on": None} for row in rows["contracts"]]
    accepted = [row | {"accepted_on": "2025-08-01"} for row in rows["contracts"]]
    put_in_force(unit, "contracts", accepted, period="2026Q1")
    put_in_force(unit, "contracts", unaccepted, period="2025Q4", on=date(2026, 5, 1))  # an older period, filed later
    assert run("HC-B2").hits == 0


def test_a_past_day_is_recomputed_with_what_was_in_force_then():
    file_planted("GT01", decoys=False)
    run("HC-A1")
    before = run("HC-A1", as_of=date(2026, 4, 1))
    after = run("HC-A1", as_of=date(2026, 4, 20))
    assert (before.recompute_only, before.hits, after.hits) == (True, 0, 1)
    assert DoubtPoint.objects.get().vanished_at is None
    result = CheckResult.objects.get(run=after, model="HC-A1", unit__code="U15")
    assert result.found[0]["object_ids"] == GT01["object_ids"][0]


def test_a_killed_run_goes_on_where_it_stopped(monkeypatch):
    file_planted()
    started = run_create(actor=None, trigger=Trigger.COMMAND)
    ran = []
    real = running._run_model

    def dies_after_three(run_, work, standing):
        if len(ran) == 3:
            raise SystemExit  # as hard as a test can: nothing after this line runs
        ran.append(work.model.code)
        real(run_, work, standing)

    monkeypatch.setattr(running, "_run_model", dies_after_three)
    with pytest.raises(SystemExit):
        run_execute(run=started)
    assert 0 < DoubtPoint.objects.count() < 11
    monkeypatch.setattr(
        running, "_run_model", lambda run_, work, standing: (ran.append(work.model.code), real(run_, work, standing))
    )
    started.refresh_from_db()
    done = run_execute(run=started)
    assert (done.state, done.created, DoubtPoint.objects.count()) == (RunState.DONE, 11, 11)
    assert ran == sorted(set(ran))


def test_a_model_killed_inside_its_transaction_leaves_nothing(monkeypatch):
    file_planted("GT01", decoys=False)
    started = run_create(actor=None, trigger=Trigger.COMMAND, models=["HC-A1"])
    monkeypatch.setattr(running, "_finish_model", lambda *_args: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        run_execute(run=started)
    assert not DoubtPoint.objects.exists()
    assert not CheckResult.objects.exists()


def test_a_run_of_some_units_leaves_the_others_alone():
    file_planted("GT01", "GT21")
    run("HC-A1", "HC-C4")
    put_in_force(unit_of("U15"), "purchases", GT01["rows"]["purchases"][:2], on=date(2026, 5, 1))
    assert run("HC-A1", "HC-C4", units=["U45"]).vanished == 0
    assert run("HC-A1", units=["U15"]).vanished == 1


@pytest.mark.parametrize("scope", [{"models": ["HC-Z9"]}, {"units": ["U99"]}, {"as_of": date(2026, 7, 1)}])
def test_it_refuses_what_it_does_not_know(scope):
    with pytest.raises(InvalidInput):
        run_create(actor=None, trigger=Trigger.COMMAND, **scope)
