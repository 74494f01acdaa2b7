"""Where scenarios are found: shipped ones, those of ``SHEQU_SCENARIOS``, those of the current folder."""

import filecmp
import os
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.language import message
from sim.reading import from_home
from sim.scenario.values import did_you_mean, listed

_PACKAGE = Path(__file__).resolve().parent.parent
_KINDS = ("", "policies", "shocks")


def shipped_folder() -> Path:
    """Return the folder of shipped scenarios, in a checkout or in an installed package."""
    installed = _PACKAGE / "_shipped" / "scenarios"
    return installed if installed.is_dir() else _PACKAGE.parent / "scenarios"


def folders() -> list[Path]:
    """Return every folder that is searched, in order."""
    added = os.environ.get("SHEQU_SCENARIOS")
    return [*([Path(from_home(added, "SHEQU_SCENARIOS"))] if added else []), Path.cwd() / "scenarios", shipped_folder()]


def catalog(beside: Path | None = None) -> dict[str, list[Path]]:
    """Map each scenario's name to its files; ``beside`` adds the folder of the file that asks.

    Copies with the same bytes count as one file, so a checkout may lie beside an installed package.
    """
    found: dict[str, list[Path]] = {}
    for folder in [*([beside] if beside else []), *folders()]:
        for file in (file for kind in _KINDS for file in files_in(folder / kind)):
            known = found.setdefault(file.stem, [])
            if not any(_same(file, other) for other in known):
                known.append(file)
    return found


def files_in(folder: Path) -> list[Path]:
    """Return the TOML files of a folder in order; a folder, pipe or device of such a name is none, a broken link is one."""
    return [file for file in sorted(folder.glob("*.toml")) if os.path.isfile(file) or not os.path.exists(file)]


def locate(name: str, beside: Path | None = None) -> Path:
    """Return the file of a scenario given by name or by path; paths are relative to ``beside``.

    Raises
    ------
    ScenarioError
        If there is none, or if two different files bear the name; the problem's file is ``name``.
    """
    if name.endswith(".toml") or "/" in name or os.sep in name:
        path = (beside or Path()) / os.path.expanduser(name)  # pathlib's raises where nobody has that name
        if not os.path.exists(path):
            raise ScenarioError([Problem(name, None, "", message("no_such_file"), "", message("check_name"))])
        return path
    known = catalog(beside)
    files = known.get(name, [])
    if len(files) == 1:
        return files[0]
    raise ScenarioError([_ambiguous(name, files) if files else _unknown(name, list(known))])


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _ambiguous(name: str, files: list[Path]) -> Problem:
    return Problem(
        name, None, "", message("two_of_a_name"), message("and").join(map(str, files)), message("rename_one")
    )


def _unknown(name: str, known: list[str]) -> Problem:
    return Problem(name, None, "", message("no_scenario"), listed(sorted(known)), did_you_mean(name, known))
