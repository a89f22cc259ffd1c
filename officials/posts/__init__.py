"""Posts: one seat in a unit, whether somebody holds it or not."""
