"""Handbook 3.1 as pure arithmetic in Decimal: scores, dimensions, index, bands, changes. No database, no clock."""
