"""A notebook of the tutorials, carried out: every cell, in order, as it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorials"


def carried_out(name: str, folder: Path) -> dict[str, Any]:
    """Names that the cells leave when they run in a folder."""
    names: dict[str, Any] = {}
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))["cells"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for cell in (one for one in cells if one["cell_type"] == "code"):
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
        pages = (getattr(one, "page", None) for one in names.values())
        assert all(page.exists() for page in pages if isinstance(page, Path))
    return names
