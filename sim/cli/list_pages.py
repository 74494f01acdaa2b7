"""What ``shequ list`` and ``shequ show`` print."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.city.profile import city_names
from sim.cli import output
from sim.cli.scenario_rows import differences_json, levers_json, source, values
from sim.errors import ScenarioError
from sim.language import Language, text, unit_text
from sim.limits import ENGINES, SIZES
from sim.scenario import Difference, Scenario, describe, diff, load
from sim.scenario.library import catalog

BASELINE = "baseline"
"""The scenario beside which another is shown."""


def print_everything(lang: Language) -> None:
    """Print all that can be chosen."""
    head = [text(f"cli.column.{name}", lang) for name in ("name", "question")]
    rows = [(entry["name"], entry["question"]) for entry in scenarios(lang)]
    output.print_table(text("cli.heading.scenarios", lang), head, rows)
    print_levers(lang)
    for kind, names in (("cities", city_names()), ("sizes", SIZES), ("engines", ENGINES)):
        output.print_text(text(f"cli.heading.{kind}", lang, names=", ".join(names)))


def everything(lang: Language) -> dict[str, Any]:
    """Describe all that can be chosen."""
    return {
        "scenarios": list(scenarios(lang)),
        "levers": levers_json(lang),
        "cities": city_names(),
        "sizes": list(SIZES),
        "engines": list(ENGINES),
    }


def scenarios(lang: Language) -> Iterator[dict[str, str]]:
    """Yield every scenario's name, kind and question."""
    for name, files in sorted(catalog().items()):
        kind = "shock" if files[0].parent.name == "shocks" else "policy"
        yield {"name": name, "kind": kind, "question": _question(name, files[0], lang)}


def _question(name: str, file: Path, lang: Language) -> str:
    """Return a scenario's question; a broken file among many must not hide the others."""
    try:
        return load(name).question[lang]
    except ScenarioError:
        return text("cli.word.broken", lang, file=file)


def print_levers(lang: Language) -> None:
    """Print every lever with its default, unit and domain."""
    head = [text(f"cli.column.{name}", lang) for name in ("path", "default", "unit", "domain", "meaning")]
    rows = [_lever_row(lever, lang) for lever in levers_json(lang)]
    output.print_table(text("cli.heading.levers", lang), head, rows, numbers=head[1:2])


def _lever_row(lever: dict[str, Any], lang: Language) -> tuple[str, ...]:
    allowed = "{:.12g}–{:.12g}".format(*lever["domain"])
    return lever["path"], output.plain(lever["default"]), unit_text(lever["unit"], lang), allowed, lever["meaning"]


def print_scenario(scenario: Scenario, lang: Language) -> None:
    """Print a scenario: what it sets otherwise than the baseline, then all its values, levers before the world."""
    output.print_text(scenario.name[lang], scenario.question[lang], " > ".join(scenario.extends), "")
    baseline = load(BASELINE)
    if found := diff(baseline, new=scenario):
        _print_differences(found, baseline, chosen=scenario, lang=lang)
    else:
        _print_events(scenario, lang)
    head = [text(f"cli.column.{name}", lang) for name in ("path", "value", "unit", "source")]
    for kind in ("levers", "world"):
        rows = [
            (value.path, output.plain(value.value), unit_text(value.unit, lang), source(value.source, lang))
            for value in values(scenario, world=kind == "world")
        ]
        output.print_table(text(f"cli.heading.{kind}", lang), head, rows, numbers=head[1:2])


def _print_events(scenario: Scenario, lang: Language) -> None:
    if scenario.changes:
        head = [text(f"cli.column.{name}", lang) for name in ("event", "effect", "source")]
        rows = [(*describe(change, scenario.start), str(change.origin)) for change in scenario.changes]
        output.print_table(text("cli.heading.events", lang), head, rows)


def show_differences(other: Scenario, *, chosen: Scenario, lang: Language, as_json: bool) -> None:
    """Print what differs between two scenarios."""
    found = diff(other, new=chosen)
    if as_json:
        output.print_json(differences_json(other, chosen=chosen, found=found))
    else:
        _print_differences(found, other, chosen=chosen, lang=lang)


def _print_differences(found: Sequence[Difference], other: Scenario, *, chosen: Scenario, lang: Language) -> None:
    head = [text(f"cli.column.{name}", lang) for name in ("path", "before", "after", "source")]
    rows = [(one.path, output.plain(one.before), output.plain(one.after), source(one.source, lang)) for one in found]
    title = text("cli.heading.differences", lang, scenario=chosen.reference, other=other.reference)
    output.print_table(title, head, rows, numbers=head[1:3])
