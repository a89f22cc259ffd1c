"""Pure rules of meetings: no database, only figures and texts."""
