"""Declarations: kin business (M33), major matters (M35), ceremonies (M36). One engine, three records."""
