"""Notices of the demo city: every state, spread over units and three years. Texts are invented."""
