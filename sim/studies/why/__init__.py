"""Two lives of one person, the first decision that differs, and what made it differ, back to a lever."""

from sim.studies.why.story import Choice, Story, tell
from sim.studies.why.worlds import Setting

__all__ = ["Choice", "Setting", "Story", "tell"]
