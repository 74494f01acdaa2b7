"""Those parts of the documents that are written from the code itself."""

from sim.documents.fill import filled
from sim.documents.parts import part

__all__ = ["filled", "part"]
