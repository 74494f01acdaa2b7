"""The lab: a page in which a lever moves and the city answers."""
