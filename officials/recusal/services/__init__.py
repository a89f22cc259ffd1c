"""What people do about recusal: declare, ask for an override, ask for somebody's recusal, decide."""

from officials.recusal.services.interests import interest_declare
from officials.recusal.services.overrides import override_request
from officials.recusal.services.requests import recusal_request, recusal_request_grant

__all__ = ["interest_declare", "override_request", "recusal_request", "recusal_request_grant"]
