"""Questions to many worlds, for Python and the command: claims, where things fail, and what does well everywhere."""

from sim.explored.claiming import Claims, claims
from sim.explored.discovering import Discovered, discover
from sim.explored.weighing import Robust, robust

__all__ = ["Claims", "Discovered", "Robust", "claims", "discover", "robust"]
