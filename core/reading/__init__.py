"""Reading tables that people upload: first what kind of file it is and whether it is safe, then its cells as text."""
