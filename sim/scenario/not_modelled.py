"""What the model's design names but this version does not simulate yet; docs/state.md says when it will."""

LEVERS = ("task_share", "price_tiers", "seed_grants", "survey")
"""Each has a text ``problem.later.NAME`` that says what it is and what there is instead."""
