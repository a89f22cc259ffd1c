"""M04 business-data filing: departments file tables, which are checked, confirmed and kept as Parquet."""
