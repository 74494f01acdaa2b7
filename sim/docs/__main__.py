"""Regenerates the generated pages and parts of pages: ``python -m sim.docs``."""

from sim.docs.pages import write

if __name__ == "__main__":
    write()
