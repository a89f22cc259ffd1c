"""Officials: the persons, with what must stay secret encrypted."""
