"""Regenerates the generated pages and parts of pages: ``python -m docs.generate``."""

from docs.generate.pages import write

if __name__ == "__main__":
    write()
