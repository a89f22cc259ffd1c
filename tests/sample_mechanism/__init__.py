"""A mechanism as a customer would add it: everything else is the frame's (docs/mechanisms.md)."""
