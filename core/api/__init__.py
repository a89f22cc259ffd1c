"""The same rows and the same services through JSON: scoped viewsets, transitions as actions, problem details."""
