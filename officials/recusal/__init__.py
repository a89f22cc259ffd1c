"""Recusal (R15, 监察法 67, 政务处分法 47): who must keep his hands off whom, asked on view, assign and approve."""

from officials.recusal.engine import (
    Recusal,
    grounds_of,
    matter_rule,
    recusal_rule,
    recusals,
    recused,
    refuse_recused,
)

__all__ = ["Recusal", "grounds_of", "matter_rule", "recusal_rule", "recusals", "recused", "refuse_recused"]
