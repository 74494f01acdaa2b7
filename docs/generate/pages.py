"""Every file of documentation that is written from the code alone; pages that need runs have commands of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path

from docs.generate import data
from docs.generate.held_out import held_out_page

FOLDER = Path(__file__).resolve().parents[2] / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "held-out.md": held_out_page,
    **{f"data/{name}": table for name, table in data.TABLES_OF.items()},
}


def write() -> None:
    """Write every page and table."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
