"""``shequ list`` and ``shequ show``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.options import Reference
from sim.errors import ScenarioError
from sim.language import Language, text, unit_text
from sim.limits import ENGINES, SIZES

if TYPE_CHECKING:
    from sim.scenario import Difference, Scenario


def list_all(answer: AnswerOptions = ANSWER) -> None:
    """List scenarios, levers, cities, sizes."""
    from sim.city.profile import city_names
    from sim.cli.levers import print_levers
    from sim.cli.scenario_rows import levers_json

    language = answer.language()
    scenarios, levers = list(_scenarios(language)), levers_json(language)
    names = {"cities": city_names(), "sizes": list(SIZES), "engines": list(ENGINES)}
    if answer.as_json:
        output.print_json({"scenarios": scenarios, "levers": levers, **names})
        return
    rows = [(scenario["name"], scenario["question"]) for scenario in scenarios]
    output.print_table(text("cli.heading.scenarios", language), _head(language, "name", "question"), rows)
    print_levers(levers, bounds="domain", lang=language)
    for kind, known in names.items():
        output.print_text(text(f"cli.heading.{kind}", language, names=", ".join(known)))


def _scenarios(lang: Language) -> Iterator[dict[str, str]]:
    """Yield every scenario's name, kind and question; a broken file among many must not hide the others."""
    from sim.scenario import load
    from sim.scenario.library import catalog

    for name, files in sorted(catalog().items()):
        try:
            question = load(name).question[lang]
        except ScenarioError:
            question = text("cli.word.broken", lang, file=files[0])
        yield {"name": name, "kind": "shock" if files[0].parent.name == "shocks" else "policy", "question": question}


def show(
    scenario: Reference,
    other: Annotated[
        str | None, options.option("--diff", metavar="OTHER", autocompletion=options.scenario_names)
    ] = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Show a scenario, or what differs from another."""
    from sim.cli.scenario_rows import scenario_json
    from sim.scenario import diff, load
    from sim.scenario.notices import loaded_texts

    language = answer.language()
    chosen = load(scenario)
    output.say(*loaded_texts(chosen, language))
    if other is None and answer.as_json:
        output.print_json(scenario_json(chosen, language))
    elif other is None:
        _print_scenario(chosen, language)
    else:
        differences, names = diff(load(other), new=chosen), {"scenario": chosen.reference, "other": other}
        if answer.as_json:
            output.print_json(names | {"differences": [difference._asdict() for difference in differences]})
        else:
            _print_differences(differences, chosen.reference, other=other, lang=language)


def _print_scenario(scenario: "Scenario", lang: Language) -> None:
    """Print a scenario: what it sets otherwise than the baseline, then all its values, levers before the world."""
    from sim.cli.scenario_rows import source, values
    from sim.scenario import describe, diff, load

    output.print_text(scenario.name[lang], scenario.question[lang], " > ".join(scenario.extends), "")
    if differences := diff(load("baseline"), new=scenario):
        _print_differences(differences, scenario.reference, other="baseline", lang=lang)
    elif scenario.changes:
        events = [(*describe(change, scenario.start), str(change.origin)) for change in scenario.changes]
        output.print_table(text("cli.heading.events", lang), _head(lang, "event", "effect", "source"), events)
    head = _head(lang, "path", "value", "unit", "source")
    for kind in ("levers", "world"):
        rows = [
            (value.path, output.plain(value.value), unit_text(value.unit, lang), source(value.source, lang))
            for value in values(scenario, world=kind == "world")
        ]
        output.print_table(text(f"cli.heading.{kind}", lang), head, rows, numbers=head[1:2])


def _print_differences(differences: "list[Difference]", scenario: str, *, other: str, lang: Language) -> None:
    from sim.cli.scenario_rows import source

    head = _head(lang, "path", "before", "after", "source")
    rows = [
        (row.path, output.plain(row.before), output.plain(row.after), source(row.source, lang)) for row in differences
    ]
    title = text("cli.heading.differences", lang, scenario=scenario, other=other)
    output.print_table(title, head, rows, numbers=head[1:3])


def _head(lang: Language, *columns: str) -> list[str]:
    return [text(f"cli.column.{name}", lang) for name in columns]
