"""Cities by name or file."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.city.figures import Profile
from sim.city.lists import with_lists
from sim.city.own import OwnCity
from sim.errors import InputError
from sim.scenario.library import folders


def city_names() -> list[str]:
    """Every city whose profile can be found by name."""
    return sorted(_named())


def load_profile(name: str) -> Profile:
    """Read a city by name, or a profile's file by its path.

    Raises
    ------
    InputError
        Where there is no such city, or its file is not a valid profile; all problems at once.
    """
    path = Path(name) if Path(name).is_file() else _named().get(name)
    if path is None:
        known = ", ".join(city_names())
        raise InputError(f"city {name!r}: no such city; there are {known}, or give the path of a profile's file")
    try:
        data = with_lists(_values(path.read_text(encoding="utf8")), path)
        return OwnCity.model_validate(data).profile() if "communities" in data else Profile.model_validate(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a TOML text file: {error}") from error
    except ValidationError as error:
        raise InputError("\n".join(f"{path}: {_where(e['loc'])}: {e['msg']}" for e in error.errors())) from error


def usual_size(profile: Profile) -> str:
    """How much of a city is simulated unless asked otherwise: all of one that lists its communities."""
    return "city" if profile.communities else "neighbourhood"


@functools.lru_cache(maxsize=4)
def _values(text: str) -> dict[str, Any]:
    """A profile's values, read once for runs of one city that follow each other."""
    return tomllib.loads(text)


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "file"


def _named() -> dict[str, Path]:
    return {path.stem: path for folder in reversed(folders()) for path in (folder / "cities").glob("*.toml")}
