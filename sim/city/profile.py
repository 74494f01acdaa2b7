"""Cities by name or file."""

import functools
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.city.figures import Profile
from sim.city.lists import with_lists
from sim.city.own import OwnCity
from sim.errors import InputError
from sim.language import message, visible
from sim.reading import from_home, parse, read_text
from sim.scenario.library import files_in, folders
from sim.scenario.values import nearest, shortened

MOST_BYTES = 10_000_000
SHOWN = 100


def city_names() -> list[str]:
    """Every city whose profile can be found by name."""
    return sorted(_named())


def load_profile(name: str, *, of: str = "city") -> Profile:
    """Read a city by name, or a profile's file by its path; ``of`` is what it was given as.

    Raises
    ------
    InputError
        Where there is no such city, or its file is not a valid profile; all problems at once.
    """
    file = from_home(name, of)
    path = Path(file) if file and os.path.exists(file) else _named().get(name)
    if path is None:
        names, given = city_names(), shortened(visible(repr(name)))
        near = nearest(name, names)
        hint = message("option.hint", name=near) if near else ""
        raise InputError(message("no_city", option=of, given=given, known=", ".join(names), hint=hint).rstrip())
    data = with_lists(_values(read_text(path, MOST_BYTES), name=str(path)), path)
    try:
        return OwnCity.model_validate(data).profile() if "communities" in data else Profile.model_validate(data)
    except ValidationError as error:
        wrong = [f"{path}: {_where(e['loc'])}: {e['msg']}" for e in error.errors()]
        more = [f"{path}: and {len(wrong) - SHOWN} more like these"] if len(wrong) > SHOWN else []
        raise InputError("\n".join(wrong[:SHOWN] + more)) from error


def usual_size(profile: Profile) -> str:
    """How much of a city is simulated unless asked otherwise: all of one that lists its communities."""
    return "city" if profile.communities else "neighbourhood"


@functools.lru_cache(maxsize=4)
def _values(text: str, *, name: str) -> dict[str, Any]:
    """A profile's values, read once for runs of one city that follow each other."""
    return parse(text, name=name)


def _where(location: tuple[int | str, ...]) -> str:
    return shortened(".".join(map(str, location))) or "file"


def _named() -> dict[str, Path]:
    return {path.stem: path for folder in reversed(folders()) for path in files_in(folder / "cities")}
