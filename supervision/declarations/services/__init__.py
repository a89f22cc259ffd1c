from supervision.declarations.services.ceremonies import (
    AfterInput,
    CeremonyInput,
    ceremony_call_off,
    ceremony_file,
    ceremony_file_after,
    ceremony_file_again,
    ceremony_phone,
    ceremony_reduce,
)
from supervision.declarations.services.companies import company_record
from supervision.declarations.services.filing import (
    BusinessInput,
    declaration_explain,
    declaration_withdraw,
    kin_change_begin,
    kin_correct,
    kin_file,
    kin_review_report,
    matter_file,
    matter_report_event,
)

__all__ = [
    "AfterInput",
    "BusinessInput",
    "CeremonyInput",
    "ceremony_call_off",
    "ceremony_file",
    "ceremony_file_after",
    "ceremony_file_again",
    "ceremony_phone",
    "ceremony_reduce",
    "company_record",
    "declaration_explain",
    "declaration_withdraw",
    "kin_change_begin",
    "kin_correct",
    "kin_file",
    "kin_review_report",
    "matter_file",
    "matter_report_event",
]
