"""M22 纪检监察建议书: a recommendation letter to a unit, with each suggestion a task that somebody else verifies."""
