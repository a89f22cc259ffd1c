"""Working days, month arithmetic and the catalogue of deadlines (handbook 2.4)."""
