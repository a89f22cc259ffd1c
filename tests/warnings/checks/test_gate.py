"""The precision gate (handbook 3.3) and suspension (R36)."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import InvalidInput, NotAllowed
from early_warning.checks import registry
from early_warning.checks.gate import severity_let_through, standings
from early_warning.checks.models import DoubtPoint, ModelStanding, Trigger
from early_warning.checks.running import run_create, run_execute
from early_warning.checks.standing import model_put_back, model_switch_off, model_trial

from .filed import unit_of

pytestmark = pytest.mark.django_db


def reviewed(count, confirmed, user, model="HC-A1"):
    rows = []
    for number in range(count):
        verdict = "CONFIRMED" if number < confirmed else "EXCLUDED"
        rows.append(
            DoubtPoint(
                model=model, unit=unit_of("U15"), period="2025", object_ids=[], rows=[], value=1, threshold=0,
                params_version=1, data_version="x", explanation="", severity=1, model_severity=3,
                fingerprint=f"{model}-{number}", status=verdict, found_on=clock.today(), last_seen_on=clock.today(),
                verdict=verdict, verified_by=user, verified_at=clock.now(),
            )
        )  # fmt: skip
    DoubtPoint.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("count", "confirmed", "level"), [(0, 0, 1), (29, 29, 1), (30, 5, 1), (30, 6, 3), (100, 20, 3), (100, 19, 1)]
)
def test_level_three_has_to_be_earned(count, confirmed, level, sup):
    reviewed(count, confirmed, sup)
    assert severity_let_through(registry.get("HC-A1"), standings()["HC-A1"]) == level


def test_reviews_of_the_trial_run_count():
    ModelStanding.objects.create(code="HC-A1", trial_reviewed=34, trial_confirmed=11)
    assert standings()["HC-A1"].passed
    assert not standings()["HC-A3"].passed


@pytest.mark.parametrize(("count", "confirmed", "suspended"), [(49, 0, False), (50, 4, True), (50, 5, False)])
def test_a_model_that_is_hardly_ever_right_is_suspended(count, confirmed, suspended, sup):
    reviewed(count, confirmed, sup)
    assert standings()["HC-A1"].suspended is suspended


def test_a_suspended_model_says_nothing(sup):
    reviewed(50, 0, sup)
    run = run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND, models=["HC-A1"]))
    assert not run.results.exists()
    assert not DoubtPoint.objects.exclude(vanished_at=None).exists()


def test_the_secretary_switches_off_and_puts_back(sup, secretary):
    reviewed(50, 0, sup)
    model_put_back(code="HC-A1", reason="阈值已修正", actor=secretary)
    assert standings()["HC-A1"].reviewed == 50  # those of today still count
    DoubtPoint.objects.update(verified_at=clock.now() - timedelta(days=1))
    assert (standings()["HC-A1"].reviewed, standings()["HC-A1"].may_run) == (0, True)
    model_switch_off(code="HC-A1", reason="待复核", actor=secretary)
    assert not standings()["HC-A1"].may_run
    model_trial(code="HC-A1", reviewed=40, confirmed=10, reason="试运行", actor=secretary)
    assert standings()["HC-A1"].passed


def test_nobody_else_decides_about_models(sup, secretary):
    with pytest.raises(NotAllowed):
        model_switch_off(code="HC-A1", reason="x", actor=sup)
    for wrong in ({"code": "HC-Z9", "reason": "x"}, {"code": "HC-A1", "reason": " "}):
        with pytest.raises(InvalidInput):
            model_switch_off(actor=secretary, **wrong)
    with pytest.raises(InvalidInput):
        model_trial(code="HC-A1", reviewed=1, confirmed=2, reason="x", actor=secretary)


def test_a_new_doubt_point_of_an_unproven_model_is_a_note(doubt):
    assert (doubt.severity, doubt.model_severity) == (1, 3)


def test_the_next_run_lets_the_earned_level_through(doubt):
    ModelStanding.objects.create(code="HC-A1", trial_reviewed=34, trial_confirmed=11)
    run_execute(run=run_create(actor=None, trigger=Trigger.COMMAND))
    doubt.refresh_from_db()
    assert doubt.severity == 3
