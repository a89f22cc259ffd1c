"""Where filed data lies: immutable Parquet files, written whole or not at all."""
