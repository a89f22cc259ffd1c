"""The first page: what waits for me, then the situation of my jurisdiction. Apps register to-dos and panels."""
