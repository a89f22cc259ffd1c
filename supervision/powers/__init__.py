"""Lists of powers (M10): who may decide what, on what authority, with what check; and how it was used."""
