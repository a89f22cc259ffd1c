"""Opening a dossier (R14): purpose, reason, authority, a window of hours, a limit a day, and an alert to CSO."""
