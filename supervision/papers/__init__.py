"""The wording of the papers of everyday supervision: lists, handovers, minutes, reports of ceremonies."""
