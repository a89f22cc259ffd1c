"""Joint supervision: conferences with audit, finance, statistics … (M08) and clues handed over between them (M09)."""
