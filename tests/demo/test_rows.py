"""The rows of the demo city: the volumes of handbook 6.2; the models find what is planted and nothing else."""

import csv
import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median, pstdev

import pytest

from core.deadlines.calendar import add_workdays
from early_warning.checks import engine, library, registry  # noqa: F401 - importing the library fills the registry
from early_warning.demo.ledger import VOLUMES
from early_warning.demo.planted import ground_truth
from early_warning.demo.purchases import Buyer
from early_warning.demo.rows import city_rows
from early_warning.filings.catalogue import kind_of
from organization.demo import UNITS
from tests.warnings.checks.frames import BUILT, defaults, load

TODAY = date(2026, 6, 30)


def buyers():
    with UNITS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] != "ROOT"]
    return [Buyer(row["code"], row["short_name"], row["kind"], row["field"]) for row in rows]


@pytest.fixture(scope="module")
def ledger(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return city_rows(random.Random(20260630), TODAY, buyers())


@pytest.fixture(scope="module")
def data(ledger, tmp_path_factory):
    units = defaultdict(lambda: defaultdict(list))
    for (kind, unit, _period), rows in ledger.cells.items():
        units[unit][kind].extend(rows)
    return load(tmp_path_factory.mktemp("city"), units)


def bids_by_tender(ledger):
    tenders = defaultdict(list)
    for unit, bid in ledger.rows("bids"):
        tenders[unit, bid["purchase_no"]].append(bid)
    return tenders


def planted_unit(model):
    return {entry["unit"] for entry in ground_truth() if entry["model"] == model}


def test_volumes(ledger):
    assert dict(ledger.counts) == VOLUMES


def test_rows_are_the_same_every_time(ledger, db):
    assert city_rows(random.Random(20260630), TODAY, buyers()).cells == ledger.cells


def test_rows_fit_the_catalogue(ledger):
    for kind in VOLUMES:
        definition = kind_of(kind)
        for unit, row in ledger.rows(kind):
            assert row.keys() <= definition.by_name.keys()
            assert all(row.get(column.name) is not None for column in definition.required), (unit, row)
        keys = [(unit, *(row[column.name] for column in definition.keys)) for unit, row in ledger.rows(kind)]
        assert len(keys) == len(set(keys))


def test_credit_codes_are_nobodys(ledger):
    for kind, name in (("purchases", "supplier_code"), ("bids", "bidder_code"), ("contracts", "supplier_code")):
        assert all(row[name].startswith("99") for _unit, row in ledger.rows(kind) if name in row)


@pytest.mark.parametrize("entry", BUILT, ids=lambda entry: f"{entry['id']}-{entry['model']}")
def test_the_models_find_the_planted_rows_and_nothing_else(entry, data):
    model = registry.get(entry["model"])
    found = engine.find(model, data, defaults(model))
    assert sorted(sorted(hit.object_ids) for hit in found) == sorted(sorted(ids) for ids in entry["object_ids"])


class TestModelsToCome:
    """The formulae of models that are not built yet, told in plain Python, so that their turn brings no surprise."""

    def test_a2_bunching(self, ledger):
        near = defaultdict(lambda: [0, 0])
        for unit, row in ledger.rows("purchases"):
            if 475_000 <= row["amount"] < 525_000:
                near[unit][row["amount"] >= 500_000] += 1
        hits = {unit for unit, (low, high) in near.items() if low + high >= 20 and low >= 4 * high}
        assert hits == {"U55"}
        assert near["U55"] == [26, 4]

    def test_a6_champion_of_one_purchaser(self, ledger):
        seen = defaultdict(list)
        for unit, bid in ledger.rows("bids"):
            seen[bid["bidder_name"]].append((unit, bid["won"]))
        hits = {
            name
            for name, rows in seen.items()
            if len(rows) >= 3 and len({unit for unit, _won in rows}) == 1 and all(won for _unit, won in rows)
        }
        assert hits == {"青橡咨询有限公司"}

    def test_a7_always_loser(self, ledger):
        lost = defaultdict(list)
        won = set()
        for bids in bids_by_tender(ledger).values():
            winner = next((bid["bidder_name"] for bid in bids if bid["won"]), None)
            won.add(winner)
            for bid in bids:
                if bid["bidder_name"] != winner:
                    lost[bid["bidder_name"]].append(winner)
        hits = {
            name
            for name, winners in lost.items()
            if name not in won
            and len(winners) >= 6
            and max(winners.count(w) for w in set(winners)) >= 0.8 * len(winners)
        }
        assert hits == {"禾岳建设有限公司"}

    def test_a8_regular_prices(self, ledger):
        hits = set()
        for (unit, _no), bids in bids_by_tender(ledger).items():
            prices = sorted(float(bid["price"]) for bid in bids)
            if len(prices) < 3:
                continue
            steps = [b - a for a, b in pairwise(prices)]
            equal = max(steps) - min(steps) <= 0.003 * mean(prices)
            lowest_won = next((bid["won"] for bid in bids if float(bid["price"]) == prices[0]), False)
            if equal or (pstdev(prices) / mean(prices) < 0.01 and lowest_won):
                hits.add(unit)
        assert hits == planted_unit("HC-A8")

    def test_a9_hugging_the_ceiling(self, ledger):
        ceilings = {(unit, row["purchase_no"]): row.get("control_price") for unit, row in ledger.rows("purchases")}
        hits = set()
        for (unit, number), bids in bids_by_tender(ledger).items():
            ceiling, winner = ceilings.get((unit, number)), next((b["price"] for b in bids if b["won"]), None)
            if not ceiling or winner is None or len(bids) > 4:
                continue
            if winner >= ceiling * 98 / 100 and median(b["price"] for b in bids) >= ceiling * 97 / 100:
                hits.add(unit)
        assert hits == planted_unit("HC-A9")

    def test_b4_work_before_the_contract(self, ledger):
        awards = {(unit, row["purchase_no"]): row.get("award_date") for unit, row in ledger.rows("purchases")}
        first = {}
        for unit, row in ledger.rows("payments"):
            key = (unit, row.get("contract_no"))
            first[key] = min(first.get(key, row["paid_on"]), row["paid_on"])
        hits = set()
        for unit, row in ledger.rows("contracts"):
            award = awards.get((unit, row.get("purchase_no")))
            late = award is not None and row["signed_on"] > award + timedelta(days=30)
            early = first.get((unit, row["contract_no"]), row["signed_on"]) < row["signed_on"]
            if (late or early) and not row["emergency"]:
                hits.add(unit)
        assert hits == planted_unit("HC-B4")

    def test_b5_published_late(self, ledger):
        hits = {
            unit
            for unit, row in ledger.rows("contracts")
            if row.get("published_on") is None or row["published_on"] > add_workdays(row["signed_on"], 2)
        }
        assert hits == planted_unit("HC-B5")

    def test_b6_no_collective_decision(self, ledger):
        hits = {
            unit for unit, row in ledger.rows("contracts") if row["amount"] >= 1_000_000 and not row.get("decision_no")
        }
        assert hits == planted_unit("HC-B6")

    def test_c5_split_claims(self, ledger):
        claims = defaultdict(list)
        for unit, row in ledger.rows("invoices"):
            claims[unit, row["seller_name"]].append(row["claimed_on"])
        for days in claims.values():
            days.sort()
            assert all(third - first > timedelta(days=6) for first, third in zip(days, days[2:], strict=False))

    def test_g2_head_approves_first(self, ledger):
        posts = defaultdict(int)
        for unit, row in ledger.rows("payments"):
            if "书记" in row["first_approver_post"]:
                posts[unit] += 1
        assert posts == {"U54": 5, "U53": 2}
