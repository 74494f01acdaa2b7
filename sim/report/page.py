"""Put a report's words, tables and figures on one page."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from shlex import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from sim.analysis import Comparison
from sim.analysis.sentences import cost_sentence
from sim.analysis.study import Study
from sim.analysis.verdicts import FEWEST_SEEDS
from sim.analysis.world_sentences import world_sentences
from sim.city.profile import load_profile
from sim.language import Language, text
from sim.report.bundle import WORLDS
from sim.report.canvas import inline
from sim.report.described import Described
from sim.report.groups_figure import shown
from sim.report.sections import assumptions, money, people, stories
from sim.report.summary import one_page, outcomes_told, told_of
from sim.report.table import Table
from sim.report.verdict_tables import full_table, verdict_table, verdicts_note
from sim.report.webfont import with_font
from sim.report.yearly_tables import yearly_difference_table, yearly_table
from sim.runs.result import Run

MakeTable = Callable[[Comparison, str, Mapping[str, str], Language], Table]
LIMITS = ("assumed", "persistence", "not_modelled", "seeds")


def render(study: Study, scenarios: Mapping[str, Described], drawings: Mapping[str, bytes], lang: Language) -> str:
    """Render the report as one HTML page that needs no other file and no network."""
    comparison = study.comparison
    chosen = (comparison.baseline, *comparison.alternatives)
    names = {reference: scenarios[reference].name[lang] for reference in chosen}
    first = study.runs[comparison.baseline][0]
    page = _template().render(
        t=partial(text, lang=lang),
        lang=lang,
        comparison=comparison,
        heading=heading(comparison, names, lang),
        scenarios=[(names[reference], scenarios[reference]) for reference in chosen],
        few_seeds=FEWEST_SEEDS if len(comparison.seeds) < FEWEST_SEEDS else 0,
        costs=[cost_sentence(comparison, scenario, lang, names) for scenario in comparison.alternatives],
        told=[told_of(study, scenario, names, lang) for scenario in comparison.alternatives],
        page=one_page(study, names, lang),
        note_verdicts=verdicts_note(comparison, lang),
        verdicts=[
            (
                cost_sentence(comparison, scenario, lang, names),
                outcomes_told(study, scenario, lang),
                verdict_table(comparison, scenario, names, lang),
            )
            for scenario in comparison.alternatives
        ],
        yearly_differences=_each(yearly_difference_table, comparison, names, lang),
        every=_each(full_table, comparison, names, lang),
        yearly=yearly_table(comparison, names, lang),
        groups=bool(shown(study.groups)),
        people=people(study, names, lang),
        money=money(study, names, lang),
        stories=stories(study, names, lang),
        worlds=world_sentences(study.worlds, names, lang) if study.worlds else [],
        assumptions=assumptions(study, names, lang),
        figures={name: _figure(name, drawing, comparison, lang) for name, drawing in drawings.items()},
        subtitle=subtitle(study, lang),
        limits=limits(study, lang),
        reproduce=text(
            "report.reproduce_text",
            lang,
            version=version("shequ"),
            engine=first.engine,
            seed_list=seed_list(comparison.seeds),
        ),
        command=command(study, [scenarios[reference].reference for reference in chosen], first, lang),
    )
    return with_font(page)


def command(study: Study, references: Sequence[str], run: Run, lang: Language) -> str:
    """Write the command that makes the same report."""
    comparison = study.comparison
    options = {
        "seeds": "auto" if study.planned > 1 else len(comparison.seeds),
        "first-seed": comparison.seeds[0],
        "months": comparison.months,
        "size": comparison.size,
        "city": quote(run.place),
        "engine": run.engine,
        "lucks": study.persons[0].lucks if study.persons else 0,
        "discount": study.values[0].discount if study.values else 0.03,
        "lang": lang,
    }
    given = [f"--{name} {value}" for name, value in options.items()]
    equal = ["--equal-budget"] if study.budgets else []
    given.append(f"--worlds {study.worlds.count if study.worlds else 0}")
    if study.worlds and not study.worlds.plausible.is_shipped:
        given.append(f"--worlds-from {WORLDS}")
    return " ".join(["shequ compare", *map(quote, references), *given, *equal])


def seed_list(seeds: Sequence[int]) -> str:
    """Write seeds shortly: ``1–10``, ``1–3, 7``."""
    runs: list[list[int]] = []
    for seed in seeds:
        if runs and seed == runs[-1][-1] + 1:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def heading(comparison: Comparison, names: Mapping[str, str], lang: Language) -> str:
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
        months=comparison.months,
        start=comparison.start,
        seeds=len(comparison.seeds),
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


def _figure(name: str, drawing: bytes, comparison: Comparison, lang: Language) -> Markup:
    if name.startswith("life_"):
        return inline(drawing, name, title=text("why.figure", lang), description=text("why.figure_desc", lang))
    description = text(f"report.{name}_desc", lang, seeds=len(comparison.seeds), months=comparison.last_months)
    return inline(drawing, name, title=text(f"report.{name}_title", lang), description=description)


def _each(make: MakeTable, comparison: Comparison, names: Mapping[str, str], lang: Language) -> list[Table]:
    return [make(comparison, scenario, names, lang) for scenario in comparison.alternatives]


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
