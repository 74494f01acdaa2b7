"""Regenerates the generated pages and parts of pages: ``python -m sim.docs``."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sim.documents import filled, part
from sim.parameters.document import parameters_page

FOLDER = Path(__file__).resolve().parent.parent / "docs"
FILLED = ("odd.md", "outcomes.md", "../ARCHITECTURE.md")
"""Pages with parts between ``<!-- generated: name -->`` and ``<!-- end -->``."""
PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": parameters_page,
    **{name: partial(filled, FOLDER / name, part) for name in FILLED},
}


def write() -> None:
    """Write every generated page."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
