"""The wording of the papers of accountability: recommendations."""
