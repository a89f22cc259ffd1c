"""What may be done with filings. Pages, API, jobs and commands are thin doors to these functions."""

from early_warning.filings.services.checking import filing_check, filing_preview
from early_warning.filings.services.duties import duties_ensure, duty_waive
from early_warning.filings.services.filing import filing_file, filing_nil, filing_record
from early_warning.filings.services.mappings import mapping_save
from early_warning.filings.services.sweeping import storage_sweep
from early_warning.filings.services.uploads import filing_cancel, filing_start

__all__ = [
    "duties_ensure",
    "duty_waive",
    "filing_cancel",
    "filing_check",
    "filing_file",
    "filing_nil",
    "filing_preview",
    "filing_record",
    "filing_start",
    "mapping_save",
    "storage_sweep",
]
