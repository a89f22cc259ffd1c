"""Files that belong to a record, seen by whoever sees the record."""
