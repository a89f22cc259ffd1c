"""Division of duties and 三不分管 (M55): plans of units, exemptions, the matrix of who is in charge of what."""
