"""How large a file may be, before and after unpacking. Beyond these it is an attack or a mistake."""

MIB = 1024 * 1024
MAX_BYTES = 200 * MIB
# A working copy of an upload; in UTF-8 a text grows by half at most.
MAX_KEPT_COPY = 2 * MAX_BYTES
MAX_UNPACKED = 2048 * MIB
# Worksheets pack 10 to 40 times; a bomb packs a thousand times.
MAX_RATIO = 150
# Small parts may pack better than that without harm.
RATIO_FROM = 8 * MIB
MAX_PARTS = 2000
MAX_COLUMNS = 256
# The spreadsheet reader holds the whole rectangle in memory, empty cells included.
MAX_CELLS = 30_000_000
MAX_ROWS = 5_000_000
