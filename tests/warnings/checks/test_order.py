"""What a model finds depends on the rows and not on their order, nor on how they are spread over filings."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from early_warning.checks import engine, library, registry  # noqa: F401
from early_warning.filings.catalogue import all_kinds

from .frames import BUILT, defaults, file_rows

SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(model, heaps, split):
    """The hits over these rows, each kind spread over `split` filings."""
    with tempfile.TemporaryDirectory() as folder:
        filings = {kind.code: [] for kind in all_kinds()}
        number = 0
        for (unit, kind), rows in sorted(heaps.items()):
            for part in range(split):
                number += 1
                filings[kind].append(file_rows(Path(folder), kind, unit, number, rows[part::split]))
        data = engine.load(engine.connect(), filings)
        hits = engine.find(model, data, defaults(model))
    return [(hit.unit_code, hit.object_ids, hit.reason, hit.value, hit.threshold, len(hit.rows)) for hit in hits]


@pytest.mark.parametrize("entry", BUILT, ids=lambda entry: entry["id"])
@SLOW
@given(data=st.data(), split=st.integers(1, 3))
def test_order_and_spread_do_not_matter(entry, data, split):
    heaps = {}
    for part in (entry, *entry["decoys"]):
        for kind, rows in part["rows"].items():
            heaps.setdefault((part["unit"], kind), []).extend(rows)
    shuffled = {key: data.draw(st.permutations(rows)) for key, rows in heaps.items()}
    model = registry.get(entry["model"])
    assert found(model, shuffled, split) == found(model, heaps, 1)


@SLOW
@given(amounts=st.lists(st.integers(1, 70_000_000), min_size=1, max_size=12))
def test_splitting_agrees_with_the_rule_in_plain_python(amounts):
    model = registry.get("HC-A1")
    base = next(entry for entry in BUILT if entry["id"] == "GT01")["rows"]["purchases"][0]
    rows = [base | {"purchase_no": f"P{n}", "amount": f"{fen // 100}.{fen % 100:02d}"} for n, fen in enumerate(amounts)]
    near = [fen for fen in amounts if 45_000_000 <= fen < 50_000_000]
    is_sum = len(amounts) >= 3 and max(amounts) < 50_000_000 and sum(amounts) > 200_000_000
    expected = ["SUM"] if is_sum else ["NEAR"] if len(near) >= 3 else []  # all on one day
    assert [hit[2] for hit in found(model, {("U15", "purchases"): rows}, 1)] == expected
