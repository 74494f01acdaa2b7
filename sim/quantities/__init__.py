"""Numbers with unit, domain, source and meaning, of which parameters and levers are made."""
