"""Three years of ordinary purchases: plausible, and such that no model of the handbook finds anything in them."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from core.deadlines.calendar import roll_forward
from early_warning.demo.ledger import Ledger, Row, is_filed, quarters
from early_warning.demo.market import LAND, SPOTS, Category, Supplier, categories_of, suppliers_of
from early_warning.demo.planted import planted_markets
from early_warning.filings.periods import Period

SMALL, OPEN = 500_000, 2_000_000
# Amounts just around the small limit are left to HC-A2's planted rows.
AROUND_THE_LIMIT = (470_000, 530_000)
WEIGHTS = {
    "COUNTY": 3.2, "COMPANY": 2.4, "ENFORCEMENT": 1.6, "INSTITUTION": 1.6, "GOVERNMENT": 1.1,
    "TOWN": 1.0, "PARTY": 0.6, "CONGRESS": 0.5, "MASS": 0.4,
}  # fmt: skip
# Who needs a second pair of eyes: a larger share of non-competitive purchases (political ecology, P13).
EASY_GOING = {
    "U59": 0.5, "U25": 0.22, "U44": 0.25, "U17": 0.3, "U20": 0.4, "U26": 0.3, "U27": 0.3, "U33": 0.35, "U35": 0.3,
    "U36": 0.6, "U40": 0.45, "U48": 0.35, "U53": 0.4, "U54": 0.6, "U57": 0.35, "U61": 0.45,
}  # fmt: skip
SMALL_METHODS = (("DIRECT", 30), ("INQUIRY", 34), ("FRAMEWORK", 16), ("CONSULTATION", 15), ("SINGLE", 5))
MIDDLE_METHODS = (("NEGOTIATION", 24), ("CONSULTATION", 34), ("INVITED", 6), ("OPEN", 32), ("SINGLE", 4))
LARGE_METHODS = (("OPEN", 95), ("INVITED", 5))
WITH_BIDS = frozenset({"OPEN", "INVITED", "NEGOTIATION", "CONSULTATION", "INQUIRY"})
REASONS = ("UNIQUE", "UNIQUE", "EMERGENCY", "ADDITION", "PATENT")


@dataclass(frozen=True)
class Buyer:
    """A unit as the generator sees it."""

    code: str
    name: str
    kind: str
    field: str


@dataclass
class Purchases:
    """Draws purchases. ``last_winners`` keeps any supplier from winning too often in one market (HC-A5)."""

    rng: random.Random
    ledger: Ledger
    numbers: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(lambda: 400))
    last_winners: dict[tuple[str, str], list[Supplier]] = field(default_factory=lambda: defaultdict(list))
    left_alone: frozenset[tuple[str, str]] = field(default_factory=planted_markets)

    def fill(self, buyers: list[Buyer]) -> None:
        """Purchases until the volume is reached, spread over units and quarters by weight."""
        for buyer, quarter in self._draw_cells(buyers, self.ledger.room("purchases")):
            row = self._purchase(buyer, self._day(quarter))
            self.ledger.add("purchases", buyer.code, row)

    def _draw_cells(self, buyers: list[Buyer], count: int) -> Iterator[tuple[Buyer, Period]]:
        cells = [(b, q) for b in buyers for q in quarters() if is_filed("purchases", b.code, str(q))]
        weights = [WEIGHTS[buyer.kind] * (1.3 if quarter.number == 4 else 1.0) for buyer, quarter in cells]
        drawn = self.rng.choices(cells, weights, k=count)
        return iter(sorted(drawn, key=lambda cell: (cell[0].code, str(cell[1]))))

    def _day(self, quarter: Period) -> date:
        latest = min(quarter.end, self.ledger.today) - timedelta(days=4)
        day = quarter.start + timedelta(days=self.rng.randrange((latest - quarter.start).days))
        rolled = roll_forward(day)
        return rolled if rolled <= latest else latest

    def _purchase(self, buyer: Buyer, day: date) -> Row:
        options = [c for c in categories_of(buyer.kind, buyer.field) if (buyer.code, c.code) not in self.left_alone]
        category = self.rng.choice(options)
        amount = self._amount(category)
        method = self._method(buyer, amount)
        row: Row = {
            "purchase_no": self._number(buyer.code, day.year),
            "title": self._title(buyer, category, day.year),
            "fiscal_year": day.year,
            "budget_item": f"{buyer.code}-{day.year}-{self.numbers[buyer.code, day.year]}",
            "category_code": category.code,
            "category_name": category.name,
            "method": method,
            "amount": amount,
            "status": "AWARDED",
            "award_date": day,
            "adjustment_approved": False,
            "framework": method == "FRAMEWORK",
        }
        self._outcome(row, buyer, category)
        return row

    def _title(self, buyer: Buyer, category: Category, year: int) -> str:
        thing = self.rng.choice(category.things)
        outdoors = category.kind == "WORKS" or category in LAND
        return f"{self.rng.choice(SPOTS)}{thing}" if outdoors else f"{buyer.name}{year}年{thing}"

    def _number(self, unit: str, year: int) -> str:
        self.numbers[unit, year] += 1
        return f"{unit}-{year}-{self.numbers[unit, year]}"

    def _amount(self, category: Category) -> Decimal:
        while True:
            ratio = category.high / category.low
            amount = int(category.low * ratio ** self.rng.random()) // 200 * 200
            if not AROUND_THE_LIMIT[0] <= amount < AROUND_THE_LIMIT[1]:
                return Decimal(amount)

    def _method(self, buyer: Buyer, amount: Decimal) -> str:
        if amount >= SMALL and self.rng.random() < EASY_GOING.get(buyer.code, 0):
            return "SINGLE"
        table = SMALL_METHODS if amount < SMALL else MIDDLE_METHODS if amount < OPEN else LARGE_METHODS
        return self.rng.choices([name for name, _weight in table], [weight for _name, weight in table])[0]

    def _outcome(self, row: Row, buyer: Buyer, category: Category) -> None:
        if row["method"] in WITH_BIDS:
            row["control_price"] = (row["amount"] * self.rng.randint(104, 113) / 100).quantize(Decimal(1))
            if self.rng.random() < 0.04:
                row["status"] = self.rng.choice(("CANCELLED", "CANCELLED", "RETENDER"))
                row["valid_bids"] = self.rng.randint(1, 2)
                return
            row["valid_bids"] = self.rng.randint(3, 5)
        if row["method"] == "SINGLE":
            row["single_source_reason"] = self.rng.choice(REASONS)
            row["publicity_date"] = row["award_date"] - timedelta(days=self.rng.randint(8, 20))
        winner = self._winner(buyer.code, category)
        row["supplier_name"], row["supplier_code"] = winner.name, winner.code

    def _winner(self, unit: str, category: Category) -> Supplier:
        recent = self.last_winners[unit, category.code]
        free = [supplier for supplier in suppliers_of(category) if supplier not in recent[-4:]]
        winner = self.rng.choice(free)
        recent.append(winner)
        return winner
