"""A city from a profile and a seed."""
