"""What all doors of meetings call."""

from supervision.meetings.services.members import members_redraw
from supervision.meetings.services.sheet import ItemSheet, ResolutionInput, Sheet, sheet_save
from supervision.meetings.services.study import doubt_decide

__all__ = ["ItemSheet", "ResolutionInput", "Sheet", "doubt_decide", "members_redraw", "sheet_save"]
