"""Questions to many worlds, for Python and the command: claims, where things fail, and what does well everywhere."""

from sim.explored.claims import Claims, claims
from sim.explored.discover import Discovered, discover
from sim.explored.robust import Robust, robust

__all__ = ["Claims", "Discovered", "Robust", "claims", "discover", "robust"]
