"""``shequ why``."""

from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.options import City, Months, Out, Size
from sim.errors import InputError
from sim.language import Language, text
from sim.limits import FIRST_SEED

if TYPE_CHECKING:
    from sim.studies.why import Choice, Setting, Story

Resident = Annotated[int | None, options.argument("[RESIDENT]", key="resident")]
Between = Annotated[tuple[str, str], options.option("--between", metavar="A B")]
Seed = Annotated[int, options.option("--seed", limits=FIRST_SEED)]
Draws = Annotated[int | None, options.option("--person-seed", limits=FIRST_SEED)]
Draw = Annotated[int | None, options.option("--draw", limits=FIRST_SEED)]


def why(
    between: Between,
    resident: Resident = None,
    random: Annotated[bool, options.option("--random")] = False,
    draw: Draw = None,
    most_helped: Annotated[bool, options.option("--most-helped")] = False,
    most_hurt: Annotated[bool, options.option("--most-hurt")] = False,
    seed: Seed = 0,
    person_seed: Draws = None,
    months: Months = None,
    size: Size = None,
    city: City = "ningbo",
    out: Out = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Tell two lives of one resident, what differs first, and which lever that goes back to."""
    from sim.cli.simulate import checked, settings
    from sim.runs.folder import check_unsealed
    from sim.scenario import load
    from sim.studies.comparison.study import LOTS
    from sim.studies.why import Setting, tell

    language = answer.language()
    by_lot = random or draw is not None
    chosen = _choice(resident, {"random": by_lot, "most_helped": most_helped, "most_hurt": most_hurt}, language)
    how = settings(seed, city=city, months=months, size=size)
    scenarios = [load(reference, start=how.start) for reference in between]
    checked(scenarios, how, language)
    if out:
        check_unsealed(out)
    setting = Setting(city, how.size, seed, seed if person_seed is None else person_seed, how.months)
    story = tell(
        scenarios[0],
        second=scenarios[1],
        setting=setting,
        resident=chosen,
        draw=randbelow(LOTS) if draw is None else draw,
    )
    names = {scenario.reference: scenario.name[language] for scenario in scenarios}
    figure = _drawn(story, names, out, language) if out else None
    if answer.as_json:
        output.print_json(_story_json(story, names, language, figure))
    else:
        _print_story(story, names, figure, language)


def _choice(resident: int | None, flags: dict[str, bool], lang: Language) -> "int | Choice":

    chosen: list[Any] = [name for name, given in flags.items() if given]
    chosen += [] if resident is None else [resident - 1]
    if len(chosen) != 1:
        raise InputError(text("cli.error.one_resident", lang))
    result: int | Choice = chosen[0]
    return result


def _drawn(story: "Story", names: dict[str, str], out: Path, lang: Language) -> Path:
    from sim.report import canvas
    from sim.report.curve_figures import life_panels
    from sim.report.files import write_atomically

    file = out / "why.svg"
    with canvas.style():
        write_atomically(file, canvas.svg(canvas.together(life_panels(story, names, lang))))
    return file


def _print_story(story: "Story", names: dict[str, str], figure: Path | None, lang: Language) -> None:
    from sim.studies.why.words import chain_rows, chosen, heading, summary, told

    setting = text("why.setting", lang, city=story.setting.city_seed, person_seed=story.setting.person_seed)
    output.print_text(heading(story, lang), chosen(story, lang) + setting, "")
    output.print_text(*(summary(story, world, names, lang) for world in (0, 1)), "")
    output.print_text(*told(story, names, lang))
    if story.links:
        first, second = (names[name] for name in story.scenarios)
        keys = ("months", "step", "what", "whose")
        head = [*(text(f"why.{key}", lang) for key in keys), first, second, text("why.cause", lang)]
        output.print_table(text("why.chain", lang), head, chain_rows(story, lang))
    if figure:
        output.print_text(text("cli.word.written", lang, file=figure))


def _story_json(story: "Story", names: dict[str, str], lang: Language, figure: Path | None) -> dict[str, Any]:
    from sim.studies.why.words import heading, told

    setting: Setting = story.setting
    return {
        "resident": story.resident + 1,
        "community": story.community + 1,
        "community_name": story.names[story.community] or None,
        "who": heading(story, lang),
        "between": list(story.scenarios),
        "city_seed": setting.city_seed,
        "person_seed": setting.person_seed,
        "draw": story.draw,
        "months_present": story.present,
        "first_month_that_drifts": story.drifts,
        "first_month_that_differs": story.month,
        "told": told(story, names, lang),
        "lives": {name: values.tolist() for name, values in story.lives.items()},
        "links": [
            {
                "month": link.month,
                "step": link.step,
                "table": link.table,
                "agent": link.agent + 1,
                "column": link.column,
                "values": list(link.values),
                "cause": link.cause,
                "cause_values": list(link.because) if link.because else None,
                "alone": link.alone,
                "lever": link.lever,
            }
            for link in story.links
        ],
        "figure": None if figure is None else str(figure),
    }
