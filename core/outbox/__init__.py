"""Deliveries as rows: committed with what they tell of, then claimed, sent and marked; a crash loses none."""
