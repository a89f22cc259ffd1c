"""Pages of the political ecology: list, one unit, rows behind a figure, steps of the course, report."""
