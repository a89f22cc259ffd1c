"""Digital health check: models over filed data, doubt points, and a person's triage (handbook M05, M06, M07, M11)."""
