"""Meetings of leaderships: collective decisions on the three majors and one large (M54), first agenda item (M52)."""
