"""Leads (问题线索, M14): registered and assigned by the case office, disposed of in four ways, each approved."""
