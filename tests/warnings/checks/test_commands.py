"""`run_checks` and `export_doubt_points`."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from early_warning.checks.models import DoubtPoint

from .filed import file_planted
from .frames import BUILT

pytestmark = pytest.mark.django_db


def say(name, *args, **options):
    out = io.StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


def test_run_and_export():
    file_planted()
    assert "11 hits, 11 new" in say("run_checks", "--as-of", "2026-06-30")
    lines = [json.loads(line) for line in say("export_doubt_points", "--format", "jsonl").splitlines()]
    assert {line["model"] for line in lines} == {entry["model"] for entry in BUILT}
    first = lines[0]
    assert (first["model"], first["unit"], first["value"], first["threshold"]) == ("HC-A1", "U15", 2336000, 2000000)
    assert first["object_ids"] == BUILT[0]["object_ids"][0]
    assert {"params_version", "data_version", "explanation"} <= first.keys()


def test_models_units_and_dates_are_narrowed():
    file_planted("GT01", "GT21")
    assert "1 hits, 1 new" in say("run_checks", "--models", "HC-A1", "hc-c4", "--units", "U45")
    assert DoubtPoint.objects.get().model == "HC-C4"
    assert "0 hits, recomputed only" in say("run_checks", "--models", "HC-A1", "--as-of", "2026-01-01")


@pytest.mark.parametrize("args", [["--models", "HC-Z9"], ["--units", "U99"], ["--as-of", "2027-01-01"]])
def test_it_says_what_it_does_not_know(args):
    with pytest.raises(CommandError):
        say("run_checks", *args)
