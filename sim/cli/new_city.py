"""``shequ new-city``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.options import Json, Lang
from sim.language import Language, text

if TYPE_CHECKING:
    from sim.city.figures import Profile


def new_city(
    table: Annotated[Path, options.argument("FILE.csv|xlsx", key="table")],
    name: Annotated[str | None, options.option("--name", key="city_name")] = None,
    out: Annotated[
        Path | None, options.option("--out", key="city_out", metavar="FILE.toml", callback=options.at_home)
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write a city file from a table of communities; never overwrite anything."""
    from sim.spreadsheet import new_city as write

    language, file = options.language(lang), out or Path(f"{table.stem}.toml")
    profile = write(table, out=file, name=name, lang=language)
    if as_json:
        output.print_json(_city_json(file, profile))
    else:
        _print_city(file, profile, language)


def _facts(profile: "Profile") -> list[dict[str, Any]]:
    """For each type that the city has, and for the whole: how many, and means per resident."""
    kinds = [kind for kind, share in profile.types.items() if share.communities]
    members = {kind: [community for community in profile.communities if community.type == kind] for kind in kinds}
    return [_fact(kind, own) for kind, own in members.items()] + [_fact("", list(profile.communities))]


def _fact(kind: str, members: list[Any]) -> dict[str, Any]:
    residents = sum(community.residents for community in members)
    return {
        "type": kind or None,
        "communities": len(members),
        "residents": residents,
        "migrants": sum(community.residents * (1 - community.registered) for community in members) / residents,
        "staff_per_1000": sum(1000 * community.staff for community in members) / residents,
        "budget_per_resident": sum(community.residents * community.budget_per_resident for community in members)
        / residents,
    }


def _city_json(file: Path, profile: "Profile") -> dict[str, Any]:
    return {
        "file": str(file),
        "name": profile.name.en,
        "districts": profile.city.districts,
        "streets": profile.city.streets,
        "types": _facts(profile),
    }


def _print_city(file: Path, profile: "Profile", lang: Language) -> None:

    columns = ("type", "communities", "residents", "migrants", "staff_per_1000", "budget_per_resident")
    head = [text(f"cli.city.{column}", lang) for column in columns]
    rows = [
        (
            text(f"cli.city.{fact['type'] or 'all'}", lang),
            str(fact["communities"]),
            f"{fact['residents']:,}",
            f"{fact['migrants']:.1%}",
            f"{fact['staff_per_1000']:.2f}",
            f"{fact['budget_per_resident']:.0f}",
        )
        for fact in _facts(profile)
    ]
    output.print_table(profile.name.en, head, rows, numbers=head[1:])
    said = (text("cli.word.written", lang, file=file), text("cli.city.assumed", lang))
    output.print_text(*said, text("cli.city.next", lang, file=file))
