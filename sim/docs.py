"""Regenerates the generated pages of docs/: ``python -m sim.docs``."""

from collections.abc import Callable
from pathlib import Path

from sim.parameters.document import parameters_page

FOLDER = Path(__file__).resolve().parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {"parameters.md": parameters_page}


def write() -> None:
    """Write every generated page."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
