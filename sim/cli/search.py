"""``shequ search``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.option_groups import HERE, CrewOptions
from sim.cli.options import City, FirstSeed, Json, Langs, Months, Out, Size, With, WorldsFrom
from sim.language import Language
from sim.limits import GENERATIONS, LOOKS, STARTS

if TYPE_CHECKING:
    from sim.api.search import Mixes

Names = list[str] | None


def search(
    levers: Annotated[list[str], options.argument("LEVER...", key="search_levers")],
    budget: Annotated[str, options.option("--budget", key="search_budget", metavar="YUAN|same")] = "same",
    baseline: Annotated[str, options.option("--baseline", key="search_baseline", metavar="SCENARIO")] = "baseline",
    outcome: Annotated[Names, options.option("--outcome", key="search_outcome")] = None,
    floor: Annotated[Names, options.option("--floor", key="search_floor")] = None,
    starts: Annotated[int, options.option("--starts", key="search_starts", limits=STARTS)] = 5,
    generations: Annotated[int, options.option("--generations", key="search_generations", limits=GENERATIONS)] = 10,
    worlds: Annotated[int, options.option("--worlds", key="search_worlds", limits=LOOKS)] = 24,
    fresh: Annotated[int, options.option("--fresh", key="search_fresh", limits=LOOKS)] = 60,
    worlds_from: WorldsFrom = None,
    seed: Annotated[int, options.option("--seed", key="search_seed", min=0)] = 0,
    first_seed: FirstSeed = 0,
    months: Months = None,
    size: Size = None,
    city: City = "ningbo",
    out: Out = None,
    crew: CrewOptions = HERE,
    own: With = None,
    lang: Langs = None,
    as_json: Json = False,
) -> None:
    """Search the best mixes of levers under a budget."""
    langs = options.languages(lang)
    options.take(own)
    from sim.cli.progress import progress_bars

    with progress_bars(langs[0]) as begin:
        begin("start")
        from sim.api.search import search as ask

        asked: dict[str, Any] = {"outcomes": outcome, "floors": floor, "worlds_from": worlds_from}
        result = ask(
            levers,
            budget=budget,
            out=out or Path("results") / "search",
            baseline=baseline,
            starts=starts,
            generations=generations,
            worlds=worlds,
            fresh=fresh,
            seed=seed,
            first_seed=first_seed,
            months=months,
            size=size,
            city=city,
            workers=crew.workers,
            crew=crew.remote(),
            say=output.say,
            progress=begin("runs"),
            **{name: value for name, value in asked.items() if value is not None},
        )
        page = result.report(langs)
    if as_json:
        output.print_json(_json(result, page, langs[0]))
    else:
        _print(result, page, langs[0])


def _json(result: "Mixes", page: Path, lang: Language) -> dict[str, Any]:
    known = result.found
    counts = {name: getattr(known, name) for name in ("tried", "runs", "front", "left", "better", "apart")}
    return counts | {
        "mixes": [
            {
                "mix": mix.name,
                "shipped": mix is known.shipped,
                "moves": [move._asdict() for move in mix.portfolio],
                "stands": mix.stands,
                "worlds": mix.worlds,
                "fails_where": [{"parameter": path, "high": high} for path, high in mix.where],
                "differences": {
                    column: {"value": gap.value, "low": gap.low, "high": gap.high}
                    for column, gap in zip(known.goals.columns, mix.differences, strict=True)
                },
            }
            for mix in known.shown
        ],
        "hypervolumes": known.volumes,
        "sentences": result.sentences(lang),
        "report": str(page),
        "path": str(result.folder),
    }


def _print(result: "Mixes", page: Path, lang: Language) -> None:
    for sentence in result.sentences(lang):
        output.print_text(sentence, "")
    output.say_written(lang, page)
