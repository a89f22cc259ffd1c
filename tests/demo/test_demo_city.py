"""The demo city: the counts of handbook 6, the same content every time, nobody real."""

import hashlib
import io
from datetime import date
from itertools import pairwise

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.db.models import F, Sum
from stdnum.cn import ric

from core import demo
from early_warning.checks.models import DoubtPoint
from early_warning.demo.ledger import OVERDUE, VOLUMES
from early_warning.demo.planted import ground_truth
from early_warning.filings.models import DataFiling, FilingDuty
from officials.dossier.queries import influence_on
from officials.models import DossierRecord, DutyDivision, Official, Post, Tenure
from officials.queries import head_of
from organization.demo_people import is_public_figure
from organization.models import Unit, User
from tests.demo.digest import digests

pytestmark = pytest.mark.usefixtures("demo_city")
TODAY = demo.DEMO_TODAY
CHANGED = {"U16", "U24", "U28", "U31", "U38", "U44", "U50", "U52", "U56", "U60"}


def test_units_and_their_types():
    units = Unit.objects.real()
    kinds = {kind: units.filter(kind=kind).count() for kind in units.values_list("kind", flat=True)}
    assert units.count() == 62
    assert kinds == {
        "PARTY": 9,
        "INSTITUTION": 4,
        "CONGRESS": 2,
        "GOVERNMENT": 21,
        "ENFORCEMENT": 8,
        "MASS": 3,
        "COUNTY": 6,
        "TOWN": 5,
        "COMPANY": 4,
    }
    assert Unit.objects.get(code="U51").path == "/R1/U45/U51/"


def test_officials_by_the_recipe():
    officials = list(Official.objects.all())
    assert len(officials) == 398
    assert sum(official.gender == "M" for official in officials) == 271
    assert min(official.age for official in officials) >= 29
    assert max(official.age for official in officials) <= 59
    assert Official.objects.in_office().count() == 398
    heads = Tenure.objects.on(TODAY).filter(post__is_head=True)
    assert heads.count() == 62
    assert heads.filter(post__head_kind="BOTH").count() == 55


def test_identities_are_well_formed_and_belong_to_nobody():
    for official in Official.objects.all():
        assert ric.validate(official.resident_id)
        assert official.resident_id[2:6] == "0000"  # a province's own code: no identity card carries it
        assert not is_public_figure(official.name)
    assert is_public_figure("孙中山")
    assert Official.objects.values("name").distinct().count() == 398


def test_heads_and_appointments_of_the_last_year():
    recent = Tenure.objects.filter(start__gt=date(2025, 6, 30), start__lte=TODAY)
    heads = recent.filter(post__is_head=True)
    assert recent.count() == 25
    assert set(heads.values_list("post__unit__code", flat=True)) == CHANGED
    assert head_of(Unit.objects.get(code="U16"), date(2026, 1, 14)) != head_of(Unit.objects.get(code="U16"), TODAY)
    assert head_of(Unit.objects.get(code="U52"), date(2025, 12, 1)) is None


def test_every_unit_has_had_a_head_since_the_first_filed_quarter():
    for unit in Unit.objects.real():
        assert all(head_of(unit, date(year, 7, 1)) for year in (2023, 2024, 2025)), unit


def test_nobody_is_in_two_posts_and_no_post_has_two_holders():
    for rows in (Official.objects.prefetch_related("tenures"), Post.objects.prefetch_related("tenures")):
        for row in rows:
            spans = sorted((t.start, t.end or date.max) for t in row.tenures.all())
            assert all(left[1] < right[0] for left, right in pairwise(spans)), row


def test_the_roster_of_the_commission():
    roster = User.objects.filter(official__tenures__in=Tenure.objects.on(TODAY).filter(post__unit__code="U02"))
    roles = sorted(role for user in roster for role in user.role_codes - {"OFF", "UHD"})
    assert roles == sorted(["SEC", *["DEP"] * 3, "CM", "PET", *["SUP"] * 2, "INV", "TRI", "CON", "DAT", "CSO", "ARC"])
    assert User.objects.filter(groups__name="STA").count() == 12
    assert User.objects.filter(groups__name="LIA").count() == 62


def test_every_unit_but_the_commission_is_watched_by_two_people():
    for unit in Unit.objects.real().exclude(code="U02"):
        watchers = User.objects.filter(groups__name__in=["SUP", "STA"], jurisdictions__unit=unit).distinct()
        assert watchers.count() >= 2, unit
    assert not User.objects.filter(groups__name__in=["SUP", "STA"], jurisdictions__unit__code="U02").exists()


def test_every_account_opens_with_the_one_password():
    assert User.objects.get(username="sup1").check_password(demo.DEMO_PASSWORD)
    assert User.objects.values("password").distinct().count() == 1


def test_two_builds_are_alike(digests_of_another_build):
    now = digests()
    different = [name for name, digest in now.items() if digest != digests_of_another_build[name]]
    assert different == []
    assert len(now) > 30


def test_dossiers_hold_the_outcomes_of_the_handbook():
    outcomes = DossierRecord.objects.filter(section=10)
    titles = sorted(outcomes.values_list("title", flat=True))
    assert titles == sorted(
        ["党内警告", "党内警告", "党内严重警告", "政务警告", "政务记过", "政务记过", "政务撤职", "诫勉"]
    )
    ended = Official.objects.get(code="O-0231")
    assert influence_on(ended, date(2026, 6, 15))
    assert not influence_on(ended, TODAY)  # P05


def test_the_head_of_u59_held_finance_for_230_days():
    duty = DutyDivision.objects.get(unit__code="U59", area="FIN", official=head_of(Unit.objects.get(code="U59"), TODAY))
    assert (duty.end - duty.start).days + 1 == 230  # GT38
    decoy = DutyDivision.objects.get(
        unit__code="U57", area="FIN", official=head_of(Unit.objects.get(code="U57"), TODAY)
    )
    assert decoy.end < date(2025, 9, 1)  # N40


class TestFiledData:
    def test_volumes_of_the_handbook(self):
        delivered = DataFiling.objects.filter(status__in=["CONFIRMED", "VALIDATED"])
        rows = {kind: delivered.filter(kind=kind).aggregate(rows=Sum("row_count"))["rows"] for kind in VOLUMES}
        assert rows == VOLUMES

    def test_files_are_what_their_records_say(self):
        for filing in DataFiling.objects.filter(unit__code__in=["U15", "U51"]):
            content = filing.stored_path.read_bytes()
            assert hashlib.sha256(content).hexdigest() == filing.sha256
            assert pq.read_metadata(filing.stored_path).num_rows == filing.row_count

    def test_every_course_of_a_filing_occurs(self):
        states = set(DataFiling.objects.values_list("status", flat=True))
        assert states == {"CONFIRMED", "VALIDATED", "REJECTED", "SUPERSEDED", "WITHDRAWN"}
        assert DataFiling.objects.filter(rejected_count__gt=0).exists()
        assert DataFiling.objects.get(supersedes__isnull=False).unit.code == "U30"

    def test_some_are_late_and_some_overdue(self):
        duties = FilingDuty.objects.with_state(TODAY)
        assert {(duty.kind, duty.unit.code) for duty in duties.filter(state="OVERDUE")} == OVERDUE
        assert duties.filter(state="LATE").count() > 50
        assert duties.filter(state="MET").count() > 2400

    def test_nobody_confirms_what_he_filed(self):
        assert not DataFiling.objects.filter(confirmer=F("submitter")).exists()


class TestHealthCheck:
    def test_exactly_the_planted_doubt_points(self):
        found = sorted(sorted(doubt.object_ids) for doubt in DoubtPoint.objects.all())
        planted = [entry["object_ids"] for entry in ground_truth() if entry["built"]]
        assert found == sorted(sorted(ids) for rows in planted for ids in rows)

    def test_people_have_dealt_with_some(self):
        states = set(DoubtPoint.objects.values_list("status", flat=True))
        assert states >= {"NEW", "ASSIGNED", "MATERIAL_ASKED", "DEFERRED", "CONFIRMED", "EXCLUDED"}

    def test_the_precision_gate_lets_level_3_through(self):
        assert DoubtPoint.objects.filter(severity=3).exists()


def test_a_second_call_does_nothing():
    before = User.objects.count()
    call_command("demo_city", stdout=io.StringIO())
    assert User.objects.count() == before
