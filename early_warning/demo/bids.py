"""The bids behind the purchases: prices without any pattern that HC-A6 to A9 look for."""

import random
from collections.abc import Iterable
from decimal import Decimal

from early_warning.demo.ledger import Ledger, Row, is_filed
from early_warning.demo.market import ALL, Category, Supplier, suppliers_of
from early_warning.demo.purchases import WITH_BIDS
from early_warning.filings.periods import Period

BY_CODE = {category.code: category for category in ALL}
# Party offices and mass organisations do not file bids (parameter filing-bids).
NOT_OWING = frozenset({"PARTY", "MASS", "CONGRESS"})
FEWEST, MOST = 3, 8


class Bids:
    """Draws the bids of every tender, exactly as many as the volume wants."""

    def __init__(self, rng: random.Random, ledger: Ledger, kinds: dict[str, str]) -> None:
        self.rng = rng
        self.ledger = ledger
        self.kinds = kinds

    def fill(self) -> None:
        planted = {row["purchase_no"] for _unit, row in self.ledger.rows("bids")}
        tenders = [
            (unit, row)
            for unit, row in self.ledger.rows("purchases")
            if row["method"] in WITH_BIDS
            and row["purchase_no"] not in planted
            and self.kinds[unit] not in NOT_OWING
            and row["category_code"] in BY_CODE
            and "control_price" in row
            and is_filed("bids", unit, str(Period.containing(row["award_date"])))
        ]
        self._fit(tenders)
        for unit, row in tenders:
            for bid in self._bids(row):
                self.ledger.add("bids", unit, bid)

    def _fit(self, tenders: list[tuple[str, Row]]) -> None:
        """Move the number of valid bids of awarded tenders until the sum is the volume."""
        short = self.ledger.room("bids") - sum(row["valid_bids"] for _unit, row in tenders)
        step = 1 if short > 0 else -1
        awarded = [row for _unit, row in tenders if row["status"] == "AWARDED"]
        while short:
            row = self.rng.choice(awarded)
            if FEWEST <= row["valid_bids"] + step <= MOST:
                row["valid_bids"] += step
                short -= step

    def _bids(self, row: Row) -> Iterable[Row]:
        category = BY_CODE[row["category_code"]]
        bidders = self._bidders(row, category)
        for supplier, price in zip(bidders, self._prices(row["amount"], len(bidders)), strict=True):
            yield {
                "purchase_no": row["purchase_no"],
                "bidder_name": supplier.name,
                "bidder_code": supplier.code,
                "price": price,
                "valid": True,
                "won": supplier.code == row.get("supplier_code"),
                "bid_date": row["award_date"],
            }

    def _bidders(self, row: Row, category: Category) -> list[Supplier]:
        """The winner first; he is the cheapest."""
        pool = list(suppliers_of(category))
        self.rng.shuffle(pool)
        pool.sort(key=lambda supplier: supplier.code != row.get("supplier_code"))
        return pool[: row["valid_bids"]]

    def _prices(self, lowest: Decimal, count: int) -> list[Decimal]:
        while True:
            gaps = [self.rng.uniform(0.012, 0.06) for _ in range(count - 1)]
            if count < 3 or max(gaps) - min(gaps) > 0.008:
                break
        prices, ratio = [lowest], 1.0
        for gap in gaps:
            ratio += gap
            prices.append((lowest * Decimal(f"{ratio:.5f}")).quantize(Decimal(1)))
        return prices
