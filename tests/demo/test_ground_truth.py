"""The health check over the filed demo city finds exactly what is planted (handbook 6.3), and again when run again."""

import pytest

from early_warning.checks.models import CheckResult, DoubtPoint, Outcome, Trigger
from early_warning.checks.running import run_create, run_execute
from early_warning.demo.planted import ground_truth

pytestmark = pytest.mark.usefixtures("demo_city")
BUILT = [entry for entry in ground_truth() if entry["built"]]


def doubt_points():
    return {
        (doubt.model, doubt.unit.code, tuple(doubt.object_ids)) for doubt in DoubtPoint.objects.select_related("unit")
    }


def planted():
    return {(entry["model"], entry["unit"], tuple(ids)) for entry in BUILT for ids in entry["object_ids"]}


def test_every_planted_problem_is_a_doubt_point_and_nothing_else_is():
    assert doubt_points() == planted()
    assert not DoubtPoint.objects.exclude(vanished_at=None).exists()


def test_each_model_has_the_expected_number_of_hits():
    for entry in BUILT:
        assert DoubtPoint.objects.filter(model=entry["model"]).count() == entry["expected_hits"], entry["id"]


def test_another_run_changes_nothing():
    before = doubt_points()
    run = run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND))
    assert (run.hits, run.created, run.vanished, run.recompute_only) == (len(before), 0, 0, False)
    assert doubt_points() == before


def test_units_of_decoys_are_told_that_nothing_was_found():
    planted_at = {(entry["model"], entry["unit"]) for entry in BUILT}
    last = CheckResult.objects.order_by("-run").first().run
    for entry in BUILT:
        for decoy in entry["decoys"]:
            if (entry["model"], decoy["unit"]) not in planted_at:
                result = CheckResult.objects.get(run=last, model=entry["model"], unit__code=decoy["unit"])
                assert result.outcome == Outcome.NO_HIT, (decoy["id"], result.outcome, result.missing)
