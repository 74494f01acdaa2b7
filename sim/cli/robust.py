"""``shequ robust``."""

from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.claims import Seeds, Worlds
from sim.cli.option_groups import ANSWER, HERE, AnswerOptions, CrewOptions
from sim.cli.options import City, Months, Out, Size, WorldsFrom
from sim.cli.sweep import interruptible
from sim.errors import InputError
from sim.language import Language, message

if TYPE_CHECKING:
    from sim.api.robust import Robust


def robust(
    policies: Annotated[
        list[str], options.argument("SCENARIO...", key="policies", autocompletion=options.scenario_names)
    ],
    at_least: Annotated[list[str] | None, options.option("--at-least", metavar="OUTCOME=X")] = None,
    at_most: Annotated[list[str] | None, options.option("--at-most", metavar="OUTCOME=X")] = None,
    worlds: Worlds = 104,
    seeds: Seeds = 4,
    worlds_from: WorldsFrom = None,
    months: Months = None,
    size: Size = None,
    city: City = "ningbo",
    out: Out = None,
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Weigh policies over plausible worlds."""
    language = answer.language()
    from sim.api.robust import robust as ask
    from sim.cli.progress import sweep_bar
    from sim.cli.simulate import folder

    where = folder(out, "robust", *policies)
    with interruptible("robust.interrupted", where, language), sweep_bar(language) as progress:
        result = ask(
            policies,
            out=where,
            at_least=dict(_limit("--at-least", given=limit) for limit in at_least or ()),
            at_most=dict(_limit("--at-most", given=limit) for limit in at_most or ()),
            worlds=worlds,
            seeds=seeds,
            months=months or 120,
            size=size,
            city=city,
            worlds_from=worlds_from,
            crew=crew.crew(),
            watch=progress,
        )
    _report(result, language, answer.as_json)


def _limit(option: str, *, given: str) -> tuple[str, float]:
    name, _, number = given.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise InputError(message("robust.threshold", option=option, given=given)) from None


def _report(result: "Robust", lang: Language, as_json: bool) -> None:
    if as_json:
        facts = {"policies": result.policies.to_dict("records"), "sentences": result.sentences(lang)}
        output.print_json(facts | {"page": str(result.page)})
        return
    output.print_text(*result.sentences(lang))
    output.say_written(lang, result.page)
