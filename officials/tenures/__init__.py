"""Tenures: who holds which post from when to when. Being head is a role in time, never a mark on a person."""
