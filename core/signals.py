"""Receivers of the core app, imported once in ``CoreConfig.ready``."""

from core.audit import signals as audit_signals
from core.deadlines import signals as deadline_signals

__all__ = ["audit_signals", "deadline_signals"]
