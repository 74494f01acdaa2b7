"""Put a report's words, tables and figures on one page."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shlex import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from sim.city.profile import load_profile
from sim.language import Language, text
from sim.language.numbers import counted
from sim.report.answer_chart import chart
from sim.report.assumption_tables import counted_table
from sim.report.canvas import inline
from sim.report.finalize import LAB, WORLDS
from sim.report.interval_figures import shown
from sim.report.outcome_tables import (
    explored_note,
    explored_table,
    official_table,
    verdicts_note,
    window_table,
    yearly_difference_table,
    yearly_table,
)
from sim.report.question import Described
from sim.report.sections import assumptions, course, money, people, stories
from sim.report.summary import answers, cautions, frame, procedure
from sim.report.table import whole
from sim.report.webfont import with_font
from sim.runs.result import Run
from sim.statistics.verdicts import FEWEST_SEEDS
from sim.studies.comparison import Comparison
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import world_sentences

Drawings = Mapping[str, Sequence[tuple[str, bytes]]]
"""For each figure its panels: what they show, and the drawing."""
LIMITS = ("persistence", "not_modelled", "seeds")
SCRIPT = (Path(__file__).parent / "report.js").read_text("utf-8")


def render(
    study: Study, scenarios: Mapping[str, Described], drawings: Drawings, lang: Language, has_lab: bool = False
) -> str:
    """Render the report as one HTML page that needs no other file and no network; it links to a lab that lies beside it."""
    comparison = study.comparison
    chosen = (comparison.baseline, *comparison.alternatives)
    names = {reference: scenarios[reference].name[lang] for reference in chosen}
    first = study.runs[comparison.baseline][0]
    page = _template().render(
        t=partial(text, lang=lang),
        lang=lang,
        lab=LAB if has_lab else "",
        counts=described_by(comparison, lang),
        script=Markup(SCRIPT),
        script_hash=b64encode(sha256(SCRIPT.encode()).digest()).decode(),
        heading=heading(comparison, names, lang),
        scenarios=[(names[reference], scenarios[reference]) for reference in chosen],
        few_seeds=FEWEST_SEEDS if len(comparison.seeds) < FEWEST_SEEDS else 0,
        answers=answers(study, names, lang),
        frame=frame(study, names, lang),
        chart=chart(study, names, lang),
        cautions=cautions(study, lang),
        windows=[window_table(comparison, one, names, lang) for one in comparison.alternatives],
        explored=[explored_table(comparison, one, names, lang) for one in comparison.alternatives],
        explored_note=explored_note(comparison, lang),
        yearly=[yearly_table(comparison, names, lang), yearly_difference_table(comparison, names, lang)],
        groups=bool(shown(study.groups)),
        people=people(study, names, lang),
        money=money(study, names, lang),
        course=course(study, names, lang),
        stories=stories(study, names, lang),
        worlds=world_sentences(study.worlds, names, lang) if study.worlds else [],
        counted=counted_table(study.worlds, lang) if study.worlds and study.worlds.counted else None,
        procedure=[verdicts_note(comparison, lang), *procedure(study, names, lang)],
        assumptions=assumptions(study, names, lang),
        official=official_table(lang),
        figures={name: _panels(name, panels, lang) for name, panels in drawings.items()},
        subtitle=subtitle(study, lang),
        limits=limits(study, lang),
        reproduce=text(
            "report.reproduce_text",
            lang,
            version=version("shequ"),
            engine=first.engine,
            seed_list=seed_list(comparison.seeds),
        ),
        command=command(study, [scenarios[reference].reference for reference in chosen], first, lang)
        + " --lab" * has_lab,
    )
    return with_font(page, lang)


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
        "person_seeds": study.persons[0].person_seeds if study.persons else 0,
        "discount": study.values[0].discount if study.values else 0.03,
        "lang": lang,
    }
    given = [f"--{name} {value}" for name, value in options.items()]
    flags = ["--equal-budget"] * bool(study.budgets) + ["--mechanisms"] * bool(study.carried)
    given.append(f"--worlds {study.worlds.count if study.worlds else 0}")
    given += [f"--world-seeds {study.worlds.seeds}"] if study.worlds else []
    if study.worlds and not study.worlds.plausible.is_shipped:
        given.append(f"--worlds-from {WORLDS}")
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


def described_by(comparison: Comparison, lang: Language) -> dict[str, str]:
    """How many months and simulations the words below a figure name."""
    seeds, months = counted("paired", len(comparison.seeds), lang), counted("months", comparison.last_months, lang)
    return {"seeds": seeds, "months": months}


def _panels(name: str, panels: Sequence[tuple[str, bytes]], lang: Language) -> list[tuple[str, Markup]]:
    """Each panel of a figure with what it shows, ready for the page."""
    title = text("why.figure" if name.startswith("life_") else f"report.{name}_title", lang)
    return [
        (shows, inline(drawing, f"{name}-{k}", title=title, description=shows))
        for k, (shows, drawing) in enumerate(panels)
    ]


def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = whole
    return environment.get_template("report.html")
