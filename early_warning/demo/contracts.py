"""Contracts and payments that keep the rules: signed in time, published, paid after acceptance, never too much."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from core.deadlines.calendar import add_workdays, roll_forward
from early_warning.demo.decisions import decision_before
from early_warning.demo.ledger import Ledger, Row
from early_warning.demo.market import ALL

KIND_OF = {category.code: category.kind for category in ALL}
ONE = Decimal(1)
COLLECTIVE = 500_000
APPROVERS = ("分管副职", "分管副职", "办公室主任", "财务科负责人")
RUNNING_COSTS = (
    ("云澜供电公司", "电费", 8_000, 160_000),
    ("云澜水务集团有限公司", "水费", 2_000, 60_000),
    ("云澜通信公司", "通信与线路租赁费", 3_000, 80_000),
    ("云澜燃气公司", "燃气费", 2_000, 50_000),
    ("云澜邮政公司", "邮寄费", 500, 9_000),
    ("云澜财产保险公司", "车辆与财产保险费", 4_000, 120_000),
)


class Contracts:
    """Signs contracts for awarded purchases and pays them."""

    def __init__(self, rng: random.Random, ledger: Ledger, kinds: Mapping[str, str]) -> None:
        self.rng = rng
        self.ledger = ledger
        self.kinds = kinds
        self._numbers: dict[tuple[str, str, int], int] = {}

    def fill(self) -> None:
        """Contracts for the larger purchases first; the smallest go without one."""
        planted = {row.get("purchase_no") for _unit, row in self.ledger.rows("contracts")}
        awarded = [
            (unit, row)
            for unit, row in self.ledger.rows("purchases")
            if row["status"] == "AWARDED" and row["purchase_no"] not in planted
        ]
        awarded.sort(key=lambda pair: (-pair[1]["amount"], pair[1]["purchase_no"]))
        for unit, row in awarded:
            if not self.ledger.room("contracts"):
                return
            contract = self._contract(unit, row)
            if self.ledger.add("contracts", unit, contract):
                self._pay(unit, contract)

    def running_costs(self, units: list[str]) -> None:
        """Payments without a contract fill the volume."""
        days = (self.ledger.today - date(2023, 7, 3)).days
        while self.ledger.room("payments"):
            unit = self.rng.choice(units)
            day = date(2023, 7, 3) + timedelta(days=self.rng.randrange(days))
            payee, purpose, low, high = self.rng.choice(RUNNING_COSTS)
            amount = Decimal(self.rng.randint(low * 100, high * 100)) / 100
            self._payment(unit, None, payee, amount, day, purpose)

    def _number(self, prefix: str, unit: str, year: int) -> str:
        key = (prefix, unit, year)
        self._numbers[key] = self._numbers.get(key, 1000) + 1
        return f"{prefix}-{unit}-{year}-{self._numbers[key]}"

    def _contract(self, unit: str, purchase: Row) -> Row:
        signed = purchase["award_date"] + timedelta(days=self.rng.randint(3, 24))
        kind = KIND_OF.get(purchase["category_code"], "GOODS")
        row: Row = {
            "contract_no": self._number("HT", unit, signed.year),
            "purchase_no": purchase["purchase_no"],
            "title": f"{purchase['title']}合同",
            "supplier_name": purchase["supplier_name"],
            "supplier_code": purchase["supplier_code"],
            "kind": kind,
            "amount": purchase["amount"],
            "amendment_amount": Decimal(0),
            "amendment_approved": False,
            "signed_on": signed,
            "published_on": add_workdays(signed, self.rng.randint(1, 2)),
            "prepay_ratio": Decimal("0.3") if purchase["amount"] > 200_000 else Decimal(0),
            "emergency": False,
        }
        self._amend(row)
        accepted = signed + timedelta(days=self.rng.randint(25, 90 if kind != "WORKS" else 300))
        if accepted <= self.ledger.today:
            row["accepted_on"] = accepted
        if row["amount"] >= COLLECTIVE:
            row["decision_no"] = decision_before(unit, self.kinds[unit], signed, self.rng.randint(1, 24) % 2)
        return row

    def _amend(self, row: Row) -> None:
        if self.rng.random() < 0.07:
            row["amendment_amount"] = (row["amount"] * self.rng.randint(15, 80) / 1000).quantize(ONE)
            row["amendment_approved"] = True

    def _pay(self, unit: str, contract: Row) -> None:
        left = contract["amount"] + contract["amendment_amount"]
        if contract["prepay_ratio"]:
            amount = (contract["amount"] * contract["prepay_ratio"] * self.rng.randint(80, 100) / 100).quantize(ONE)
            day = contract["signed_on"] + timedelta(days=self.rng.randint(5, 20))
            left -= self._payment(unit, contract, contract["supplier_name"], amount, day, "合同预付款")
        if "accepted_on" not in contract:
            return
        day = contract["accepted_on"] + timedelta(days=self.rng.randint(4, 30))
        last = (left * Decimal("0.05")).quantize(ONE)
        left -= self._payment(unit, contract, contract["supplier_name"], left - last, day, "验收后付款")
        if contract["kind"] == "WORKS" or self.rng.random() < 0.3:
            day += timedelta(days=self.rng.randint(180, 365))
            self._payment(unit, contract, contract["supplier_name"], min(last, left), day, "质量保证金")

    def _payment(
        self, unit: str, contract: Row | None, payee: str, amount: Decimal, day: date, purpose: str
    ) -> Decimal:
        """Pay, unless the day is not yet or not filed, or the volume is reached. Returns what was paid."""
        if day > self.ledger.today or not self.ledger.room("payments"):
            return Decimal(0)
        row: Row = {
            "payment_no": self._number("FK", unit, day.year),
            "payee_name": payee,
            "amount": amount,
            "paid_on": roll_forward(day),
            "purpose": purpose,
            "first_approver_post": self.rng.choice(APPROVERS),
        }
        if contract is not None:
            row["contract_no"] = contract["contract_no"]
        return amount if self.ledger.add("payments", unit, row) else Decimal(0)
