"""A file a mechanism: what nobody chooses of it, what a city chooses, and what somebody does, written once."""
