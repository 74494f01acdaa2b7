"""What a report says, and the page that says it."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shlex import quote
from typing import Any

from markupsafe import Markup

from sim.city.profile import load_profile
from sim.language import Language, text
from sim.language.numbers import counted
from sim.report.answer_chart import chart
from sim.report.assumption_tables import counted_table
from sim.report.canvas import Drawings, inlined
from sim.report.finalize import LAB, WORLDS
from sim.report.interval_figures import shown
from sim.report.outcome_tables import (
    explored_note,
    explored_table,
    official_table,
    verdict_table,
    verdicts_note,
    window_table,
    yearly_difference_table,
    yearly_table,
)
from sim.report.question import Described
from sim.report.section_page import rendered
from sim.report.sections import assumptions, course, money, people, stories
from sim.report.summary import answers, cautions, frame, procedure
from sim.report.table import Names
from sim.statistics.verdicts import FEWEST_SEEDS
from sim.studies.comparison import Comparison
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import world_sentences

Contents = dict[str, Any]
LIMITS = ("persistence", "not_modelled", "seeds")
SCRIPT = (Path(__file__).parent / "report.js").read_text("utf-8")


def contents(study: Study, scenarios: Mapping[str, Described], lang: Language, has_lab: bool = False) -> Contents:
    """All that a report says in a language: its sentences, tables and chart, by the names that its template has for them."""
    comparison, worlds = study.comparison, study.worlds
    chosen = (comparison.baseline, *comparison.alternatives)
    names = {reference: scenarios[reference].name[lang] for reference in chosen}
    engine, seeds = study.runs[comparison.baseline][0].engine, seed_list(comparison.seeds)
    tables = {
        name: [make(comparison, scenario, names, lang) for scenario in comparison.alternatives]
        for name, make in (("verdicts", verdict_table), ("windows", window_table), ("explored", explored_table))
    }
    return tables | {
        "lab": LAB if has_lab else "",
        "counts": {
            "seeds": counted("paired", len(comparison.seeds), lang),
            "months": counted("months", comparison.last_months, lang),
        },
        "heading": heading(comparison, names, lang),
        "subtitle": subtitle(study, lang),
        "scenarios": [(names[reference], scenarios[reference]) for reference in chosen],
        "few_seeds": FEWEST_SEEDS if len(comparison.seeds) < FEWEST_SEEDS else 0,
        "answers": answers(study, names, lang),
        "frame": frame(study, names, lang),
        "chart": chart(study, names, lang),
        "cautions": cautions(study, lang),
        "explored_note": explored_note(comparison, lang),
        "verdicts_note": verdicts_note(comparison, lang),
        "yearly": [yearly_table(comparison, names, lang), yearly_difference_table(comparison, names, lang)],
        "groups": bool(shown(study.groups)),
        "people": people(study, names, lang),
        "money": money(study, names, lang),
        "course": course(study, names, lang),
        "stories": stories(study, names, lang),
        "worlds": world_sentences(worlds, names, lang) if worlds else [],
        "counted": counted_table(worlds, lang) if worlds and worlds.counted else None,
        "procedure": procedure(study, names, lang),
        "assumptions": assumptions(study, names, lang),
        "official": official_table(lang),
        "limits": limits(study, lang),
        "reproduce": text("report.reproduce_text", lang, version=version("shequ"), engine=engine, seed_list=seeds),
        "command": command(study, [scenarios[reference].reference for reference in chosen], lang) + " --lab" * has_lab,
    }


def render(said: Contents, figures: Mapping[str, Drawings], lang: Language) -> str:
    """Set a report as one HTML page that needs no other file and no network; it links to a lab that lies beside it."""
    return rendered(
        "report.html",
        lang,
        script=Markup(SCRIPT),
        script_hash=b64encode(sha256(SCRIPT.encode()).digest()).decode(),
        figures={name: inlined(drawn, name, title=figure_title(name, lang)) for name, drawn in figures.items()},
        **said,
    )


def figure_title(name: str, lang: Language) -> str:
    """Title of a figure."""
    return text("why.figure" if name.startswith("life_") else f"report.{name}_title", lang)


def command(study: Study, references: Sequence[str], lang: Language) -> str:
    """Write the command that makes the same report."""
    comparison, worlds = study.comparison, study.worlds
    run = study.runs[comparison.baseline][0]
    options = {
        "seeds": "auto" if study.planned > 1 else len(comparison.seeds),
        "first-seed": comparison.seeds[0],
        "months": comparison.months,
        "size": comparison.size,
        "city": quote(run.place),
        "engine": run.engine,
        "person-seeds": study.persons[0].person_seeds if study.persons else 0,
        "discount": study.values[0].discount if study.values else 0.03,
        "lang": lang,
        "worlds": worlds.count if worlds else 0,
    }
    options |= {"world-seeds": worlds.seeds} if worlds else {}
    options |= {"worlds-from": WORLDS} if worlds and not worlds.plausible.is_shipped else {}
    flags = ["--equal-budget"] * bool(study.budgets) + ["--mechanisms"] * bool(study.carried)
    given = (f"--{name} {value}" for name, value in options.items())
    return " ".join(["shequ compare", *map(quote, references), *given, *flags])


def seed_list(seeds: Sequence[int]) -> str:
    """Write seeds shortly: ``1–10``, ``1–3, 7``."""
    runs: list[list[int]] = []
    for seed in seeds:
        if runs and seed == runs[-1][-1] + 1:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def heading(comparison: Comparison, names: Names, lang: Language) -> str:
    """Name the alternatives and the baseline."""
    listed = text("report.join", lang).join(names[scenario] for scenario in comparison.alternatives)
    return text("report.heading", lang, scenarios=listed, baseline=names[comparison.baseline])


def subtitle(study: Study, lang: Language) -> str:
    """Say which city was simulated, how much of it, when, and how often."""
    comparison = study.comparison
    return text(
        "report.subtitle",
        lang,
        city=_city(study, lang),
        residents=f"{comparison.residents:,}",
        size=text(f"report.size.{comparison.size}", lang),
        months=counted("months", comparison.months, lang),
        start=comparison.start,
        seeds=counted("paired", len(comparison.seeds), lang),
    )


def limits(study: Study, lang: Language) -> list[str]:
    """What the model cannot say, sentence by sentence; the first says of which city it is no forecast."""
    own = "_own" if load_profile(_place(study)).communities else ""
    first = text(f"report.limit.illustrative{own}", lang, city=_city(study, lang))
    return [first, *(text(f"report.limit.{limit}", lang) for limit in LIMITS)]


def _city(study: Study, lang: Language) -> str:
    return str(getattr(load_profile(_place(study)).name, lang))


def _place(study: Study) -> str:
    return study.runs[study.comparison.baseline][0].place
