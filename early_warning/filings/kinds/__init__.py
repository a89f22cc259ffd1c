"""The dataset kinds, one module each; ``ALL`` is their order on screen."""

from early_warning.filings.kinds.bids import BIDS
from early_warning.filings.kinds.contracts import CONTRACTS
from early_warning.filings.kinds.invoices import INVOICES
from early_warning.filings.kinds.payments import PAYMENTS
from early_warning.filings.kinds.purchases import PURCHASES

ALL = (PURCHASES, BIDS, CONTRACTS, PAYMENTS, INVOICES)
