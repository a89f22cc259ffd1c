"""Invoice claims: every invoice once, no two that look alike, no bursts to one seller (HC-C4, C5)."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from early_warning.demo.ledger import FIRST, Ledger, Row

SELLERS = (
    ("云办文具有限公司", 60, 3_800), ("澜纸业有限公司", 80, 2_600), ("望岚快印服务部", 40, 1_900),
    ("南渡图文制作部", 60, 2_400), ("云澜会议中心", 900, 16_000), ("碧湾培训中心", 600, 12_000),
    ("青坪汽车维修有限公司", 300, 8_600), ("澜江加油站", 150, 1_200), ("兰溪宾馆", 260, 3_900),
    ("石埠宾馆", 240, 3_600), ("云澜客运有限公司", 60, 900), ("望岚餐饮服务有限公司", 120, 1_600),
    ("云澜书店", 50, 2_200), ("柳汀五金商行", 30, 1_500), ("澜信电脑维修部", 80, 2_900),
    ("云澜速递服务部", 20, 600), ("南渡家电维修部", 60, 1_800), ("禾丰农资供应部", 80, 2_700),
    ("碧湾办公设备服务部", 90, 4_200), ("云澜物业服务有限公司", 200, 5_800),
)  # fmt: skip
DEPARTMENTS = ("办公室", "综合科", "财务科", "人事科", "业务一科", "业务二科", "法规科", "机关党委")
QUIET_DAYS = timedelta(days=8)


class Invoices:
    """Draws claims until the volume is reached."""

    def __init__(self, rng: random.Random, ledger: Ledger, weights: dict[str, int]) -> None:
        self.rng = rng
        self.ledger = ledger
        self.units = list(weights)
        self.weights = list(weights.values())
        self._numbers: dict[tuple[str, int], int] = defaultdict(int)
        self._known: set[tuple[str, str, Decimal, date]] = set()
        self._claims: dict[tuple[str, str], list[date]] = defaultdict(list)

    def fill(self) -> None:
        days = (self.ledger.today - FIRST.start).days
        while self.ledger.room("invoices"):
            unit = self.rng.choices(self.units, self.weights)[0]
            claimed = FIRST.start + timedelta(days=self.rng.randrange(days + 1))
            row = self._claim(unit, claimed)
            if row is not None:
                self.ledger.add("invoices", unit, row)

    def _claim(self, unit: str, claimed: date) -> Row | None:
        seller, low, high = self.rng.choice(SELLERS)
        near = [day for day in self._claims[unit, seller] if abs(day - claimed) < QUIET_DAYS]
        if len(near) >= 2:
            return None
        amount = Decimal(int(low * (high / low) ** self.rng.random() * 100)) / 100
        dated = claimed - timedelta(days=self.rng.randint(1, 40))
        look = (unit, seller, amount, dated)
        if look in self._known:
            return None
        self._known.add(look)
        self._claims[unit, seller].append(claimed)
        self._numbers[unit, claimed.year] += 1
        return {
            "claim_no": f"BX-{unit}-{claimed.year}-{1000 + self._numbers[unit, claimed.year]}",
            "invoice_code": f"0990{dated.year % 100:02d}{SELLERS.index((seller, low, high)):02d}0111",
            # Counted, not drawn: no number can come up twice.
            "invoice_no": f"{10_000_000 + len(self._known) * 617:08d}",
            "seller_name": seller,
            "amount": amount,
            "invoice_date": dated,
            "claimed_on": claimed,
            "department": self.rng.choice(DEPARTMENTS),
            "instalment": False,
        }
