"""Where the indicators of this floor get their figures. Higher floors register their own (``registry``)."""
