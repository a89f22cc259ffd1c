"""Staff pages of notices."""
