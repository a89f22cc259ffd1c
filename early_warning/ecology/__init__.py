"""Political ecology of units (handbook M01, part 3.1-3.2): indicators, index, human assessment. Units only (R35)."""
