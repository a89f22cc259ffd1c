"""All rows of the demo city: what is planted first, then ordinary life around it up to the volumes."""

import random
from collections.abc import Iterable
from datetime import date

from early_warning.demo.bids import Bids
from early_warning.demo.contracts import Contracts
from early_warning.demo.invoices import Invoices
from early_warning.demo.ledger import Ledger
from early_warning.demo.planted import plant
from early_warning.demo.purchases import WEIGHTS, Buyer, Purchases


def city_rows(rng: random.Random, today: date, buyers: Iterable[Buyer]) -> Ledger:
    """The same rows for the same ``rng`` and ``buyers``; volumes as in handbook 6.2."""
    ordered = sorted(buyers, key=lambda buyer: buyer.code)
    ledger = Ledger(today)
    plant(ledger)
    Purchases(rng, ledger).fill(ordered)
    kinds = {buyer.code: buyer.kind for buyer in ordered}
    Bids(rng, ledger, kinds).fill()
    contracts = Contracts(rng, ledger, kinds)
    contracts.fill()
    contracts.running_costs([buyer.code for buyer in ordered])
    Invoices(rng, ledger, {buyer.code: round(10 * WEIGHTS[buyer.kind]) for buyer in ordered}).fill()
    return ledger
