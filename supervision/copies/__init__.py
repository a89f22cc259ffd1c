"""M29 廉情抄告单: verified facts about an official or a unit, copied to those with management responsibility."""
