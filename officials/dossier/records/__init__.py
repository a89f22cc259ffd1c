"""Dossier records: what people enter in the file by hand. Append-only; a wrong one is withdrawn, never changed."""
