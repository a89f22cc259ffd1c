"""Clarification of untrue reports (澄清正名, M82): asked of the person, reviewed, approved, carried out."""
