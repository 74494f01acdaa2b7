"""``shequ levers``: what can be chosen, and what each choice moves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.option_groups import HERE, CrewOptions
from sim.cli.options import Json, Lang
from sim.language import Language, text, unit_text
from sim.language.numbers import counted
from sim.limits import SEEDS, one_of

if TYPE_CHECKING:
    from sim.studies.comparison.lever_effects import Effect


def levers(
    effects: Annotated[bool, options.option("--effects")] = False,
    lever: Annotated[str | None, options.option("--lever", metavar="NAME")] = None,
    seeds: Annotated[int, options.option("--seeds", limits=SEEDS)] = 10,
    crew: CrewOptions = HERE,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """List levers, or what each moves most."""
    from sim.cli.scenario_rows import levers_json
    from sim.parameters import LEVERS

    language = options.language(lang)
    if lever:
        one_of("--lever", lever, [known.path for known in LEVERS])
    if effects:
        _effects(lever, seeds, crew=crew, lang=language, as_json=as_json)
        return
    chosen = [row for row in levers_json(language) if lever in (None, row["path"])]
    if as_json:
        output.print_json(chosen)
    else:
        print_levers(chosen, bounds="plausible", lang=language)


def _effects(lever: str | None, seeds: int, *, crew: CrewOptions, lang: Language, as_json: bool) -> None:
    from sim.cli.progress import progress_bars
    from sim.cli.simulate import say_compiling
    from sim.studies.comparison.lever_effects import effects, strongest
    from sim.studies.comparison.lever_tests import shown

    say_compiling()
    tests = [test for test in shown() if lever in (None, test.lever)]
    with progress_bars(lang) as begin:
        result = effects(tests, seeds, crew.crew(), begin)
    if as_json:
        output.print_json([_effect_json(effect) for each in result for effect in each])
    else:
        _print_effects([strongest(each) for each in result], seeds, lang)


def print_levers(chosen: Sequence[dict[str, Any]], *, bounds: str, lang: Language) -> None:
    """Print levers with defaults, units, meanings and their ``plausible`` ranges or their ``domain``."""

    head = [text(f"cli.column.{name}", lang) for name in ("path", "default", bounds, "unit", "meaning")]
    rows = []
    for lever in chosen:
        allowed = "{:.12g}–{:.12g}".format(*lever[bounds])
        unit = unit_text(lever["unit"], lang)
        rows.append((lever["path"], output.plain(lever["default"]), allowed, unit, lever["meaning"]))
    output.print_table(text("cli.heading.levers", lang), head, rows, numbers=head[1:2])


def _print_effects(result: "Sequence[Effect]", seeds: int, lang: Language) -> None:
    from sim.studies.comparison.lever_effects import MONTHS, SIZE

    names = ("path", "raised", "scenario", "outcome", "difference", "interval", "times")
    head = [text(f"cli.column.{name}", lang) for name in names]
    rows = []
    for effect in result:
        which = effect.test.lever, effect.test.raised, effect.test.conditions
        moved = text(f"outcome.{effect.outcome.name}", lang), *effect.texts(lang)
        rows.append((*which, *moved, effect.times_text))
    counts = {"seeds": counted("seeds", seeds, lang), "months": counted("months", MONTHS, lang)}
    output.print_table(text("cli.heading.effects", lang, size=SIZE, **counts), head, rows)
    output.print_text(text("cli.word.effects", lang))
    unclear = [effect.test.lever for effect in result if not effect.together.excludes_zero]
    if unclear:
        output.print_text(text("cli.word.unclear", lang, levers=", ".join(unclear)))


def _effect_json(effect: "Effect") -> dict[str, Any]:
    return {
        "lever": effect.test.lever,
        "scenario": effect.test.scenario,
        "outcome": effect.outcome.name,
        "difference": effect.estimate.value,
        "low": effect.estimate.low,
        "high": effect.estimate.high,
        "unit": effect.outcome.unit,
    }
