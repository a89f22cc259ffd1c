"""The working calendar of a year: shown, imported from the State Council's notice, and missed when it is not there."""
