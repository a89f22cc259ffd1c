"""Master data from files: template, dry run, errors by cell, one transaction, undo. Floors register their kinds."""
