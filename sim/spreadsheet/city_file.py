"""The city file that ``shequ new-city`` writes from a table's communities."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.city.figures import Community, Profile
from sim.city.profile import load_profile
from sim.errors import InputError
from sim.language import Language, text
from sim.parameters import AGES, TYPES
from sim.reading import from_home
from sim.scenario.library import shipped_folder
from sim.spreadsheet.communities import read_communities

MODEL = shipped_folder() / "cities" / "ningbo.toml"
"""The city whose figures stand in for what a table does not say."""
ORDER = ("name", "type", "district", "street", "residents", "ages", "registered", "staff", "budget_per_resident")
"""What a community's entry says, in this order."""


def new_city(table: Path | str, *, out: Path | str, name: str | None = None, lang: Language = "en") -> Profile:
    """Write the city file of a table of communities and return the city; an existing file is never overwritten.

    Raises
    ------
    TableError
        With everything that is wrong in the table, at once; nothing is written then.
    InputError
        If the table cannot be read, or if the name or the file to write will not do.
    """
    source, file = Path(from_home(table, "table")), Path(from_home(out, "out"))
    named = source.stem if name is None else name.strip()
    if not named or not named.isprintable():
        raise InputError(text("table.error.city_name", lang))
    if file.suffix != ".toml":
        raise InputError(text("table.error.city_suffix", lang, file=file))
    words = city_text(read_communities(source, lang), named, table=source.name, lang=lang)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(words)
    except FileExistsError:
        raise InputError(text("cli.error.exists", lang, file=file)) from None
    return load_profile(str(file))


def city_text(communities: Sequence[Community], name: str, *, table: str, lang: Language) -> str:
    """Text of a city file: the communities as they are, everything else as in the shipped city."""
    model = load_profile(str(MODEL))
    lines = [
        f"# {text('table.city.head', lang, table=table)}",
        f"\n[name]\nen = {_word(name)}\nzh = {_word(name)}",
        f"\n# {text('table.city.time', lang)}",
        f'[city]\nstart = "{model.city.start}"\nhorizon = {model.city.horizon}',
        f"\n# {text('table.city.borrowed', lang)}\n# {text('table.city.types', lang, types=', '.join(TYPES))}",
        *_table("organizations", model.organizations.model_dump()),
        *_table("start", model.start.model_dump()),
        f"\n# {text('table.city.communities', lang, ages=', '.join(AGES))}",
    ]
    return "\n".join((*lines, *(line for one in communities for line in _community(one)))) + "\n"


def _table(name: str, values: dict[str, float | tuple[float, ...]]) -> Iterator[str]:
    yield f"[{name}]"
    for key, value in values.items():
        yield f"{key} = {_numbers(value)}"
    yield ""


def _community(community: Community) -> Iterator[str]:
    yield "[[communities]]"
    values = community.model_dump()
    for key in ORDER:
        value = values[key]
        if value != "":
            yield f"{key} = {_word(value) if isinstance(value, str) else _numbers(value)}"
    yield ""


def _numbers(value: float | tuple[float, ...]) -> str:
    """As TOML: a whole number without a point, any other with all its digits."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_numbers, value))}]"
    return str(int(value)) if value == int(value) else repr(value)


def _word(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
