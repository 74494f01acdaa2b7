"""Every page and part of a page that is written from the code alone, and where it comes from.

Pages that need runs have commands of their own: ``sim.docs.patterns``, ``sim.docs.levers``, ``sim.docs.experiments``,
``sim.docs.statistics``.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sim.docs import odd
from sim.docs.fill import filled
from sim.docs.held_out import held_out_page
from sim.docs.outcomes import counted, outcomes
from sim.docs.parameters import parameters_page

FOLDER = Path(__file__).resolve().parents[2] / "docs"
PARTS: Mapping[str, Callable[[], str]] = {
    "steps": odd.steps,
    "stages": odd.stages,
    "draws": odd.draws,
    "accounts": odd.accounts,
    "outcomes": outcomes,
    "counted outcomes": counted,
}
PARTS_OF: Mapping[str, Callable[[str], str]] = {
    "columns of ": odd.columns,
    "parameters of ": odd.parameters,
    "text of ": odd.text_of,
}


def part(name: str) -> str:
    """Return the part of that name.

    Raises
    ------
    KeyError
        If there is none.
    """
    for beginning, write_of in PARTS_OF.items():
        if name.startswith(beginning):
            return write_of(name.removeprefix(beginning))
    return PARTS[name]()


FILLED = ("odd.md", "outcomes.md", "../ARCHITECTURE.md")
"""Pages with parts between ``<!-- generated: name -->`` and ``<!-- end -->``."""
PAGES: Mapping[str, Callable[[], str]] = {
    "parameters.md": parameters_page,
    "held-out.md": held_out_page,
    **{name: partial(filled, FOLDER / name, part) for name in FILLED},
}


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
