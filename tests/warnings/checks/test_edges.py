"""Ties, exact limits and odd rows of every model."""

import pytest

from early_warning.checks import library, registry  # noqa: F401

from .frames import BUILT, find


def rows_of(entry_id, kind):
    return next(entry for entry in BUILT if entry["id"] == entry_id)["rows"][kind]


def ids(hits):
    return [hit.object_ids for hit in hits]


SPLIT = rows_of("GT01", "purchases")
A1, A3, A4, A5, B1, B2, B3, C4 = (
    registry.get(code) for code in ("HC-A1", "HC-A3", "HC-A4", "HC-A5", "HC-B1", "HC-B2", "HC-B3", "HC-C4")
)


def pieces(*amounts, days=None, **changed):
    base = SPLIT[0]
    return [
        base
        | {"purchase_no": f"P{n}", "amount": amount, "award_date": days[n] if days else base["award_date"]}
        | changed
        for n, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize(
    ("amounts", "hits"),
    [
        (["499999.99"] * 5, 1),
        (["500000.00"] + ["499999.99"] * 4, 0),  # one piece is not below the limit
        (["400000.00"] * 5, 0),  # exactly the open-tender limit is not above it
        (["400000.00"] * 4 + ["400000.01"], 1),
    ],
)
def test_splitting_compares_to_the_fen(tmp_path, amounts, hits):
    days = [f"2025-{2 * n + 1:02d}-01" for n in range(5)]  # too far apart for the near-limit variant
    found = find(A1, tmp_path, {"U15": {"purchases": pieces(*amounts, days=days)}}, window_days=30)
    assert len(found) == hits


def test_near_the_limit_within_ninety_days(tmp_path):
    near = ["450000.00", "499999.99", "460000.00"]
    inside = pieces(*near, days=["2025-01-01", "2025-02-01", "2025-04-01"])
    outside = pieces(*near, days=["2025-01-01", "2025-02-01", "2025-04-02"])
    below = pieces("449999.99", *near[1:], days=["2025-01-01", "2025-02-01", "2025-04-01"])
    at_limit = pieces("500000.00", *near[1:], days=["2025-01-01", "2025-02-01", "2025-04-01"])
    units = {"U01": inside, "U02": outside, "U03": below, "U04": at_limit}
    found = find(A1, tmp_path, {unit: {"purchases": rows} for unit, rows in units.items()})
    assert [(hit.unit_code, hit.reason, int(hit.value)) for hit in found] == [("U01", "NEAR", 3)]


def test_purchases_of_one_day_are_inside_each_others_window(tmp_path):
    found = find(A1, tmp_path, {"U15": {"purchases": pieces("450000.00", "450000.00", "450000.00")}})
    assert [hit.reason for hit in found] == ["NEAR"]
    assert found[0].value == 3


def test_a_sum_over_the_limit_is_reported_once_not_as_near_too(tmp_path):
    found = find(A1, tmp_path, {"U15": {"purchases": pieces(*["480000.00"] * 5)}})
    assert [hit.reason for hit in found] == ["SUM"]


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "OPEN"},
        {"status": "CANCELLED"},
        {"status": "RETENDER"},
        {"adjustment_approved": True},
        {"budget_item": None},
    ],
)
def test_splitting_leaves_out_what_is_no_piece(tmp_path, changed):
    rows = [row | changed for row in SPLIT]
    assert not find(A1, tmp_path, {"U15": {"purchases": rows}})


def test_other_years_items_and_categories_do_not_add_up(tmp_path):
    for column, other in (("fiscal_year", 2024), ("budget_item", "EDU-IT-06"), ("category_code", "A02010104")):
        rows = [row | ({column: other} if n % 2 else {}) for n, row in enumerate(SPLIT)]
        assert not find(A1, tmp_path / column, {"U15": {"purchases": rows}})


def test_without_a_code_the_category_is_its_name(tmp_path):
    rows = [row | {"category_code": None} for row in SPLIT]
    assert ids(find(A1, tmp_path, {"U15": {"purchases": rows}}))[0][-1] == "category:台式计算机"


def test_valid_bids_come_from_the_bids_where_the_purchase_is_silent(tmp_path):
    silent = [row | {"valid_bids": None} for row in rows_of("GT02", "purchases")]
    with_bids = {"purchases": silent, "bids": rows_of("GT02", "bids")}
    assert len(find(A3, tmp_path / "a", {"U25": with_bids})) == 3
    assert not find(A3, tmp_path / "b", {"U25": {"purchases": silent}})


def test_three_valid_bids_are_enough_and_none_is_too_few(tmp_path):
    rows = [row | {"valid_bids": count} for row, count in zip(rows_of("GT02", "purchases"), (3, 0, 2), strict=True)]
    assert [int(hit.value) for hit in find(A3, tmp_path, {"U25": {"purchases": rows}})] == [0, 2]


@pytest.mark.parametrize(
    ("reason", "day", "finding"),
    [
        ("UNIQUE", "2025-06-01", None),
        ("EMERGENCY", "2025-06-01", None),
        ("ADDITION", "2025-06-01", None),
        ("PATENT", "2025-06-01", None),
        ("OTHER", "2025-06-01", "NO_REASON"),
        (None, "2025-06-01", "NO_REASON"),
        ("UNIQUE", None, "NO_PUBLICITY"),
        ("PATENT", None, "NO_PUBLICITY"),
        (None, None, "BOTH"),
    ],
)
def test_single_source_needs_ground_and_publicity(tmp_path, reason, day, finding):
    row = rows_of("GT03", "purchases")[0] | {"single_source_reason": reason, "publicity_date": day}
    found = find(A4, tmp_path, {"U60": {"purchases": [row]}})
    assert [hit.reason for hit in found] == ([finding] if finding else [])


def tenders(wins, losses, *, share="100.00", rest="100.00", day="2025-03-01"):
    """`wins` tenders won by X and `losses` won by Y in which both bid, all on one day."""
    base = rows_of("GT04", "purchases")[0]
    purchases, bids = [], []
    for n in range(wins + losses):
        won = n < wins
        purchases.append(base | {"purchase_no": f"T{n}", "amount": share if won else rest, "award_date": day})
        for name, is_winner in (("X", won), ("Y", not won)):
            bids.append({"purchase_no": f"T{n}", "bidder_name": name, "price": "1.00", "valid": True, "won": is_winner})
    return {"purchases": purchases, "bids": bids}


@pytest.mark.parametrize(("wins", "losses", "hits"), [(5, 0, 1), (4, 0, 0), (8, 2, 1), (7, 2, 0), (5, 1, 1), (5, 2, 0)])
def test_always_winning_counts_exactly(tmp_path, wins, losses, hits):
    found = find(A5, tmp_path, {"U46": tenders(wins, losses)})
    assert len([hit for hit in found if "supplier:X" in hit.object_ids]) == hits


def test_half_of_the_amount_is_enough_and_a_fen_less_is_not(tmp_path):
    exact = tenders(8, 2, share="100.00", rest="400.00")
    short = tenders(8, 2, share="100.00", rest="400.01")
    assert len(find(A5, tmp_path, {"U46": exact, "U47": short})) == 1


def test_twelve_months_include_the_same_day_of_last_year(tmp_path):
    rows = tenders(5, 0)
    rows["purchases"][0]["award_date"] = "2024-03-01"
    assert len(find(A5, tmp_path / "a", {"U46": rows})) == 1
    rows["purchases"][0]["award_date"] = "2024-02-29"
    assert not find(A5, tmp_path / "b", {"U46": rows})


def test_framework_agreements_are_left_out(tmp_path):
    rows = tenders(6, 0)
    rows["purchases"] = [row | {"framework": True} for row in rows["purchases"]]
    assert not find(A5, tmp_path, {"U46": rows})


def contract(**changed):
    base = {"contract_no": "C1", "title": "x", "supplier_name": "s", "kind": "GOODS", "amount": "1000000.00",
            "signed_on": "2025-03-01"}  # fmt: skip
    return base | changed


def paid(*payments):
    return [
        {"payment_no": f"F{n}", "contract_no": "C1", "payee_name": "s", "amount": amount, "paid_on": day}
        for n, (amount, day) in enumerate(payments)
    ]


@pytest.mark.parametrize(
    ("kind", "amendment", "approved", "hits"),
    [
        ("GOODS", "100000.00", False, 0),
        ("GOODS", "100000.01", False, 1),
        ("SERVICE", "100000.01", True, 1),  # the law's 10 % cannot be approved away
        ("WORKS", "150000.00", False, 0),
        ("WORKS", "150000.01", False, 1),
        ("WORKS", "300000.00", True, 0),
        ("GOODS", None, False, 0),
    ],
)
def test_supplements_against_ten_and_fifteen_percent(tmp_path, kind, amendment, approved, hits):
    row = contract(kind=kind, amendment_amount=amendment, amendment_approved=approved)
    assert len(find(B1, tmp_path, {"U25": {"contracts": [row]}})) == hits


@pytest.mark.parametrize(
    ("payments", "changed", "hits"),
    [
        ([("300000.00", "2025-04-01")], {}, 0),
        ([("300000.01", "2025-04-01")], {}, 1),
        ([("300000.00", "2025-04-01"), ("600000.00", "2025-06-01")], {}, 0),  # the day of acceptance is not before it
        ([("300000.00", "2025-04-01"), ("600000.00", "2025-05-31")], {}, 1),
        ([("500000.00", "2025-04-01")], {"prepay_ratio": "0.5000"}, 0),
        ([("100000.01", "2025-04-01")], {"prepay_ratio": "0.1000"}, 1),
        ([("330000.00", "2025-04-01")], {"amendment_amount": "100000.00", "amendment_approved": True}, 0),
        ([("330000.00", "2025-04-01")], {"amendment_amount": "100000.00"}, 1),
        ([("300000.01", "2026-04-01")], {"accepted_on": None}, 1),
    ],
)
def test_paying_before_acceptance(tmp_path, payments, changed, hits):
    row = contract(accepted_on="2025-06-01") | changed
    found = find(B2, tmp_path, {"U57": {"contracts": [row], "payments": paid(*payments)}})
    assert len(found) == hits


def test_evidence_of_early_payments_has_the_contract_as_context(tmp_path):
    rows = {"contracts": [contract(accepted_on="2025-06-01")], "payments": paid(("400000.00", "2025-04-01"))}
    (hit,) = find(B2, tmp_path, {"U57": rows})
    assert [(ref.kind, ref.is_hit) for ref in hit.rows] == [("contracts", False), ("payments", True)]
    assert (str(hit.value), str(hit.threshold)) == ("0.400000", "0.300000")


@pytest.mark.parametrize(
    ("amount", "changed", "hits"),
    [
        ("1000000.00", {}, 0),
        ("1000000.01", {}, 1),
        ("1100000.00", {"amendment_amount": "100000.00", "amendment_approved": True}, 0),
        ("1100000.00", {"amendment_amount": "100000.00", "amendment_approved": False}, 1),
    ],
)
def test_paying_beyond_the_contract(tmp_path, amount, changed, hits):
    rows = {"contracts": [contract(**changed)], "payments": paid((amount, "2025-07-01"))}
    assert len(find(B3, tmp_path, {"U49": rows})) == hits


def test_payments_meet_contracts_of_their_own_unit_only(tmp_path):
    units = {"U49": {"contracts": [contract()]}, "U50": {"payments": paid(("2000000.00", "2025-07-01"))}}
    assert not find(B3, tmp_path, units)


def invoice(**changed):
    base = {"claim_no": "X1", "invoice_code": "0440", "invoice_no": "1", "seller_name": "s", "amount": "100.00",
            "invoice_date": "2026-03-01", "claimed_on": "2026-03-05"}  # fmt: skip
    return base | changed


def test_one_number_claimed_twice_is_one_doubt_point(tmp_path):
    rows = [invoice(), invoice(claim_no="X2")]
    assert [hit.reason for hit in find(C4, tmp_path, {"U45": {"invoices": rows}})] == ["NUMBER"]


def test_alike_invoices_under_two_numbers_are_one_doubt_point(tmp_path):
    rows = [invoice(), invoice(claim_no="X2", invoice_no="2")]
    assert [hit.reason for hit in find(C4, tmp_path, {"U45": {"invoices": rows}})] == ["LOOK"]


@pytest.mark.parametrize("changed", [{"amount": "100.01"}, {"seller_name": "t"}, {"invoice_date": "2026-03-02"}])
def test_invoices_that_differ_are_no_doubt(tmp_path, changed):
    rows = [invoice(), invoice(claim_no="X2", invoice_no="2", **changed)]
    assert not find(C4, tmp_path, {"U45": {"invoices": rows}})


def test_instalments_are_left_out(tmp_path):
    rows = [invoice(instalment=True), invoice(claim_no="X2", instalment=True)]
    assert not find(C4, tmp_path, {"U45": {"invoices": rows}})


def test_nothing_filed_finds_nothing(tmp_path):
    for model in registry.all_models():
        assert find(model, tmp_path, {}) == []
