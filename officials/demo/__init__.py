"""Demo city: 398 officials in their posts, with careers, changes of heads and duties (handbook 6.2)."""

from officials.demo import dossiers, imports, recusal, steps  # noqa: F401 - they register the steps
