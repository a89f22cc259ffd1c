"""Division of duties: which official is in charge of which area. Only what the dossier's header shows stands here."""
