"""Facts of a paper with their evidence: who checks and signs has opened every piece, and it is on record (R03, R04).

A fact is a row below a record: its model has ``objects.visible_to``, ``paper`` (the record) and ``evidence_records``
(the records it rests on); files are attached to it.
"""
