"""Staff pages of talks, the map of their coverage, and the official's own pages."""
