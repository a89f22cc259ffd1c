"""When periodic work runs: what the settings seed, and what an administrator makes of it."""
