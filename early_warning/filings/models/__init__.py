"""What the database knows of filings: the filings themselves, saved mappings, and who owes which dataset when."""

from early_warning.filings.models.duty import FilingDuty
from early_warning.filings.models.filing import DataFiling, FilingStatus
from early_warning.filings.models.mapping import FilingMapping

__all__ = ["DataFiling", "FilingDuty", "FilingMapping", "FilingStatus"]
