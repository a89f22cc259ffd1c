"""From a department's own columns to those of the catalogue: the plan, and a first guess at it."""
