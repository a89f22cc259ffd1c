"""The frame: from a model, its steps and a few texts to pages, API, search, export and to-dos (docs/mechanisms.md)."""
