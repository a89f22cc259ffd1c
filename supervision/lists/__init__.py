"""Lists and rectification: responsibilities, tasks, measures and problems of units, from the list to the look-back.

One engine (``engine``) for M53 measure lists, M56 and M59 responsibility lists with their four lists, M57 checks of the
four layers of responsibility and M74 rectification after inspections.
"""
