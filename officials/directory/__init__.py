"""The directory: name, post, unit. It has one fixed order and no measure of people (handbook 4.5, R14)."""
