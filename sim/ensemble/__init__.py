"""Plausible worlds: what is believed of the world's numbers, what they have to show, and the sets of numbers that do."""
