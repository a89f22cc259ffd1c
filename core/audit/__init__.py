"""Who changed, read, printed or exported what. The record of changes is django-auditlog's; the events are ours."""
